/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/sentences/dot.h"

#include "script/sentences/boundary_words.h"
#include "script/sentences/ends.h"
#include "script/sentences/marks.h"
#include "script/sentences/rules.h"

#include <string.h>

/* All chosen: ordinals with a dot are days and centuries; the data files have endings of three
 * letters
 * ("-str"); no abbreviation has more than four parts. */
enum {
    ORDINAL_MAX_BYTES = 2,
    ENDING_BYTES = 3,
    SPACED_PARTS = 4,
    SPACED_MAX_BYTES = 16,    /* of one part */
    ADVERBIAL_MAX_BYTES = 48, /* "On Monday morning at 6 a.m." */
};

/* Whether the sentence begins with `word`, apart from quotation marks. */
static bool begins_sentence(const struct sentence_position *s, struct view word)
{
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    return first.word.at != NULL && word.at <= first.word.at;
}

bool opening_is_starter(const struct sentence_position *s, const struct opening *next)
{
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    if (!rune_is_upper(next->rune) || !sentence_knows(s->rules, SECTION_STARTERS, next->word))
        return false;
    bool initial = word_is_letter(next->word) && rune_at(s->text, end) == '.';
    return !initial;
}

/* "De Vries", "Le Page": a capital follows the starter. */
static bool is_name_part(const struct sentence_position *s, const struct opening *next)
{
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return rune_is_upper(rune_at(s->text, mark_skip_blanks(s->text, end)));
}

static bool is_title(const struct sentence_position *s, const struct opening *next)
{
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return next->word.bytes > 0 && rune_at(s->text, end) == '.' &&
           sentence_abbreviation(s->rules, next->word) == ABBREVIATION_TITLE;
}

/* "At 5 a.m.": the sentence is short and begins with a preposition of time or place. */
static bool is_adverbial(const struct sentence_position *s, size_t end)
{
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    return end - s->sentence <= ADVERBIAL_MAX_BYTES &&
           sentence_knows(s->rules, SECTION_OPENERS, first.word);
}

static struct view word_before(const struct sentence_position *s, struct view word)
{
    size_t end = (size_t)(word.at - s->text.at);
    while (end > s->sentence && rune_is_space(rune_ending(s->text, end)))
        rune_before(s->text, &end);
    return end > s->sentence ? word_ending(s->text, end) : (struct view){word.at, 0};
}

/* "at 6 p.m.", "in 44 B.C."; but "A.D. 45", "at 6 p.m. Tuesday", and "P.M. Smith". */
static bool ends_after_time(const struct sentence_position *s, struct view word,
                            const struct opening *next)
{
    bool starter = opening_is_starter(s, next);
    bool numbered =
        rune_is_digit(rune_at(word, 0)) || rune_is_digit(rune_at(word_before(s, word), 0));
    if (rune_is_digit(next->rune) && !numbered)
        return false;
    if (sentence_knows(s->rules, SECTION_DATES, next->word))
        return false;
    if (!numbered && rune_is_upper(rune_at(word, 0)))
        return starter;
    return starter || !is_adverbial(s, (size_t)(word.at - s->text.at));
}

static bool ends_after_abbreviation(const struct sentence_position *s, enum abbreviation kind,
                                    struct view word, const struct opening *next)
{
    bool starter = opening_is_starter(s, next);
    bool digit = rune_is_digit(next->rune);
    switch (kind) {
    case ABBREVIATION_NUMBER:
        if (starter || is_title(s, next) || word_is_letter(word))
            return starter || is_title(s, next); /* "No. I was alone." */
        return !digit && !word_is_roman(next->word) && next->word.bytes > 1;
    case ABBREVIATION_UNIT:
        return !digit;
    case ABBREVIATION_TIME:
        return ends_after_time(s, word, next);
    case ABBREVIATION_AFTER:
        return starter || is_title(s, next);
    case ABBREVIATION_END:
        return !digit;
    case ABBREVIATION_NEVER:
        return false;
    case ABBREVIATION_TITLE:
        return starter && !is_name_part(s, next);
    default:
        return starter;
    }
}

/*
 * "a. m.", "z. B.", "p. ex.": a short word and, before it, single letters. They are looked up
 * without the blanks; `first` gets the first of them. In "M. P. Shiel" they are initials, but not
 * after a number ("44 B. C.").
 */
static enum abbreviation spaced_abbreviation(const struct sentence_position *s, struct view word,
                                             struct view *first)
{
    char joined[SPACED_PARTS * SPACED_MAX_BYTES];
    struct view parts[SPACED_PARTS] = {word};
    size_t used = 0;
    int count = 1;
    for (; count < SPACED_PARTS; count++) {
        struct view before = word_before(s, parts[count - 1]);
        if (!word_is_letter(before) || before.at[before.bytes] != '.')
            break;
        parts[count] = before;
    }
    *first = parts[count - 1];
    bool initials = word_is_initial(word) && word_is_initial(*first);
    if (count == 1 || word.bytes >= SPACED_MAX_BYTES ||
        (initials && !rune_is_digit(rune_at(word_before(s, *first), 0))))
        return ABBREVIATION_NONE;
    for (int i = count - 1; i >= 0; i--) {
        memcpy(joined + used, parts[i].at, parts[i].bytes);
        used += parts[i].bytes;
        joined[used++] = '.';
    }
    return sentence_abbreviation(s->rules, (struct view){joined, used - 1});
}

