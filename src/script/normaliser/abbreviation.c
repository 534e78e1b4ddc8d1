/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"
#include "script/normaliser/numbers/handlers.h"

#include <string.h>

/* The word after the dot or hyphen at `at`, which is added to the key. TOKEN_END when there is
 * neither. */
static struct norm_token next_dotted_part(const struct normaliser *s, size_t at, struct text *key)
{
    char mark = byte_at(s->text, at);
    if (mark != '.' && mark != '-')
        return (struct norm_token){.start = at, .end = at};
    text_add_char(key, mark);
    struct norm_token next = token_at(s->text, at + 1);
    if (mark == '.' && next.kind == TOKEN_BLANK)
        next = token_at(s->text, next.end);
    if (mark == '.' && token_is(s->text, next, '-')) { /* "av. J.-C." */
        text_add_char(key, '-');
        next = token_at(s->text, next.end);
    }
    return next;
}

/* Another letter with its dot follows directly: "S.A" in "S.A.R." */
static bool goes_on_with_letter(const struct normaliser *s, size_t end)
{
    struct norm_token letter = token_at(s->text, end + 1);
    return byte_at(s->text, end) == '.' && letter.kind == TOKEN_WORD && letter.letters == 1 &&
           byte_at(s->text, letter.end) == '.';
}

/* "i.e.", "p. m.", "z. B.": the longest run of short words with dots that the data file knows. */
static bool say_dotted(struct normaliser *s, struct norm_token word)
{
    struct text key = {0};
    const char *found = NULL;
    size_t end = 0;
    if (rune_ending(s->text, word.start) == '.')
        return false;
    for (int parts = 1;
         parts <= 4 && word.kind == TOKEN_WORD && word.letters <= (parts > 1 ? 4 : 2); parts++) {
        text_add_lower(&key, token_view(s->text, word));
        const char *spoken = parts > 1 ? norm_find(s->rules, "dotted", text_view(&key)) : NULL;
        if (spoken != NULL && !goes_on_with_letter(s, word.end)) {
            found = spoken;
            end = word.end;
        }
        word = next_dotted_part(s, word.end, &key);
    }
    text_release(&key);
    if (found != NULL)
        norm_put_abbreviation(s, end, found);
    return found != NULL;
}

/* "MR. JONES" */
static const char *find_title_in_capitals(const struct normaliser *s, struct norm_token word)
{
    struct text name = {0};
    text_add_lower(&name, token_view(s->text, word));
    name.at[0] = s->text.at[word.start];
    const char *spoken = norm_find(s->rules, "titles", text_view(&name));
    text_release(&name);
    return spoken;
}

/* "J. M. Grey", "Anne M. Grey", "Grey, M.": an initial; but "M. Dupin" has a title. */
static bool is_likely_initial(const struct normaliser *s, struct norm_token word,
                              struct norm_token next)
{
    struct norm_token before = token_before(s->text, word.start);
    bool name = next.kind == TOKEN_WORD && next.letters > 1 &&
                (next.upper_any || /* also "d'Artagnan" */
                 norm_find(s->rules, "particles", token_view(s->text, next)) != NULL);
    return word.letters == 1 &&
           (!name ||
            (token_is(s->text, before, '.') && token_before(s->text, before.start).letters == 1) ||
            (before.kind == TOKEN_WORD && before.upper_first &&
             norm_find(s->rules, "sentence starters", token_view(s->text, before)) == NULL &&
             norm_find(s->rules, "not first names", token_view(s->text, before)) == NULL));
}

