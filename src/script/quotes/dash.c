/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/quotes/dash.h"

#include "base/mem.h"
#include "script/quotes/dash_clauses.h"

#include <stdlib.h>

/*
 * Chosen. FORCED: more than the weights of a clause can add up to, yet far from overflow; it rules
 * a state out. NAME_MAX_WORDS: the name below a motto, with a title and a place, is not longer.
 */
enum { FORCED = 1 << 24, NAME_MAX_WORDS = 12 };

bool starts_with_dash(struct view text)
{
    size_t at = 0;
    uint32_t rune = rune_next(text, &at);
    if (rune_opens_dialogue(rune))
        return at < text.bytes;
    uint32_t next = at < text.bytes ? rune_at(text, at) : 0;
    return rune == '-' && (rune_is_space(next) || next == '-' || next == 0xA1 || next == 0xBF ||
                           rune_is_upper(next));
}

/* Does the text end a sentence? Dashes and blanks at its end are ignored. */
static bool ends_sentence(struct view text)
{
    uint32_t last = 0;
    for (size_t at = text.bytes; at > 0;) {
        last = rune_before(text, &at);
        if (!rune_is_space(last) && !rune_opens_dialogue(last) && last != '-')
            break;
    }
    return last == '.' || last == '!' || last == '?' || last == 0x2026;
}

/* Is there a word without a capital after the first, within NAME_MAX_WORDS? */
static bool has_small_word(struct view text, size_t at)
{
    for (size_t words = 0; at < text.bytes && words < NAME_MAX_WORDS; words++) {
        while (at < text.bytes && rune_is_alnum(rune_at(text, at)))
            rune_next(text, &at);
        while (at < text.bytes && !rune_is_alnum(rune_at(text, at)))
            rune_next(text, &at);
        if (at < text.bytes && rune_is_letter(rune_at(text, at)) &&
            !rune_is_upper(rune_at(text, at)))
            return true;
    }
    return false;
}

bool starts_as_remark(struct view text)
{
    size_t at = 0;
    if (!starts_with_dash(text))
        return false;
    while (at < text.bytes && !rune_is_alnum(rune_at(text, at)))
        rune_next(text, &at);
    uint32_t rune = at < text.bytes ? rune_at(text, at) : '0';
    return !rune_is_lower(rune) && !rune_is_digit(rune) &&
           (has_small_word(text, at) || ends_sentence(text));
}

/* The most probable sequence of states: Viterbi with narration and speech. */
static void decide(const struct dash_words *words, struct dash_clauses *clauses, bool dash)
{
    int speech = 0, narration = dash ? -FORCED : 0;
    for (size_t c = 0; c < clauses->count; c++) {
        struct dash_clause *clause = &clauses->items[c];
        int to_speech = c == 0 ? -FORCED : narration + dash_weights[clause->to_speech];
        int to_narration = c == 0 ? -FORCED : speech + dash_weights[clause->to_narration];
        clause->speech_before = speech >= to_speech;
        clause->narration_before = narration >= to_narration;
        speech = clause->speech_before ? speech : to_speech;
        narration = clause->narration_before ? narration : to_narration;
        int sound = 0; /* the log odds that the clause is speech */
        for (size_t i = clause->first; i < clause->end; i++)
            sound += words->items[i].sound;
        for (size_t f = 0; f < clause->feature_count; f++)
            sound += dash_weights[clause->features[f]];
        speech += sound;
        int most = speech > narration
                       ? speech
                       : narration; /* only the difference counts: keep the numbers small */
        speech = speech - most < -FORCED ? -FORCED : speech - most;
        narration = narration - most < -FORCED ? -FORCED : narration - most;
    }
    bool is_speech = speech > narration;
    for (size_t c = clauses->count; c-- > 0;) {
        struct dash_clause *clause = &clauses->items[c];
        clause->speech = is_speech;
        is_speech = is_speech ? clause->speech_before : !clause->narration_before;
    }
}

/* Adds the words [first, end) as one piece of speech. */
static void add_speech(const struct dash_words *words, size_t first, size_t end,
                       struct dash_found *found)
{
    size_t start = words->items[first].start;
    size_t stop = end < words->count ? words->items[end].start : words->text.bytes;
    size_t from = first > 0 ? words->items[first - 1].end : 0;
    for (size_t at = start; at > from;) { /* include the dash that opens it */
        uint32_t rune = rune_before(words->text, &at);
        if (rune_is_space(rune))
            continue;
        if (!rune_opens_dialogue(rune) && rune != '-' && rune != 0xBF && rune != 0xA1 &&
            rune != 0xAB)
            break;
        start = at;
    }
    while (stop > words->items[end - 1].end) { /* but not the blanks and the dash after it */
        size_t at = stop;
        uint32_t rune = rune_before(words->text, &at);
        if (!rune_is_space(rune) && !rune_opens_dialogue(rune) && rune != '-')
            break;
        stop = at;
    }
    found->items = mem_grow(found->items, found->count, &found->capacity, sizeof *found->items);
    found->items[found->count++] = (struct dash_piece){start, stop};
}

/*
 * Each dash that can set off a tag changes between speech and narration. In a block that does not
 * begin with a dash, speech begins after a colon and a dash. Returns whether anything changed.
 */
static bool toggle_at_dashes(const struct dash_words *words, uint32_t block,
                             struct dash_clauses *clauses)
{
    uint32_t pair = DASH_PAIR | ((block & DASH_BARE_PAIRS) != 0 ? DASH_BARE : 0);
    bool speech = (block & DASH_BLOCK) != 0, begun = speech, changed = false;
    for (size_t c = 0; c < clauses->count; c++) {
        uint32_t gap = c > 0 ? words->items[clauses->items[c].first].gap : 0;
        bool opens = (gap & DASH_COLON) != 0 && (gap & DASH_DASH) != 0;
        if (begun ? (block & DASH_PAIRS) != 0 && (gap & pair) != 0 : opens) {
            speech = !speech;
            begun = changed = true;
        }
        clauses->items[c].speech = speech;
    }
    return changed;
}

static bool has_tag(const struct dash_clauses *clauses)
{
    for (size_t c = 0; c < clauses->count; c++)
        if (dash_tag_is_sure(&clauses->items[c].tag))
            return true;
    return false;
}

void dash_find(struct view text, struct vocabulary *vocabulary, const struct dash_small *small,
               uint32_t block, struct dash_found *found)
{
    struct dash_words words = {.text = text, .vocabulary = vocabulary, .small = small};
    struct dash_clauses clauses = {0};
    found->count = 0;
    dash_words_read(&words);
    dash_clauses_cut(&words, block, &clauses);
    bool dash = (block & DASH_BLOCK) != 0;
    bool by_pairs = dash ? (block & DASH_PAIRS) != 0 : (block & DASH_TOLD_PLAIN) != 0;
    if (!by_pairs || (!toggle_at_dashes(&words, block, &clauses) && dash && has_tag(&clauses)))
        decide(&words, &clauses, dash);
    for (size_t c = 0; c < clauses.count;) {
        size_t end = c;
        while (end < clauses.count && clauses.items[end].speech)
            end++;
        if (end > c)
            add_speech(&words, clauses.items[c].first, clauses.items[end - 1].end, found);
        c = end > c ? end : c + 1;
    }
    free(clauses.items);
    free(words.items);
}