/* One letter and a dot: an initial, unless it is a word ("you and I.") or a starter follows. */
static bool ends_after_letter(const struct sentence_position *s, struct view word,
                              const struct opening *next)
{
    if (begins_sentence(s, word))
        return false;
    if (sentence_knows(s->rules, SECTION_WORDS, word)) {
        struct view before = word_before(s, word);
        if (before.bytes > 0 && rune_is_lower(rune_at(before, 0)))
            return true;
    }
    return opening_is_starter(s, next) && !(word_is_letter(word) && is_name_part(s, next));
}

static bool ends_after_number(const struct sentence_position *s, struct view word,
                              const struct opening *next)
{
    if (begins_sentence(s, word) || rune_is_digit(next->rune))
        return false;
    if (word.bytes > ORDINAL_MAX_BYTES)
        return true;
    if (sentence_knows(s->rules, SECTION_DATES, next->word))
        return false;
    return !s->rules->ordinals || opening_is_starter(s, next);
}

static enum abbreviation abbreviation_of(const struct sentence_position *s, struct view word)
{
    enum abbreviation kind = sentence_abbreviation(s->rules, word);
    struct view part = word_last_part(word);
    if (kind == ABBREVIATION_NONE && part.bytes < word.bytes)
        kind = sentence_abbreviation(s->rules, part);
    if (kind == ABBREVIATION_NONE && word.bytes > ENDING_BYTES) {
        /* "Lindenstr.": the data file has "-str". */
        char ending[1 + ENDING_BYTES] = "-";
        memcpy(ending + 1, word.at + word.bytes - ENDING_BYTES, ENDING_BYTES);
        kind = sentence_abbreviation(s->rules, (struct view){ending, sizeof ending});
    }
    size_t digits = 0;
    while (rune_is_digit(rune_at(word, digits)))
        digits++;
    struct view unit = view_part(word, digits, word.bytes);
    if (digits > 0 && sentence_abbreviation(s->rules, unit) == ABBREVIATION_UNIT)
        return ABBREVIATION_UNIT; /* "6d." */
    bool measure = kind == ABBREVIATION_UNIT;
    return measure && !rune_is_digit(rune_at(word_before(s, word), 0)) ? ABBREVIATION_NONE : kind;
}

/* "Sig.\u00a0Conti": a no-break space ties an abbreviation, even an unknown one, to the name. */
static bool is_tied(const struct sentence_position *s, const struct end_mark *mark,
                    struct view word, const struct opening *next)
{
    enum { TIED_BYTES = 6 }; /* chosen: longer words are rarely abbreviations */
    return rune_is_upper(rune_at(word, 0)) && word.bytes <= TIED_BYTES &&
           mark->end == mark->start + 1 && rune_at(s->text, mark->end) == 0xA0 &&
           mark->next == mark->end + 2 && !opening_is_starter(s, next);
}

bool sentence_ends_after_dot(const struct sentence_position *s, const struct end_mark *mark,
                             const struct opening *next)
{
    struct view word = word_ending(s->text, mark->start);
    if (word.bytes > 0 && word.at > s->text.at && word.at[-1] == '&')
        word = (struct view){word.at - 1, word.bytes + 1}; /* "&c" */
    if (word.bytes == 0) /* the degree sign of "No. 5" in Romance languages */
        return rune_ending(s->text, mark->start) != 0xB0 || !rune_is_digit(next->rune);
    if (word_is_number(word))
        return ends_after_number(s, word, next);
    if (is_tied(s, mark, word, next))
        return false;
    struct view first = word;
    enum abbreviation kind = spaced_abbreviation(s, word, &first);
    if (kind != ABBREVIATION_NONE)
        return ends_after_abbreviation(s, kind, first, next);
    kind = abbreviation_of(s, word);
    if (kind != ABBREVIATION_NONE)
        return ends_after_abbreviation(s, kind, word, next);
    uint32_t before = rune_ending(s->text, (size_t)(word.at - s->text.at));
    if (before == 0xB0 || before == '/' || before == '@') /* degrees, km/h, addresses */
        return true;
    if (word_is_letter(word) || word_is_initial(word_last_part(word)) || word_has_inner_dots(word))
        return ends_after_letter(s, word, next);
    if (word_is_roman(word))
        return !begins_sentence(s, word) && (opening_is_starter(s, next) || is_title(s, next));
    return !(rune_is_digit(next->rune) && word_is_small_roman(word));
}