static bool say_title(struct normaliser *s, struct norm_token word, bool dot)
{
    if (rune_ending(s->text, word.start) == '.') /* the D of "Ph.D." */
        return false;
    const char *spoken = norm_find(s->rules, "titles", token_view(s->text, word));
    if (spoken == NULL && word.upper_all && word.letters > 1 &&
        norm_find(s->rules, "abbreviations", token_view(s->text, word)) == NULL)
        spoken = find_title_in_capitals(s, word);
    if (spoken == NULL)
        return false;
    struct norm_token next = token_at(s->text, word.end + dot);
    if (dot && token_is(s->text, next, '.') &&
        norm_find(s->rules, "undotted titles", token_view(s->text, word)) == NULL)
        return false; /* "Fr... fr..." */
    if (next.kind == TOKEN_BLANK)
        next = token_after(s->text, next);
    if (*norm_option(s->rules, "careful initials") != '\0' && is_likely_initial(s, word, next))
        return false;
    if (!dot && norm_find(s->rules, "undotted titles", token_view(s->text, word)) == NULL)
        return false;
    bool hyphen = !dot && token_is(s->text, next, '-') && *norm_option(s->rules, "hyphened titles");
    if (hyphen) /* "St-Jean" */
        next = token_at(s->text, next.end);
    bool particle = norm_find(s->rules, "particles", token_view(s->text, next)) != NULL;
    if (!dot && !(next.kind == TOKEN_WORD && (next.upper_any || particle)))
        return false;
    if (dot && next.kind == TOKEN_WORD && next.upper_first &&
        norm_find(s->rules, "after titles", token_view(s->text, next)) == NULL) {
        norm_put_str(s, word.end + 1, spoken); /* "Dr. No", "Mr. So-and-So": the sentence goes on */
        return true;
    }
    if (dot && norm_find_folded(s->rules, "abbreviations", token_view(s->text, word)) != NULL)
        return false; /* "Acme Corp. sold it" */
    norm_put_abbreviation(s, word.end, spoken);
    if (hyphen) {
        norm_drop(s, next.start);
        norm_gap(s);
    }
    return true;
}

static bool say_listed(struct normaliser *s, struct norm_token word, const char *section)
{
    const char *spoken = norm_find_folded(s->rules, section, token_view(s->text, word));
    if (spoken != NULL)
        norm_put_abbreviation(s, word.end, spoken);
    return spoken != NULL;
}

static bool is_listed(const struct normaliser *s, struct norm_token word, const char *section)
{
    return norm_find_folded(s->rules, section, token_view(s->text, word)) != NULL;
}

/* A small letter, a number or a comma comes next: the dot is not a full stop. */
static bool is_before_small(const struct normaliser *s, struct norm_token word)
{
    struct norm_token next = token_after(s->text, token_at(s->text, word.end));
    return next.kind == TOKEN_DIGITS || (next.kind == TOKEN_WORD && !next.upper_first) ||
           token_is(s->text, next, ',');
}

/* Up to `end` the text has only names and short words: "Miller, The Mills of the North". */
static bool has_only_names(const struct normaliser *s, size_t end)
{
    struct norm_token word = token_at(s->text, 0);
    int words = 0;
    for (; word.end < end && words < 20; word = token_after(s->text, word)) {
        words += word.kind == TOKEN_WORD;
        if (word.kind == TOKEN_WORD && !word.upper_first && word.letters > 3)
            return false;
    }
    return words > 0 && words < 20;
}

/* "Miller, p. 225." as the whole text: the reference is read as it is written. */
static bool is_citation(const struct normaliser *s, struct norm_token word,
                        struct norm_token number)
{
    struct norm_token dot = token_at(s->text, number.end);
    struct norm_token end = token_is(s->text, dot, '.') ? token_at(s->text, dot.end) : dot;
    return word.letters == 1 && end.kind == TOKEN_END && number.kind == TOKEN_DIGITS &&
           token_is(s->text, token_before(s->text, word.start), ',') &&
           number.start > word.end + 1 && *norm_option(s->rules, "citations") != '\0' &&
           has_only_names(s, word.start);
}

/* "No. 5", "pp. 60", "Vol. III": abbreviations that count only before a number. The blank may be
 * missing ("p.157"). */
