/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/numbers/number.h"

#include "base/roman.h"

#include <stdlib.h>
#include <string.h>

/* The canonical form of a number below 4000. */
static size_t write_roman(int value, char out[16])
{
    static const struct {
        int value;
        const char *letters;
    } steps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                 {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
                 {5, "V"},    {4, "IV"},   {1, "I"}};
    size_t bytes = 0;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        for (; value >= steps[i].value; value -= steps[i].value) {
            memcpy(out + bytes, steps[i].letters, strlen(steps[i].letters));
            bytes += strlen(steps[i].letters);
        }
    return bytes;
}

int roman_value(struct view numeral)
{
    if (numeral.bytes == 0 || numeral.bytes > 15)
        return 0;
    int value = 0, before = 0;
    for (size_t i = numeral.bytes; i-- > 0;) {
        int digit = roman_digit((char)(numeral.at[i] & ~0x20));
        if (digit == 0 || (numeral.at[i] & 0x20) != (numeral.at[0] & 0x20))
            return 0;
        value += digit < before ? -digit : digit;
        before = digit > before ? digit : before;
    }
    char written[16];
    if (value <= 0 || value >= 4000 || write_roman(value, written) != numeral.bytes)
        return 0;
    for (size_t i = 0; i < numeral.bytes; i++)
        if ((numeral.at[i] & ~0x20) != written[i])
            return 0;
    return value;
}

/* "chapters viii. to xiii.": another numeral comes before the word between them. */
static bool follows_numeral(const struct normaliser *s, struct norm_token between)
{
    struct norm_token first = token_before(s->text, between.start);
    if (token_is(s->text, first, '.') || token_is(s->text, first, ','))
        first = token_before(s->text, first.start);
    return first.kind == TOKEN_WORD && first.letters <= 15 &&
           roman_value(token_view(s->text, first)) > 0;
}

/* "Chapter IV", "Vol. III", "World War II": after a word for things that have numbers. */
static bool follows_numbered(const struct normaliser *s, struct norm_token word)
{
    if (word.letters == 1 && strchr("IVXivx", s->text.at[word.start]) == NULL)
        return false; /* "section C", "plate D" */
    struct norm_token before = token_before(s->text, word.start);
    const char *section = "numbered";
    if (token_is(s->text, before, '.')) {
        before = token_before(s->text, before.start);
        section = "before number";
    }
    if (word.letters > 1 && before.kind == TOKEN_WORD &&
        norm_find(s->rules, "between numerals", token_view(s->text, before)) != NULL)
        return follows_numeral(s, before);
    return before.kind == TOKEN_WORD && before.end < word.start &&
           norm_find_folded(s->rules, section, token_view(s->text, before)) != NULL &&
           (before.upper_first || word.letters > 1 || !word.upper_first ||
            byte_at(s->text, before.end) == '.');
}

/* A heading that is or begins with the numeral. */
static bool opens_heading(const struct normaliser *s, struct norm_token word)
{
    if (!s->input->heading || s->out->bytes != s->base)
        return false;
    struct norm_token next = token_at(s->text, word.end);
    return next.kind == TOKEN_END || (next.kind == TOKEN_MARK && next.rune != ',') ||
           (next.kind == TOKEN_BLANK &&
            memchr(s->text.at + next.start, '\n', next.end - next.start));
}

/* "Interlude I" as a whole heading, but not "You and I". */
static bool ends_heading(const struct normaliser *s, struct norm_token word)
{
    struct norm_token next = token_at(s->text, word.end),
                      before = token_before(s->text, word.start);
    bool ends = next.kind == TOKEN_END || token_is(s->text, next, '.') ||
                token_is(s->text, next, ':') ||
                (next.kind == TOKEN_BLANK &&
                 memchr(s->text.at + next.start, '\n', next.end - next.start) != NULL);
    return s->input->heading && ends && word.letters == 1 && strchr("IV", (int)word.rune) != NULL &&
           before.kind == TOKEN_WORD && before.end < word.start && before.upper_first &&
           before.letters > 2 && *norm_option(s->rules, "plain numerals") != '\0' &&
           norm_find_folded(s->rules, "before pronoun", token_view(s->text, before)) == NULL;
}

