#include "script/sentence_dot.h"

#include "script/sentence_ends.h"
#include "script/sentence_marks.h"
#include "script/sentence_rules.h"
#include "script/sentence_words.h"

#include <string.h>

enum {
    ORDINAL_MAX_BYTES = 2,
    ADVERBIAL_MAX_BYTES = 48, /* "On Monday morning at 6 a.m." */
};

/* Whether the only thing in the sentence so far is `word`, quotation marks aside. */
static bool begins_sentence(const struct place *s, struct view word)
{
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    return first.word.at != NULL && word.at <= first.word.at;
}

bool opening_is_starter(const struct place *s, const struct opening *next)
{
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    if (!rune_is_upper(next->rune) || !sentence_knows(s->rules, SECTION_STARTERS, next->word))
        return false;
    bool initial = word_is_letter(next->word) && rune_at(s->text, end) == '.';
    return !initial;
}

/* "De Vries", "Le Page": a starter that a capital follows. */
static bool is_name_part(const struct place *s, const struct opening *next)
{
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return rune_is_upper(rune_at(s->text, mark_skip_blanks(s->text, end)));
}

static bool is_title(const struct place *s, const struct opening *next)
{
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return next->word.bytes > 0 && rune_at(s->text, end) == '.' &&
           sentence_abbreviation(s->rules, next->word) == ABBREVIATION_TITLE;
}

/* "At 5 a.m.": the sentence begins with a word of time or place and is short. */
static bool is_adverbial(const struct place *s, size_t end)
{
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    return end - s->sentence <= ADVERBIAL_MAX_BYTES &&
           sentence_knows(s->rules, SECTION_OPENERS, first.word);
}

static struct view word_before(const struct place *s, struct view word)
{
    size_t end = (size_t)(word.at - s->text.at);
    while (end > s->sentence && rune_is_space(rune_ending(s->text, end)))
        rune_before(s->text, &end);
    return end > s->sentence ? word_ending(s->text, end) : (struct view){word.at, 0};
}

static bool ends_after_abbreviation(const struct place *s, enum abbreviation kind, struct view word,
                                    const struct opening *next)
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
        if (digit && !rune_is_digit(rune_at(word_before(s, word), 0)))
            return false; /* "A.D. 45" */
        if (sentence_knows(s->rules, SECTION_DATES, next->word))
            return false; /* "at 6 p.m. Tuesday" */
        return starter || !is_adverbial(s, (size_t)(word.at - s->text.at));
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

/* "a. m.", "z. B.": one letter and, before it, others, written without blanks into `joined`. */
static enum abbreviation spaced_abbreviation(const struct place *s, struct view word,
                                             struct view *first)
{
    char joined[32];
    size_t room = sizeof joined, used = 0;
    struct view parts[4] = {word};
    int count = 1;
    while (count < 4) {
        struct view before = word_before(s, parts[count - 1]);
        if (!word_is_letter(before) || before.at[before.bytes] != '.')
            break;
        parts[count++] = before;
    }
    if (count == 1)
        return ABBREVIATION_NONE;
    *first = parts[count - 1];
    for (int i = count - 1; i >= 0; i--) {
        if (used + parts[i].bytes + 1 > room)
            return ABBREVIATION_NONE;
        memcpy(joined + used, parts[i].at, parts[i].bytes);
        used += parts[i].bytes;
        joined[used++] = '.';
    }
    return sentence_abbreviation(s->rules, (struct view){joined, used - 1});
}

/* One letter and a dot: an initial, unless it is a word ("you and I.") or a starter follows. */
static bool ends_after_letter(const struct place *s, struct view word, const struct opening *next)
{
    struct view first = word;
    enum abbreviation kind = spaced_abbreviation(s, word, &first);
    if (kind != ABBREVIATION_NONE)
        return ends_after_abbreviation(s, kind, first, next);
    if (begins_sentence(s, word))
        return false;
    if (sentence_knows(s->rules, SECTION_WORDS, word)) {
        struct view before = word_before(s, word);
        if (before.bytes > 0 && rune_is_lower(rune_at(before, 0)))
            return true;
    }
    return opening_is_starter(s, next) && !(word_is_letter(word) && is_name_part(s, next));
}

static bool ends_after_number(const struct place *s, struct view word, const struct opening *next)
{
    if (begins_sentence(s, word) || rune_is_digit(next->rune))
        return false;
    if (word.bytes > ORDINAL_MAX_BYTES)
        return true;
    if (sentence_knows(s->rules, SECTION_DATES, next->word))
        return false;
    return !s->rules->ordinals || opening_is_starter(s, next);
}

static enum abbreviation abbreviation_of(const struct place *s, struct view word)
{
    enum abbreviation kind = sentence_abbreviation(s->rules, word);
    struct view part = word_last_part(word);
    if (kind == ABBREVIATION_NONE && part.bytes < word.bytes)
        kind = sentence_abbreviation(s->rules, part);
    size_t digits = 0;
    while (rune_is_digit(rune_at(word, digits)))
        digits++;
    struct view unit = view_part(word, digits, word.bytes);
    if (digits > 0 && sentence_abbreviation(s->rules, unit) == ABBREVIATION_UNIT)
        return ABBREVIATION_UNIT; /* "6d." */
    bool measure = kind == ABBREVIATION_UNIT;
    return measure && !rune_is_digit(rune_at(word_before(s, word), 0)) ? ABBREVIATION_NONE : kind;
}

bool sentence_ends_after_dot(const struct place *s, const struct mark *mark,
                             const struct opening *next)
{
    struct view word = word_ending(s->text, mark->start);
    if (word.bytes > 0 && word.at > s->text.at && word.at[-1] == '&')
        word = (struct view){word.at - 1, word.bytes + 1}; /* "&c" */
    if (word.bytes == 0) /* the degree sign of "No. 5" in Romance languages */
        return rune_ending(s->text, mark->start) != 0xB0 || !rune_is_digit(next->rune);
    if (word_is_number(word))
        return ends_after_number(s, word, next);
    enum abbreviation kind = abbreviation_of(s, word);
    if (kind != ABBREVIATION_NONE)
        return ends_after_abbreviation(s, kind, word, next);
    uint32_t before = rune_ending(s->text, (size_t)(word.at - s->text.at));
    if (before == 0xB0 || before == '/') /* units: degrees, km/h */
        return true;
    if (word_is_letter(word) || word_is_initial(word_last_part(word)) || word_has_inner_dots(word))
        return ends_after_letter(s, word, next);
    if (word_is_roman(word))
        return !begins_sentence(s, word) && (opening_is_starter(s, next) || is_title(s, next));
    return !(rune_is_digit(next->rune) && word_is_small_roman(word));
}