static bool say_before_number(struct normaliser *s, struct norm_token word)
{
    struct norm_token next = token_after(s->text, token_at(s->text, word.end));
    bool number = next.kind == TOKEN_DIGITS ||
                  (next.kind == TOKEN_WORD && next.letters <= 15 && next.start > word.end + 1 &&
                   roman_value(token_view(s->text, next)) > 0);
    struct view key = token_view(s->text, word);
    bool capital = word.letters == 1 && word.upper_first; /* initial, unless so listed: "S. 5" */
    if (!number || (capital && next.kind != TOKEN_DIGITS && next.letters < 2))
        return false;
    struct norm_token after = token_after(s->text, next);
    bool stops =
        after.kind == TOKEN_END || token_is(s->text, after, '.') || token_is(s->text, after, ')');
    if (next.rune == 'I' && next.letters == 1 && !stops &&
        norm_find_folded(s->rules, "also words", key) != NULL)
        return false; /* "No. I was" */
    const char *spoken = capital ? norm_find(s->rules, "before number", key)
                                 : norm_find_folded(s->rules, "before number", key);
    if (spoken == NULL)
        return false;
    if (is_citation(s, word, next))
        norm_keep(s, word.end);
    else
        norm_put_str(s, word.end, spoken);
    norm_drop(s, word.end + 1);
    norm_gap(s);
    return true;
}

static bool is_digit_rune(uint32_t rune)
{
    return rune >= '0' && rune <= '9';
}

/* A name or an ordinal comes before: "King St.", "5th Ave." */
static bool follows_street_name(const struct normaliser *s, struct norm_token word)
{
    struct norm_token before = token_before(s->text, word.start);
    if (before.kind != TOKEN_WORD || before.end == word.start)
        return false;
    return (before.upper_first && before.letters > 1) ||
           is_digit_rune(rune_ending(s->text, before.start));
}

/* "12 S 1st st": in small letters only after an ordinal, at the end of the address. */
bool say_small_street(struct normaliser *s, struct norm_token word)
{
    if (word.upper_any || word.start < 4 ||
        !is_digit_rune((unsigned char)s->text.at[word.start - 4]))
        return false; /* not after "1st " */
    struct norm_token before = token_before(s->text, word.start),
                      after = token_after(s->text, word);
    bool ends = after.kind == TOKEN_END || token_is(s->text, after, ',');
    if (!ends || before.kind != TOKEN_WORD || before.end == word.start ||
        !is_digit_rune(rune_ending(s->text, before.start)))
        return false;
    struct text name = {0};
    text_add_view(&name, token_view(s->text, word));
    name.at[0] = (char)(name.at[0] & ~0x20);
    const char *street = norm_find(s->rules, "streets", text_view(&name));
    text_release(&name);
    if (street != NULL)
        norm_put_str(s, word.end, street);
    return street != NULL;
}

/* "the SS Nomad", but "SS. Peter and Paul", "the SS Peter and Paul" */
static bool is_ship(const struct normaliser *s, struct norm_token word)
{
    struct norm_token name = token_after(s->text, word), next = token_after(s->text, name);
    return word.upper_all && norm_find(s->rules, "acronyms", token_view(s->text, word)) != NULL &&
           byte_at(s->text, word.end) != '.' &&
           !view_is(token_view(s->text, next), norm_option(s->rules, "and"));
}

/* "King St. near", "Fifth Ave.", but "St. John": the next word decides. */
static bool say_street(struct normaliser *s, struct norm_token word, bool dot)
{
    const char *street = norm_find(s->rules, "streets", token_view(s->text, word));
    const char *saint = norm_find(s->rules, "saints", token_view(s->text, word));
    if (street == NULL && saint == NULL)
        return false;
    struct norm_token next = token_after(s->text, (struct norm_token){.end = word.end + dot});
    bool name_after = next.kind == TOKEN_WORD && next.upper_first;
    bool ends = dot && dot_ends_sentence(s, token_at(s->text, word.end));
    if (street != NULL && follows_street_name(s, word) && (!name_after || ends))
        norm_put_abbreviation(s, word.end, street);
    else if (saint != NULL && name_after && !is_ship(s, word))
        norm_put_str(s, word.end + dot, saint);
    else
        return false;
    return true;
}