/* "I" is more often the pronoun. It is when a small word follows, unless that word is listed as one
 * that follows numerals. */
static bool is_pronoun(const struct normaliser *s, struct norm_token word)
{
    struct norm_token next = token_after(s->text, word), before = token_before(s->text, word.start);
    bool stops =
        next.kind == TOKEN_END || token_is(s->text, next, '.') || token_is(s->text, next, ')');
    if (token_is(s->text, before, '.') && !stops && word.rune == 'I' && word.letters == 1 &&
        norm_find_folded(s->rules, "also words",
                         token_view(s->text, token_before(s->text, before.start))) != NULL)
        return true; /* "No. I was" */
    return word.letters == 1 && s->text.at[word.start] == 'I' && next.kind == TOKEN_WORD &&
           !next.upper_first &&
           norm_find(s->rules, "after numeral", token_view(s->text, next)) == NULL;
}

/* "in Bohemia\nII. The Red-Headed League": a new entry of a list, not part of the name. */
static bool begins_line_with_dot(const struct normaliser *s, struct norm_token word,
                                 struct norm_token before)
{
    return byte_at(s->text, word.end) == '.' &&
           memchr(s->text.at + before.end, '\n', word.start - before.end) != NULL;
}

/* "Lewis C. Lockwood", "Henry V. Miller": a dot and a name follow. */
static bool is_initial(const struct normaliser *s, struct norm_token word)
{
    struct norm_token dot = token_at(s->text, word.end), next = token_after(s->text, dot);
    return token_is(s->text, dot, '.') && next.kind == TOKEN_WORD && next.upper_first &&
           !dot_ends_sentence(s, dot);
}

static const char *find_lower(const struct norm_rules *rules, const char *section, struct view key)
{
    struct text lower = {0};
    text_add_lower(&lower, key);
    const char *value = norm_find(rules, section, text_view(&lower));
    text_release(&lower);
    return value;
}

/* "Sam I" is the whole text. */
static bool is_all_of_text(const struct normaliser *s, struct norm_token word,
                           struct norm_token before)
{
    return before.start == 0 && before.letters > 2 && !before.upper_all && !s->input->heading &&
           word.end == s->input->text.bytes;
}

static bool follows_ruler_word(const struct normaliser *s, struct norm_token name)
{
    struct norm_token word = token_before(s->text, name.start);
    return *norm_option(s->rules, "plain numerals") == '\0' ||
           (word.kind == TOKEN_WORD &&
            norm_find_folded(s->rules, "rulers", token_view(s->text, word)) != NULL);
}

/* "Henry VIII", "Pope John XXIII", "Sam II": after a name it is an ordinal. */
static bool follows_name(const struct normaliser *s, struct norm_token word,
                         struct norm_token before, int value)
{
    if (before.kind != TOKEN_WORD || !before.upper_first || before.end == word.start ||
        norm_find_folded(s->rules, "numbered", token_view(s->text, before)) != NULL)
        return false;
    if (begins_line_with_dot(s, word, before) ||
        norm_find(s->rules, "sentence starters", token_view(s->text, before)) != NULL)
        return false;
    if (word.letters == 1 && (strchr("IVX", s->text.at[word.start]) == NULL || is_initial(s, word)))
        return false;
    if (word.letters == 1 && word.rune == 'I' && is_all_of_text(s, word, before))
        return true;
    const char *most = find_lower(s->rules, "regnal", token_view(s->text, before));
    bool known = most != NULL && (*most == '\0' || value <= atoi(most));
    if (s->input->heading && !known)
        return false; /* "Interlude II" */
    bool shouting = before.upper_all && before.letters > 1;
    /* "Rocky IV" is the fourth of its kind, but "King Aldric IV" is the fourth of his name. */
    bool person = value <= 3 || follows_ruler_word(s, before);
    return known || (word.letters > 1 && !shouting && person && before.letters > 2 &&
                     strspn(s->text.at + word.start, "IVX") >= word.end - word.start);
}

