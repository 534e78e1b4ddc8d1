#include "script/sentence_ends.h"

#include "script/sentence_list.h"
#include "script/sentence_marks.h"
#include "script/sentence_rules.h"
#include "script/sentence_words.h"

#include <string.h>

enum {
    LABEL_MAX_BYTES = 40,     /* "LADY BRACKNELL." */
    ADVERBIAL_MAX_BYTES = 48, /* "On Monday morning at 6 a.m." */
};

/* Whether the only thing in the sentence so far is `word`, quotation marks aside. */
static bool begins_sentence(const struct place *s, struct view word)
{
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    return first.word.at != NULL && word.at <= first.word.at;
}

static bool is_starter(const struct place *s, const struct opening *next)
{
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    if (!rune_is_upper(next->rune) || !sentence_knows(s->rules, SECTION_STARTERS, next->word))
        return false;
    bool initial = next->word.bytes == 1 && rune_at(s->text, end) == '.';
    return !initial;
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
    bool starter = is_starter(s, next);
    bool digit = rune_is_digit(next->rune);
    switch (kind) {
    case ABBREVIATION_NUMBER:
        return !digit && !word_is_roman(next->word) && next->word.bytes > 1;
    case ABBREVIATION_UNIT:
        return !digit;
    case ABBREVIATION_TIME:
        return starter || !is_adverbial(s, (size_t)(word.at - s->text.at));
    case ABBREVIATION_AFTER:
        return starter || is_title(s, next);
    case ABBREVIATION_END:
        return !digit;
    case ABBREVIATION_NEVER:
        return false;
    default:
        return starter;
    }
}

/* The part after the last hyphen or apostrophe: "l'Ing" is an Ing. */
static struct view last_part(struct view word)
{
    for (size_t at = word.bytes; at > 0;) {
        size_t end = at;
        uint32_t rune = rune_before(word, &at);
        if (rune == '-' || rune == '\'' || rune == 0x2019)
            return view_part(word, end, word.bytes);
    }
    return word;
}

static bool has_dot(struct view word)
{
    return memchr(word.at, '.', word.bytes) != NULL;
}

static bool is_one_letter(struct view word)
{
    size_t at = 0;
    return word.bytes > 0 && rune_is_letter(rune_next(word, &at)) && at == word.bytes;
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
        if (!is_one_letter(before) || before.at[before.bytes] != '.')
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
    return is_starter(s, next);
}

static bool ends_after_number(const struct place *s, struct view word, const struct opening *next)
{
    if (begins_sentence(s, word) || rune_is_digit(next->rune))
        return false;
    if (sentence_knows(s->rules, SECTION_MONTHS, next->word))
        return false;
    if (s->rules->ordinals && word.bytes <= 2)
        return is_starter(s, next);
    return true;
}

static enum abbreviation abbreviation_of(const struct place *s, struct view word)
{
    enum abbreviation kind = sentence_abbreviation(s->rules, word);
    if (kind == ABBREVIATION_NONE)
        kind = sentence_abbreviation(s->rules, last_part(word));
    bool measure = kind == ABBREVIATION_UNIT;
    return measure && !rune_is_digit(rune_at(word_before(s, word), 0)) ? ABBREVIATION_NONE : kind;
}

/* One dot that is no part of an ellipsis, before a capital, a digit or a letter without case. */
static bool ends_after_dot(const struct place *s, const struct mark *mark,
                           const struct opening *next)
{
    struct view word = word_ending(s->text, mark->start);
    if (word.bytes == 0) /* the degree sign of "No. 5" in Romance languages */
        return rune_ending(s->text, mark->start) != 0xB0 || !rune_is_digit(next->rune);
    if (word_is_number(word))
        return ends_after_number(s, word, next);
    enum abbreviation kind = abbreviation_of(s, word);
    if (kind != ABBREVIATION_NONE)
        return ends_after_abbreviation(s, kind, word, next);
    if (is_one_letter(last_part(word)) || has_dot(word))
        return ends_after_letter(s, word, next);
    if (word_is_roman(word))
        return !begins_sentence(s, word) && is_starter(s, next);
    return true;
}

/* "No! No! No!" is one outcry. */
static bool is_repeated(const struct place *s, const struct mark *mark, const struct opening *next)
{
    struct view word = word_ending(s->text, mark->start);
    if (word.bytes == 0 || !view_equal(word, next->word))
        return false;
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return rune_at(s->text, end) == rune_at(s->text, mark->start);
}

/* "ALGERNON." or "Nora (sitting down)." before a speech in a play. */
static bool is_speaker_label(const struct place *s, const struct mark *mark)
{
    struct view label = view_part(s->text, s->first, mark->start);
    if (s->sentence != s->first || label.bytes > LABEL_MAX_BYTES)
        return false;
    bool lower = false, starter = sentence_knows(s->rules, SECTION_STARTERS, word_at(label, 0));
    size_t bracket = view_find(label, " (", 0);
    for (size_t at = 0; at < bracket;) {
        uint32_t rune = rune_next(label, &at);
        lower = lower || rune_is_lower(rune);
        if (!rune_is_letter(rune) && rune != ' ' && rune != '.' && rune != '-')
            return false;
    }
    if (bracket < label.bytes)
        return !starter && view_find(label, " ", 0) == bracket && view_ends(label, ")") &&
               rune_is_lower(rune_at(label, bracket + 2));
    return !starter && !lower && label.bytes > 1;
}

/* "Awesome.com": a dot and a small letter inside. */
static bool is_address(struct view word)
{
    size_t dot = view_find(word, ".", 0);
    return rune_is_lower(rune_at(word, dot + 1));
}

/* "world.Today": a missing blank between a word and a capitalised one, not in an address. */
static bool is_glued(const struct place *s, const struct mark *mark)
{
    size_t at = mark->end;
    uint32_t first = rune_next(s->text, &at);
    if (!rune_is_upper(first) || !rune_is_lower(rune_at(s->text, at)))
        return false;
    struct view word = word_ending(s->text, mark->start), next = word_at(s->text, mark->end);
    if (word.bytes == 0 || is_address(next) || is_one_letter(last_part(word)))
        return false;
    uint32_t before = rune_ending(s->text, (size_t)(word.at - s->text.at));
    uint32_t after = rune_at(s->text, mark->end + next.bytes);
    return before != '/' && before != '@' && before != ':' && after != '@' &&
           (rune_is_lower(rune_ending(word, word.bytes)) || word_is_number(word));
}

bool sentence_ends_at(const struct place *s, const struct mark *mark)
{
    struct opening next;
    if (mark->next >= s->text.bytes || !(mark->spaced || mark->full || is_glued(s, mark)))
        return false;
    opening_read(s->rules, s->text, mark->next, &next);
    if (mark->full)
        return true;
    if (mark->quoted && next.quote)
        return true;
    struct list_marker item = list_marker_at(s->text, mark->next);
    if (rune_is_lower(next.rune) && !list_is_first(&item))
        return word_is_camel(next.word) && !mark->ellipsis && !mark->quoted;
    if (mark->quoted && is_speech_tag(s->rules, s->text, mark->next))
        return false;
    if (mark->ellipsis || mark->dash)
        return !sentence_knows(s->rules, SECTION_WORDS, next.word) || mark->quoted;
    if (mark->strong)
        return !is_repeated(s, mark, &next);
    return ends_after_dot(s, mark, &next) && !is_speaker_label(s, mark);
}
