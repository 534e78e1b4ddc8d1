/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/sentences/ends.h"

#include "script/sentences/boundary_words.h"
#include "script/sentences/dot.h"
#include "script/sentences/list.h"
#include "script/sentences/marks.h"
#include "script/sentences/rules.h"

/* Chosen: a speaker's label in a play ("LADY BRACKNELL."), and a remark in brackets. */
enum { LABEL_MIN_BYTES = 3, LABEL_MAX_BYTES = 40, BRACKET_MAX_BYTES = 200 };

/* "No! No! No!" is one exclamation. */
static bool is_repeated(const struct sentence_position *s, const struct end_mark *mark,
                        const struct opening *next)
{
    struct view word = word_ending(s->text, mark->start);
    if (word.bytes == 0 || !view_equal(word, next->word))
        return false;
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return rune_at(s->text, end) == rune_at(s->text, mark->start);
}

/* Whether there are only capitals, blanks, dots and hyphens. */
static bool is_capitals(struct view name)
{
    for (size_t at = 0; at < name.bytes;) {
        uint32_t rune = rune_next(name, &at);
        if (!rune_is_upper(rune) && rune != ' ' && rune != '.' && rune != '-')
            return false;
    }
    return true;
}

/* "ALGERNON." or "Nora (sitting down)." before a speech in a play. */
static bool is_speaker_label(const struct sentence_position *s, const struct end_mark *mark)
{
    struct view label = view_part(s->text, s->first, mark->start);
    if (s->sentence != s->first || label.bytes > LABEL_MAX_BYTES || label.bytes < LABEL_MIN_BYTES ||
        sentence_knows(s->rules, SECTION_STARTERS, word_at(label, 0)))
        return false;
    size_t bracket = view_find(label, " (", 0);
    struct view name = view_part(label, 0, bracket);
    bool direction = view_ends(label, ")") && rune_is_lower(rune_at(label, bracket + 2));
    if (bracket < label.bytes && !direction)
        return false;
    return is_capitals(name) || (direction && word_at(name, 0).bytes == name.bytes);
}

/* "Awesome.com": a dot and a small letter inside. */
static bool is_address(struct view word)
{
    size_t dot = view_find(word, ".", 0);
    return rune_is_lower(rune_at(word, dot + 1));
}

static bool is_long_number(struct view word)
{
    return word.bytes >= 3 && word_is_number(word);
}

/* "world.Today": the blank between a word and a capitalised one is missing. Not in web addresses.
 */
static bool is_glued(const struct sentence_position *s, const struct end_mark *mark)
{
    size_t at = mark->end;
    if (!rune_is_upper(rune_next(s->text, &at)))
        return false;
    struct view word = word_ending(s->text, mark->start), next = word_at(s->text, mark->end);
    bool letter = sentence_knows(s->rules, SECTION_WORDS, next);
    if (!letter && !rune_is_lower(rune_at(s->text, at)))
        return false;
    if (word.bytes == 0 || is_address(next) || word_is_letter(word) ||
        word_is_initial(word_last_part(word)))
        return false;
    uint32_t before = rune_ending(s->text, (size_t)(word.at - s->text.at));
    uint32_t after = rune_at(s->text, mark->end + next.bytes);
    return before != '/' && before != '@' && before != ':' && after != '@' &&
           (rune_is_lower(rune_ending(word, word.bytes)) || is_long_number(word));
}

/* A mark after which the sentence goes on. */
static bool is_comma(uint32_t rune)
{
    return rune == ',' || rune == ';' || rune == ':' || rune == '/' || rune == 0x60C ||
           rune == 0x3001 || rune == 0xFF0C || rune == 0xFF1A || rune == 0xFF1B;
}

static bool begins_with_dash(const struct sentence_position *s)
{
    return mark_class(s->rules, rune_at(s->text, s->first)) == MARK_DASH;
}

static bool is_uncased(uint32_t rune)
{
    return rune_is_letter(rune) && !rune_is_upper(rune) && !rune_is_lower(rune);
}

/* "Mr. ⸺", "Mr. —— said": the dash replaces a name. */
static bool is_name_omitted(const struct sentence_position *s, const struct end_mark *mark)
{
    return mark->dots == 1 && !mark->quoted &&
           sentence_abbreviation(s->rules, word_ending(s->text, mark->start)) == ABBREVIATION_TITLE;
}