static void put_ordinal(struct normaliser *s, size_t end, int value, struct norm_token name)
{
    bool queen = norm_find_folded(s->rules, "queens", token_view(s->text, name)) != NULL;
    const char *feminine = norm_option(s->rules, "regnal feminine");
    struct view pattern =
        view_of(queen && *feminine != '\0' ? feminine : norm_option(s->rules, "regnal"));
    enum spell_form ordinal = queen ? SPELL_ORDINAL_FEMININE : SPELL_ORDINAL;
    size_t star = view_find(pattern, "*", 0);
    int ordinals = atoi(norm_option(s->rules, "regnal ordinals")); /* 0: all of them */
    text_add_view(&s->spoken, view_part(pattern, 0, star));
    spell(s->rules->spellout, ordinals == 0 || value <= ordinals ? ordinal : SPELL_CARDINAL,
          (uint64_t)value, &s->spoken);
    text_add_view(&s->spoken, view_part(pattern, star + 1, pattern.bytes));
    norm_put_abbreviation_scratch(s, end);
}

static bool say_numeral(struct normaliser *s, struct norm_token word, int value)
{
    if (value >= 1100)
        add_year(s, (uint64_t)value);
    else
        add_cardinal(s, (uint64_t)value);
    struct norm_token dot = token_at(s->text, word.end), next = token_after(s->text, dot);
    norm_put_scratch(s, word.end);
    if (token_is(s->text, dot, '.') && !s->input->heading && next.kind == TOKEN_WORD &&
        !next.upper_first)
        norm_drop(s, dot.end); /* "chapters viii. to xiii." */
    return true;
}

/* "XVIIIe siècle", "François Ier", "XIXth": a numeral with the suffix of an ordinal. */
static bool say_roman_ordinal(struct normaliser *s, struct norm_token word)
{
    size_t end = word.start;
    while (end < word.end && s->text.at[end] >= 'A' && s->text.at[end] <= 'Z')
        end++;
    size_t letters =
        end - word.start; /* "Le", "Id" are words; "Ier", "Xe" only where it is usual */
    bool usual = *norm_option(s->rules, "roman ordinals") != '\0' &&
                 strchr("IVX", s->text.at[word.start]) != NULL;
    int value = end == word.end || (letters < 2 && !usual)
                    ? 0
                    : roman_value(view_part(s->text, word.start, end));
    const char *form =
        value == 0 ? NULL
                   : norm_find(s->rules, "ordinal suffixes", view_part(s->text, end, word.end));
    if (form == NULL)
        return false;
    add_ordinal(s, (uint64_t)value, form);
    norm_put_scratch(s, word.end);
    return true;
}

/* "an IV", "the IV drip": letters; the numeral would have "a" before it. */
static bool is_initialism(const struct normaliser *s, struct norm_token word,
                          struct norm_token before)
{
    struct norm_token next = token_after(s->text, word);
    return norm_find(s->rules, "numerals or letters", token_view(s->text, word)) != NULL &&
           (view_is_nocase(token_view(s->text, before), norm_option(s->rules, "letter article")) ||
            (next.kind == TOKEN_WORD && next.start > word.end &&
             norm_find_folded(s->rules, "after letters", token_view(s->text, next)) != NULL));
}

/* "XIV" without any context, but not MIX, DIM or CD, which may be something else. */
static bool is_plain_numeral(const struct normaliser *s, struct norm_token word)
{
    uint32_t before = rune_ending(s->text, word.start), after = rune_at(s->text, word.end);
    size_t bytes = word.end - word.start;
    const char *letters = bytes == 2 ? "IVX" : bytes == 3 ? "IVXLC" : "IVXLCDM";
    return word.letters > 1 && before != '-' && after != '-' && after != '\'' && after != 0x2019 &&
           strspn(s->text.at + word.start, letters) >= bytes &&
           *norm_option(s->rules, "plain numerals") != '\0';
}

