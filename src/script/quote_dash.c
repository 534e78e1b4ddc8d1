#include "script/quote_dash.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A word of the block that is scanned, and what stands before it. */
struct dash_word {
    size_t start, end; /* bytes in the block */
    uint32_t classes;
    int sound;
    bool capital, speech, adverb;
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
    return rune == '-' && at < text.bytes &&
           (rune_is_space(rune_at(text, at)) || text.at[at] == '-');
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
        word->question |= rune == '?' || rune == '!';
        if (rune_opens_dialogue(rune)) {
            bool blank_after = at < to && rune_is_space(rune_at(scan->text, at));
            bool stopped = at < to && !blank_after;
            word->toggle |=
                punctuated || (blank_before && !blank_after) || (!blank_before && stopped);
            word->dash = true;
        }
        word->dash |= rune == '-';
        blank_before = rune_is_space(rune);
        punctuated |= word->comma || word->stop || word->semicolon || word->colon;
    }
}

/* What is known of a word; "dit-il" is a verb of speaking with its subject. */
static void look_up(struct dash_scan *scan, struct view text, struct dash_word *w)
{
    uint32_t number = vocabulary_add(scan->vocabulary, text);
    const struct word *word = &scan->vocabulary->words[number];
    w->classes = word->classes;
    w->sound = (int)word->sound;
    size_t cut = view_find(text, "-", 1);
    if (cut == text.bytes)
        return;
    uint32_t stem = vocabulary_find(scan->vocabulary, view_part(text, 0, cut));
    if (stem != 0 && (scan->vocabulary->words[stem].classes & WORD_SAY) != 0)
        w->classes = WORD_SAY | WORD_PRONOUN;
}

static void pass_word(struct view text, size_t *at)
{
    while (*at < text.bytes) {
        size_t next = *at;
        uint32_t rune = rune_next(text, &next);
        bool inner = rune == '\'' || rune == 0x2019 || rune == '-';
        if (!rune_is_alnum(rune) &&
            !(inner && next < text.bytes && rune_is_letter(rune_at(text, next))))
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
            look_up(scan, word, w);
        w->adverb = !w->capital && (w->classes & WORD_SKIP) != 0;
        read_gap(scan, gap, start, w);
        if (scan->count > 1 && !w->question && (w[-1].classes & WORD_TITLE) != 0)
            w->stop = false; /* Mr. */
        gap = at;
    }
}

/* ---- tags ---- */

static bool clause_begins(const struct dash_word *word)
{
    return word->comma || word->colon || word->semicolon || word->stop || word->dash;
}

static bool is_say(const struct dash_scan *scan, size_t i)
{
    return i < scan->count && (scan->words[i].classes & WORD_SAY) != 0 && !scan->words[i].capital;
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
            if ((words[end].classes & WORD_PERSON) != 0 || is_say(scan, end + 1))
                return end + 1;
    for (end = i; end < scan->count && end < i + 4 && words[end].capital &&
                  (words[end].classes & WORD_NOT_NAME) == 0 && (end == i || !words[end].comma);
         end++)
        ;
    return end;
}

/* Does a tag begin at word i ("said Anna", "he answered softly")? Returns the word behind it, or i.
 */
static size_t pass_tag(const struct dash_scan *scan, size_t i)
{
    const struct dash_word *words = scan->words;
    if (is_say(scan, i)) {
        if ((words[i].classes & WORD_PRONOUN) != 0)
            return i + 1;
        size_t end = pass_subject(scan, i + 1);
        if (end == i + 1 && end < scan->count && (words[end].classes & WORD_ARTICLE) != 0)
            end++; /* said the astonished native */
        return end > i + 1 ? end : i;
    }
    size_t end = pass_subject(scan, i);
    if (end == i || (words[i].classes & WORD_FIRST_PERSON) != 0)
        return i;
    for (size_t k = end; k < scan->count && k < end + 3 && !clause_begins(&words[k]); k++) {
        if (is_say(scan, k))
            return k + 1;
        if (!words[k].adverb && (words[k].classes & WORD_OTHER_VERB) == 0)
            break;
    }
    return i;
}

/* ---- clauses ---- */

/* What a boundary says about a change between narration and speech, as the cost of a change in half
 * nats. */
enum { CHANGE_FREE = 0, CHANGE_SENTENCE = 9, CHANGE_CLAUSE = 13, CHANGE_WANTED = -14 };
enum {
    QUESTION_SOUND = 3,
    BESIDE_TAG_SOUND = 3,
    AFTER_TAG_SOUND = 2,
    GOES_ON_SOUND = 10,
    TOLD_SOUND = 4,
    FORCED_SOUND = 100,
    START_SOUND = 13
};

struct clause {
    size_t first, end;  /* words */
    int sound;          /* > 0: speech */
    int change;         /* cost of a change before it */
    bool speech_before; /* for the way back */
    bool narration_before;
};

struct clauses {
    struct clause *items;
    size_t count, capacity;
};

static size_t clause_end(const struct dash_scan *scan, size_t i)
{
    for (i++; i < scan->count && !clause_begins(&scan->words[i]); i++)
        ;
    return i;
}

/* How much a clause sounds like somebody speaking rather than like narration. */
static int sound(const struct dash_scan *scan, size_t i, size_t end)
{
    int score = end < scan->count && scan->words[end].question ? QUESTION_SOUND : 0;
    for (; i < end; i++)
        score += scan->words[i].sound;
    return score;
}