/* A dash between two sentences: it opens a speech, or names the source of a quotation. */
static bool ends_before_dash(const struct sentence_position *s, const struct end_mark *mark)
{
    bool opens = s->rules->dialogue_dash || begins_with_dash(s);
    return !mark->quoted && (opens || !mark->strong) && !is_name_omitted(s, mark);
}

/* "Maria! (Paris, 1965) and": the mark belongs to a title, and the sentence goes on after it. */
static bool goes_on_after_bracket(const struct sentence_position *s, const struct end_mark *mark)
{
    if (rune_at(s->text, mark->next) != '(')
        return false;
    struct view ahead = view_part(s->text, mark->next, mark->next + BRACKET_MAX_BYTES);
    size_t end = view_find(ahead, ")", 0), next = mark_skip_blanks(ahead, end + 1);
    uint32_t rune = rune_at(ahead, next);
    return (next > end + 1 && rune_is_lower(rune)) || is_comma(rune);
}

/* "sooner ... Well", but "and ... Mary": three dots after a blank may be a pause only. */
static bool ends_after_ellipsis(const struct sentence_position *s, const struct end_mark *mark,
                                const struct opening *next)
{
    size_t before = mark->start;
    bool spaced = rune_is_space(rune_ending(s->text, before));
    if (mark->dots > 3)
        return true;
    if (spaced)
        rune_before(s->text, &before);
    struct view word = word_ending(s->text, before);
    if (word.bytes > 0 && view_equal(word, next->word))
        return false; /* "He . . . He died." */
    if (spaced)
        return opening_is_starter(s, next) && !sentence_knows(s->rules, SECTION_WORDS, next->word);
    return !sentence_knows(s->rules, SECTION_WORDS, next->word);
}

/* Whether the sentence has a word before `end`: "“… Then he left" has none before its dots. */
static bool has_word(const struct sentence_position *s, size_t end)
{
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    return first.rune != 0 && (size_t)(first.word.at - s->text.at) < end;
}

/* Before a capital, a digit, a sign, or a letter without case. */
static bool ends_before_capital(const struct sentence_position *s, const struct end_mark *mark,
                                const struct opening *next)
{
    if (!has_word(s, mark->start))
        return false;
    bool plain_dot = mark->dots == 1 && !mark->strong;
    bool speech = mark->quoted || next->dash || (mark->strong && begins_with_dash(s));
    size_t word = (size_t)(next->word.at - s->text.at);
    if (speech && !plain_dot && !next->quote && is_dialogue_tag(s->rules, s->text, word))
        return false;
    if (mark->quoted && mark->strong && is_uncased(next->rune))
        return false; /* "he said" and a new sentence look the same */
    if ((next->dash && !ends_before_dash(s, mark)) || goes_on_after_bracket(s, mark))
        return false;
    if (mark->ellipsis || mark->dash)
        return mark->quoted || ends_after_ellipsis(s, mark, next);
    if (mark->strong)
        return !is_repeated(s, mark, next);
    return sentence_ends_after_dot(s, mark, next) && !is_speaker_label(s, mark);
}

/* After a mark that needs no blank: not inside a number, nor before "he said" in Chinese. */
static bool ends_after_full(const struct sentence_position *s, const struct end_mark *mark)
{
    if (!mark->spaced && rune_is_digit(rune_ending(s->text, mark->start)) &&
        rune_is_digit(rune_at(s->text, mark->end)))
        return false;
    if (!mark->quoted)
        return true;
    if (s->rules->dialogue_tags == DIALOGUE_TAGS_AFTER_NAME)
        return !mark->strong;
    return !is_uncased_dialogue_tag(s->rules, s->text, mark->next);
}

bool sentence_ends_at(const struct sentence_position *s, const struct end_mark *mark)
{
    struct opening next;
    if (mark->next >= s->text.bytes || !(mark->spaced || mark->full || is_glued(s, mark)))
        return false;
    opening_read(s->rules, s->text, mark->next, &next);
    if (next.rune == 0 || is_comma(next.rune))
        return false;
    if (mark->aside)
        return !mark->strong && (next.quote || opening_is_starter(s, &next));
    if (mark->quoted && next.quote)
        return true;
    if (mark->full)
        return ends_after_full(s, mark);
    struct list_marker item = list_marker_at(s->text, mark->next);
    if (rune_is_lower(next.rune) && !list_is_first(&item))
        return word_is_camel(next.word) && mark->dots == 1 && !mark->quoted;
    return ends_before_capital(s, mark, &next);
}