/* "Purgatorio, vii.": small letters that do not make a word, and a mark after them. */
static bool is_small_numeral(const struct normaliser *s, struct norm_token word)
{
    struct view letters = token_view(s->text, word);
    char next = byte_at(s->text, word.end),
         before = word.start > 0 ? s->text.at[word.start - 1] : 0;
    bool one_letter = strspn(letters.at, "x") >= letters.bytes;
    return word.letters > 1 && strspn(letters.at, "ivxl") >= letters.bytes && !one_letter &&
           *norm_option(s->rules, "plain numerals") != '\0' && next != '\0' && next != '-' &&
           strchr(".,;:)]", next) != NULL && (before == ' ' || before == '(' || before == '\n');
}

/* "II. Teil", "im II. Teil": an ordinal, as its dot and the noun after it show. */
static bool say_ordinal_with_dot(struct normaliser *s, struct norm_token word, int value)
{
    struct norm_token dot = token_at(s->text, word.end), noun = token_after(s->text, dot);
    struct norm_token before = token_before(s->text, word.start);
    if (*norm_option(s->rules, "dot ordinals") == '\0' || !token_is(s->text, dot, '.') ||
        noun.kind != TOKEN_WORD)
        return false;
    const char *form = norm_find_folded(s->rules, "ordinal nouns", token_view(s->text, noun));
    if (form == NULL)
        return false;
    if (before.kind == TOKEN_WORD) {
        const char *after_word =
            norm_find_folded(s->rules, "dot ordinals", token_view(s->text, before));
        form = after_word != NULL ? after_word : form;
    }
    add_ordinal(s, (uint64_t)value, form);
    norm_put_scratch(s, dot.end);
    return true;
}

bool say_roman(struct normaliser *s, struct norm_token word)
{
    /* "Henry VIII's": the numeral without its 's. */
    size_t end = word.start;
    while (end < word.end && s->text.at[end] >= 'A' && s->text.at[end] <= 'Z')
        end++;
    struct norm_token apostrophe = token_at(s->text, end);
    bool possessive = end > word.start && apostrophe.end + 1 == word.end &&
                      s->text.at[word.end - 1] == 's' &&
                      (apostrophe.rune == '\'' || apostrophe.rune == 0x2019);
    if (possessive)
        word = token_at(view_part(s->text, 0, end), word.start);
    int value = word.letters > 15 || roman_digit((char)(s->text.at[word.start] & ~0x20)) == 0
                    ? 0
                    : roman_value(token_view(s->text, word));
    if (value == 0 && word.upper_first && word.upper_any && !word.upper_all && word.letters < 16)
        return say_roman_ordinal(s, word);
    if (value == 0)
        return false;
    struct norm_token before = token_before(s->text, word.start);
    if (is_initialism(s, word, before)) {
        norm_put_str(s, word.end,
                     norm_find(s->rules, "numerals or letters", token_view(s->text, word)));
        return true;
    }
    if (word.upper_first && say_ordinal_with_dot(s, word, value))
        return true;
    if (opens_heading(s, word))
        return say_numeral(s, word, value);
    if (follows_numbered(s, word) && !is_pronoun(s, word))
        return say_numeral(s, word, value);
    if (!word.upper_first)
        return is_small_numeral(s, word) && say_numeral(s, word, value);
    if (*norm_option(s->rules, "regnal") != '\0' && follows_name(s, word, before, value) &&
        !is_pronoun(s, word)) {
        put_ordinal(s, word.end, value, before);
        return true;
    }
    return (is_plain_numeral(s, word) || ends_heading(s, word)) && say_numeral(s, word, value);
}
