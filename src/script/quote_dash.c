#include "script/quote_dash.h"

#include "base/mem.h"
#include "script/quote_dash_clauses.h"

#include <stdlib.h>

enum { FORCED = 1 << 20, CHANGE_WANTED = 7 * DASH_UNIT };

bool starts_with_dash(struct view text)
{
    size_t at = 0;
    uint32_t rune = rune_next(text, &at);
    if (rune_opens_dialogue(rune))
        return at < text.bytes;
    return rune == '-' && at < text.bytes &&
           (rune_is_space(rune_at(text, at)) || text.at[at] == '-');
}

/* How much speaks for a clause being speech. */
static int sound_of(const struct dash_words *words, const struct dash_clause *clause)
{
    int sound = 0;
    for (size_t i = clause->first; i < clause->end; i++)
        sound += words->items[i].sound;
    for (size_t f = 0; f < clause->feature_count; f++)
        sound += dash_weights[clause->features[f]];
    return sound;
}

/* The best way through: Viterbi with the two states narration and speech. */
static void decide(const struct dash_words *words, struct dash_clauses *clauses, bool dash)
{
    int narration = dash ? -FORCED : 0, speech = 0;
    for (size_t c = 0; c < clauses->count; c++) {
        struct dash_clause *clause = &clauses->items[c];
        int to_speech = c == 0 ? -FORCED : narration + dash_weights[clause->to_speech];
        int to_narration = c == 0 ? -FORCED : speech + dash_weights[clause->to_told];
        clause->speech_before = speech >= to_speech;
        clause->narration_before = narration >= to_narration;
        int next_speech = clause->speech_before ? speech : to_speech;
        narration = clause->narration_before ? narration : to_narration;
        speech = next_speech + sound_of(words, clause);
        int least = speech < narration ? speech : narration; /* keep the numbers small */
        speech -= least;
        narration -= least;
    }
    bool is_speech = speech > narration;
    for (size_t c = clauses->count; c-- > 0;) {
        struct dash_clause *clause = &clauses->items[c];
        clause->speech = is_speech;
        is_speech = is_speech ? clause->speech_before : !clause->narration_before;
    }
}

static void emit(const struct dash_words *words, size_t first, size_t end, struct dash_found *found)
{
    size_t start = words->items[first].start;
    size_t stop = end < words->count ? words->items[end].start : words->text.bytes;
    size_t from = first > 0 ? words->items[first - 1].end : 0;
    for (size_t at = start; at > from;) { /* take the dash that opens it */
        uint32_t rune = rune_before(words->text, &at);
        if (rune_is_space(rune))
            continue;
        if (!rune_opens_dialogue(rune) && rune != '-' && rune != 0xBF && rune != 0xA1 &&
            rune != 0xAB)
            break;
        start = at;
    }
    while (stop > words->items[end - 1].end) { /* leave blanks and the next dash */
        size_t at = stop;
        uint32_t rune = rune_before(words->text, &at);
        if (!rune_is_space(rune) && !rune_opens_dialogue(rune) && rune != '-')
            break;
        stop = at;
    }
    found->items = mem_grow(found->items, found->count, &found->capacity, sizeof *found->items);
    found->items[found->count++] = (struct dash_piece){start, stop};
}

bool dash_has_tag(struct view text, struct vocabulary *vocabulary)
{
    struct dash_words words = {.text = text, .vocabulary = vocabulary};
    bool found = false;
    dash_words_read(&words);
    for (size_t i = 1; i < words.count && !found; i++)
        found = (words.items[i].gap & (DASH_COMMA | DASH_QUESTION | DASH_EXCLAMATION)) != 0 &&
                dash_is_say(&words, i) && dash_pass_tag(&words, i) > i;
    free(words.items);
    return found;
}

void dash_find(struct view text, struct vocabulary *vocabulary, uint32_t block,
               struct dash_found *found)
{
    struct dash_words words = {.text = text, .vocabulary = vocabulary};
    struct dash_clauses clauses = {0};
    found->count = 0;
    dash_words_read(&words);
    dash_clauses_cut(&words, block, &clauses);
    decide(&words, &clauses, (block & DASH_BLOCK) != 0);
    for (size_t c = 0; c < clauses.count;) {
        size_t end = c;
        while (end < clauses.count && clauses.items[end].speech)
            end++;
        if (end > c)
            emit(&words, clauses.items[c].first, clauses.items[end - 1].end, found);
        c = end > c ? end : c + 1;
    }
    free(clauses.items);
    free(words.items);
}