bool say_abbreviation(struct normaliser *s, struct norm_token word)
{
    bool dot = byte_at(s->text, word.end) == '.';
    if (word.letters > 12)
        return false;
    if (dot && (say_dotted(s, word) || say_before_number(s, word)))
        return true;
    if (say_street(s, word, dot) || say_title(s, word, dot))
        return true;
    if (dot && is_before_small(s, word) && say_listed(s, word, "before small"))
        return true;
    if (dot && say_state(s, word))
        return true;
    struct norm_token before = token_before(s->text, word.start);
    if (dot && before.kind == TOKEN_DIGITS && say_listed(s, word, "after number"))
        return true; /* "p. 33 ff." */
    if (dot && before.kind == TOKEN_WORD && before.end < word.start &&
        is_digit_rune(rune_ending(s->text, before.start)) && say_listed(s, word, "after ordinal"))
        return true; /* "the 16th cent." */
    if (dot && (word.letters > 1 || !word.upper_first) && say_listed(s, word, "abbreviations"))
        return true;
    return !dot && word.upper_first && is_listed(s, word, "undotted abbreviations") &&
           say_listed(s, word, "abbreviations");
}

/* Initials: capital letters with a dot each, "J. R. R." or "U.S.A.". */
static bool say_initials(struct normaliser *s, struct norm_token word)
{
    struct norm_token dot = {0};
    size_t end = s->at;
    while (word.kind == TOKEN_WORD && word.letters == 1 && word.upper_first &&
           end - s->at < TOKEN_MAX_BYTES) {
        dot = token_at(s->text, word.end);
        if (!token_is(s->text, dot, '.'))
            break;
        add_letter(s, token_view(s->text, word));
        end = dot.end;
        word = token_after(s->text, dot);
    }
    if (s->spoken.bytes == 0)
        return false;
    dot = token_at(s->text, end - 1);
    norm_put_scratch(s, dot_ends_sentence(s, dot) ? dot.start : dot.end);
    return true;
}

/* The letter A, not the article: after "letter" or "vitamin", in "A to Z", or at an end. */
static bool is_meant_as_letter(const struct normaliser *s, struct norm_token word)
{
    struct norm_token before = token_before(s->text, word.start), next = token_after(s->text, word);
    bool ends = next.kind == TOKEN_END || (next.kind == TOKEN_MARK && next.start == word.end &&
                                           strchr(",;:!?)]", (int)next.rune) != NULL);
    if (before.kind == TOKEN_WORD && before.end < word.start &&
        (ends || norm_find_folded(s->rules, "letter words", token_view(s->text, before)) != NULL))
        return true;
    if (next.kind == TOKEN_MARK && next.rune == '-' && next.start == word.end &&
        rune_is_alnum(rune_at(s->text, next.end)))
        return true; /* "A-flat" */
    struct norm_token other = token_after(s->text, next);
    bool joined = (next.kind == TOKEN_WORD && next.letters <= 3 && !next.upper_first) ||
                  token_is(s->text, next, ','); /* "A to Z", "A and B", "A, B, C" */
    return joined && other.kind == TOKEN_WORD && other.letters == 1 && other.upper_first &&
           other.rune != 'I' && other.start > next.end;
}

bool say_letters(struct normaliser *s, struct norm_token word)
{
    if (word.letters != 1)
        return false;
    if (say_compass_point(s, word) || say_initials(s, word))
        return true;
    if (say_compass_letter(s, word))
        return true;
    struct view letter = token_view(s->text, word);
    if (norm_find(s->rules, "letters", letter) == NULL || !is_meant_as_letter(s, word))
        return false;
    add_letter(s, letter);
    norm_put_scratch(s, word.end);
    if (rune_is_alnum(rune_at(s->text, word.end)))
        norm_gap(s); /* "an A4 page" */
    return true;
}
