#include "script/quote_dash.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A word of the block that is scanned, and what stands before it. */
struct dash_word {
    size_t start, end; /* bytes in the block */
    uint32_t classes;
    bool capital, speech, adverb, participle;
    bool comma, colon, semicolon, stop, question, dash, toggle; /* in the gap before it */
};

struct dash_scan {
    struct view text;
    struct vocabulary *vocabulary;
    struct dash_word *words;
    size_t count, capacity;
};

bool rune_opens_dialogue(uint32_t rune)
{
    return rune == 0x2014 || rune == 0x2015 || rune == 0x2013;
}

bool starts_with_dash(struct view text)
{
    size_t at = 0;
    uint32_t rune = rune_next(text, &at);
    if (rune_opens_dialogue(rune))
        return at < text.bytes;
    return rune == '-' && at < text.bytes && (rune_is_space(rune_at(text, at)) || text.at[at] == '-');
}

/* ---- words ---- */

static void read_gap(const struct dash_scan *scan, size_t from, size_t to, struct dash_word *word)
{
    bool blank_before = false, punctuated = false;
    for (size_t at = from; at < to;) {
        uint32_t rune = rune_next(scan->text, &at);
        word->comma |= rune == ',';
        word->colon |= rune == ':';
        word->semicolon |= rune == ';' || rune == '(' || rune == ')';
        word->stop |= rune == '.' || rune == '!' || rune == '?' || rune == 0x2026;
        word->question |= rune == '?';
        if (rune_opens_dialogue(rune)) {
            bool blank_after = at < to && rune_is_space(rune_at(scan->text, at));
            bool stopped = at < to && !blank_after;
            word->toggle |= punctuated || (blank_before && !blank_after) || (!blank_before && stopped);
            word->dash = true;
        }
        word->dash |= rune == '-';
        blank_before = rune_is_space(rune);
        punctuated |= word->comma || word->stop || word->semicolon || word->colon;
    }
}

static uint32_t classes_of(struct dash_scan *scan, struct view word)
{
    size_t hyphen = view_find(word, "-", 1);
    uint32_t number = vocabulary_find(scan->vocabulary, word);
    if (number != 0)
        return scan->vocabulary->words[number].classes;
    number = hyphen < word.bytes ? vocabulary_find(scan->vocabulary, view_part(word, 0, hyphen)) : 0;
    if (number != 0 && (scan->vocabulary->words[number].classes & WORD_SAY) != 0)
        return WORD_SAY | WORD_PRONOUN; /* dit-il */
    size_t apostrophe = view_find(word, "\xE2\x80\x99", 0);
    if (apostrophe == word.bytes)
        apostrophe = view_find(word, "'", 0);
    if (apostrophe == word.bytes)
        return 0;
    number = vocabulary_find(scan->vocabulary, view_part(word, 0, apostrophe));
    return WORD_SPOKEN | (number == 0 ? 0 : scan->vocabulary->words[number].classes & WORD_PRONOUN);
}

static void pass_word(struct view text, size_t *at)
{
    while (*at < text.bytes) {
        size_t next = *at;
        uint32_t rune = rune_next(text, &next);
        bool inner = rune == '\'' || rune == 0x2019 || rune == '-';
        if (!rune_is_alnum(rune) && !(inner && next < text.bytes && rune_is_letter(rune_at(text, next))))
            return;
        *at = next;
    }
}

static void read_words(struct dash_scan *scan)
{
    scan->count = 0;
    size_t gap = 0;
    for (size_t at = 0; at < scan->text.bytes;) {
        size_t start = at;
        uint32_t rune = rune_next(scan->text, &at);
        if (!rune_is_alnum(rune))
            continue;
        pass_word(scan->text, &at);
        struct view word = view_part(scan->text, start, at);
        scan->words = mem_grow(scan->words, scan->count, &scan->capacity, sizeof *scan->words);
        struct dash_word *w = &scan->words[scan->count++];
        *w = (struct dash_word){.start = start, .end = at, .capital = rune_is_upper(rune)};
        if (word.bytes < 60)
            w->classes = classes_of(scan, word);
        w->adverb = !w->capital && (view_ends(word, "ly") || (w->classes & WORD_SKIP) != 0);
        w->participle = !w->capital && view_ends(word, "ing");
        read_gap(scan, gap, start, w);
        gap = at;
    }
}

/* ---- tags ---- */

static bool clause_begins(const struct dash_word *word)
{
    return word->comma || word->colon || word->semicolon || word->stop || word->dash;
}

/* Behind a subject that begins at word i, or i when there is none. */
static size_t pass_subject(const struct dash_scan *scan, size_t i)
{
    const struct dash_word *words = scan->words;
    if (i >= scan->count)
        return i;
    if ((words[i].classes & WORD_PRONOUN) != 0)
        return i + 1;
    size_t end = i;
    if ((words[i].classes & (WORD_ARTICLE | WORD_OWNER)) != 0)
        for (end = i + 1; end < scan->count && end < i + 4 && !clause_begins(&words[end]); end++)
            if ((words[end].classes & WORD_PERSON) != 0)
                return end + 1;
    for (end = i; end < scan->count && end < i + 4 && words[end].capital &&
                  (words[end].classes & WORD_NOT_NAME) == 0 && (end == i || !words[end].comma);
         end++)
        ;
    return end;
}