static int change_before(const struct dash_word *word, bool first)
{
    if (first)
        return CHANGE_FREE;
    if (word->toggle)
        return word->colon ? CHANGE_FREE : CHANGE_WANTED;
    if ((word->stop && word->capital) || word->semicolon)
        return CHANGE_SENTENCE;
    return CHANGE_CLAUSE;
}

static struct clause *add_clause(struct clauses *clauses, size_t first, size_t end)
{
    clauses->items =
        mem_grow(clauses->items, clauses->count, &clauses->capacity, sizeof *clauses->items);
    struct clause *clause = &clauses->items[clauses->count++];
    *clause = (struct clause){.first = first, .end = end};
    return clause;
}

/* Does a tag begin at word i? At the start of a sentence only behind ? or !, or when a comma ends
 * it. */
static bool is_tag(const struct dash_scan *scan, size_t i, size_t end, bool *introduces)
{
    const struct dash_word *word = &scan->words[i];
    bool sentence = i == 0 || (word->stop && word->capital);
    size_t from =
        sentence && i + 1 < end && (word->classes & (WORD_AND | WORD_SKIP)) != 0 ? i + 1 : i;
    size_t behind = pass_tag(scan, from);
    *introduces = sentence && !word->question && behind > from && end < scan->count &&
                  (scan->words[end].comma || scan->words[end].colon);
    return behind > from && (!sentence || word->question || *introduces);
}

/* ", who was", ", turning round": more about the one who spoke. */
static bool goes_on_telling(const struct dash_word *word)
{
    return word->comma &&
           ((word->classes & (WORD_AND | WORD_PLACE | WORD_SKIP)) != 0 || word->sound < 0);
}

/* "She sat down", "Anna sighed" at the start of a sentence. */
static bool begins_told(const struct dash_scan *scan, size_t i, size_t end)
{
    const struct dash_word *words = scan->words;
    if (i == 0 || !words[i].stop || !words[i].capital)
        return false;
    size_t behind = pass_subject(scan, i);
    return behind > i && behind < end && words[behind].sound < 0 &&
           (words[i].classes & WORD_FIRST_PERSON) == 0;
}

static void cut_clauses(struct dash_scan *scan, struct clauses *clauses)
{
    bool tag_before = false, introduced = false;
    for (size_t i = 0; i < scan->count;) {
        size_t end = clause_end(scan, i);
        bool introduces = false, tag = is_tag(scan, i, end, &introduces);
        struct clause *clause = add_clause(clauses, i, end);
        clause->change = change_before(&scan->words[i], i == 0);
        clause->sound = sound(scan, i, end) - (begins_told(scan, i, end) ? TOLD_SOUND : 0);
        if (tag) {
            clause->sound = -FORCED_SOUND;
            if (clause->change > CHANGE_FREE)
                clause->change = CHANGE_FREE;
            if (!introduces && clauses->count > 1)
                clause[-1].sound += BESIDE_TAG_SOUND;
        } else if (tag_before) {
            clause->sound += scan->words[i].stop && scan->words[i].capital ? AFTER_TAG_SOUND : 0;
            if (clause->change > CHANGE_FREE)
                clause->change = CHANGE_FREE;
            clause->sound += introduced                         ? BESIDE_TAG_SOUND
                             : goes_on_telling(&scan->words[i]) ? -GOES_ON_SOUND
                                                                : 0;
        }
        tag_before = tag;
        introduced = introduces;
        i = end;
    }
}

/* The cheapest way through: Viterbi with the two states narration and speech. */
static void decide_clauses(struct dash_scan *scan, struct clauses *clauses, bool dash)
{
    int narration = dash ? FORCED_SOUND : 0, speech = dash ? 0 : START_SOUND;
    for (size_t c = 0; c < clauses->count; c++) {
        struct clause *clause = &clauses->items[c];
        int to_speech = narration + clause->change, to_narration = speech + clause->change;
        if (c == 0)
            to_speech = to_narration = FORCED_SOUND;
        clause->speech_before = speech <= to_speech;
        clause->narration_before = narration <= to_narration;
        int next_speech = clause->speech_before ? speech : to_speech;
        narration = clause->narration_before ? narration : to_narration;
        speech = next_speech;
        if (clause->sound > 0)
            narration += clause->sound;
        else
            speech -= clause->sound;
    }
    bool is_speech = speech < narration;
    for (size_t c = clauses->count; c-- > 0;) {
        const struct clause *clause = &clauses->items[c];
        for (size_t i = clause->first; is_speech && i < clause->end; i++)
            scan->words[i].speech = true;
        is_speech = is_speech ? clause->speech_before : !clause->narration_before;
    }
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
        if (!rune_opens_dialogue(rune) && rune != '-' && rune != 0xBF && rune != 0xA1 &&
            rune != 0xAB)
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

bool dash_has_tag(struct view text, struct vocabulary *vocabulary)
{
    struct dash_scan scan = {.text = text, .vocabulary = vocabulary};
    bool found = false;
    read_words(&scan);
    for (size_t i = 1; i < scan.count && !found; i++)
        found = (scan.words[i].comma || scan.words[i].question) && is_say(&scan, i) &&
                pass_tag(&scan, i) > i;
    free(scan.words);
    return found;
}

void dash_find(struct view text, struct vocabulary *vocabulary, bool begins_as_speech,
               struct dash_found *found)
{
    struct dash_scan scan = {.text = text, .vocabulary = vocabulary};
    struct clauses clauses = {0};
    found->count = 0;
    read_words(&scan);
    cut_clauses(&scan, &clauses);
    decide_clauses(&scan, &clauses, begins_as_speech);
    free(clauses.items);
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