/* Does a tag begin at word i ("said Anna", "he answered softly")? Returns the word behind it, or i. */
static size_t pass_tag(const struct dash_scan *scan, size_t i)
{
    const struct dash_word *words = scan->words;
    if ((words[i].classes & WORD_SAY) != 0 && !words[i].capital) {
        if ((words[i].classes & WORD_PRONOUN) != 0)
            return i + 1;
        size_t end = pass_subject(scan, i + 1);
        return end > i + 1 ? end : i;
    }
    size_t end = pass_subject(scan, i);
    if (end == i)
        return i;
    for (size_t k = end; k < scan->count && k < end + 3 && !clause_begins(&words[k]); k++) {
        if ((words[k].classes & WORD_SAY) != 0 && !words[k].capital)
            return k + 1;
        if (!words[k].adverb)
            break;
    }
    return i;
}

/* ---- sentences ---- */

static size_t sentence_end(const struct dash_scan *scan, size_t i)
{
    for (i++; i < scan->count; i++)
        if (scan->words[i].stop && (scan->words[i].capital || scan->words[i].toggle))
            break;
    return i;
}

/* How much a sentence sounds like somebody speaking rather than like narration. */
static int sound(const struct dash_scan *scan, size_t i, size_t end)
{
    int score = end < scan->count && scan->words[end].question ? 1 : 0;
    for (size_t k = i; k < end; k++) {
        uint32_t classes = scan->words[k].classes;
        score += (classes & WORD_SPOKEN) != 0 ? 2 : 0;
        score -= (classes & WORD_TOLD) != 0 ? 2 : 0;
    }
    return score;
}

static void mark(struct dash_scan *scan, size_t i, size_t end)
{
    for (; i < end; i++)
        scan->words[i].speech = true;
}

/* Where the narration of a tag ends: *speech tells whether speech goes on there. */
static size_t pass_narration(const struct dash_scan *scan, size_t i, size_t end, bool *speech)
{
    *speech = true;
    for (; i < end; i++) {
        const struct dash_word *word = &scan->words[i];
        if (word->semicolon || word->toggle || word->colon || word->stop)
            return i;
        if (word->comma && !word->participle && !word->adverb &&
            (word->classes & (WORD_AND | WORD_PLACE | WORD_TOLD | WORD_PRONOUN)) == 0)
            return i;
        if (word->comma && (word->classes & WORD_SPOKEN) != 0)
            return i;
    }
    *speech = false;
    return end;
}

enum state { NARRATION, SPEECH, AFTER_TAG };

/* Marks the speech of one sentence; returns the state behind it. */
static enum state scan_sentence(struct dash_scan *scan, size_t i, size_t end, enum state state)
{
    bool speech = state == SPEECH, tagged = false;
    if (state == AFTER_TAG)
        speech = sound(scan, i, end) > 0;
    if (state == NARRATION)
        speech = sound(scan, i, end) > 2;
    for (size_t k = i; k < end;) {
        const struct dash_word *word = &scan->words[k];
        if (k > i && word->toggle && word->colon)
            speech = true, tagged = false, state = SPEECH;
        else if (word->toggle && state != NARRATION && k > 0)
            speech = !speech;
        size_t behind = clause_begins(word) && k > 0 && !(k == i && word->capital) ? pass_tag(scan, k) : k;
        if (behind > k) {
            if (!speech && !tagged)
                mark(scan, i, k);
            tagged = true;
            k = pass_narration(scan, behind, end, &speech);
            state = AFTER_TAG;
            continue;
        }
        if (speech)
            mark(scan, k, k + 1);
        k++;
    }
    return state;
}

static void emit(const struct dash_scan *scan, size_t first, size_t end, struct dash_found *found)
{
    size_t start = scan->words[first].start;
    size_t stop = end < scan->count ? scan->words[end].start : scan->text.bytes;
    size_t from = first > 0 ? scan->words[first - 1].end : 0;
    for (size_t at = start; at > from;) { /* take the dash that opens it */
        uint32_t rune = rune_before(scan->text, &at);
        if (rune_is_space(rune))
            continue;
        if (!rune_opens_dialogue(rune) && rune != '-' && rune != 0xBF && rune != 0xA1)
            break;
        start = at;
    }
    while (stop > scan->words[end - 1].end) { /* leave blanks and the next dash */
        size_t at = stop;
        uint32_t rune = rune_before(scan->text, &at);
        if (!rune_is_space(rune) && !rune_opens_dialogue(rune) && rune != '-')
            break;
        stop = at;
    }
    found->items = mem_grow(found->items, found->count, &found->capacity, sizeof *found->items);
    found->items[found->count++] = (struct dash_piece){start, stop};
}

void dash_find(struct view text, struct vocabulary *vocabulary, struct dash_found *found)
{
    struct dash_scan scan = {.text = text, .vocabulary = vocabulary};
    found->count = 0;
    read_words(&scan);
    enum state state = starts_with_dash(text) ? SPEECH : NARRATION;
    for (size_t i = 0; i < scan.count;) {
        size_t end = sentence_end(&scan, i);
        state = scan_sentence(&scan, i, end, state);
        i = end;
    }
    for (size_t i = 0; i < scan.count;) {
        size_t end = i;
        while (end < scan.count && scan.words[end].speech)
            end++;
        if (end > i)
            emit(&scan, i, end, found);
        i = end > i ? end : i + 1;
    }
    free(scan.words);
}
