/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/quotes/reporting_clauses.h"

#include "base/mem.h"
#include "script/quotes/dash_words.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>

/* Chosen: "le lui dit" has 2 words before its verb; "reprit alors soudain Anne" has a subject
 * within 3 words of it. */
enum { CLITIC_MAX_WORDS = 2, VERB_GAP_MAX_WORDS = 3 };

static const uint32_t ends_reporting_clause = DASH_COMMA | DASH_COLON | DASH_OTHER | DASH_STOP;

/* Is there a dash with a blank before it and a small letter right after it? */
static bool has_open_dash(struct view text)
{
    for (size_t at = 0; at < text.bytes;) {
        uint32_t before = rune_ending(text, at), rune = rune_next(text, &at);
        if (rune_opens_dialogue(rune) && rune_is_space(before) && at < text.bytes &&
            rune_is_lower(rune_at(text, at)))
            return true;
    }
    return false;
}

/* Where a word continues after its apostrophe ("d'Orval", "s'écria"), or its start. */
static size_t after_elision_in(const struct dash_words *words, const struct dash_word *word)
{
    for (size_t at = word->start; at < word->end;) {
        uint32_t rune = rune_next(words->text, &at);
        if ((rune == '\'' || rune == 0x2019) && at < word->end)
            return at;
    }
    return word->start;
}

static bool is_speaker_pronoun(const struct dash_words *words, uint32_t number)
{
    const struct word *word = &words->vocabulary->words[number];
    return (word->classes & WORD_PRONOUN) != 0 &&
           (word->gender != 0 || (word->classes & WORD_FIRST_PERSON) != 0 ||
            word->clitic == CLITIC_AFTER);
}

/* Is word i a verb of speaking, such as "s'exclama"? *joined: it has its pronoun, "demanda-t-il".
 */
static bool is_verb(const struct dash_words *words, size_t i, bool *joined)
{
    const struct dash_word *word = &words->items[i];
    struct view text = view_part(words->text, after_elision_in(words, word), word->end);
    size_t cut = text.bytes;
    *joined = false;
    if (word->capital)
        return false;
    for (size_t at = 0; at < text.bytes; at++)
        cut = text.at[at] == '-' ? at : cut;
    if (cut < text.bytes) {
        uint32_t pronoun = vocabulary_find(words->vocabulary, view_part(text, cut + 1, text.bytes));
        *joined = pronoun != 0 && is_speaker_pronoun(words, pronoun);
        if (!*joined)
            return false;
        text = view_part(text, 0, view_find(text, "-", 0));
    }
    uint32_t number = vocabulary_find(words->vocabulary, text);
    return (!*joined && (word->classes & WORD_SPEAKING) != 0) ||
           (number != 0 && (words->vocabulary->words[number].classes & WORD_SPEAKING) != 0);
}

/* Does a subject begin at word i: a name, "d'Orval", "l'homme", "le vieux meunier", "él"? */
static bool is_subject(const struct dash_words *words, size_t i)
{
    const struct dash_word *word = &words->items[i];
    size_t inner = after_elision_in(words, word);
    if (dash_clause_begins(word))
        return false;
    if ((word->classes & WORD_PRONOUN) != 0)
        return is_speaker_pronoun(words, word->number);
    if (word->name || (word->classes & WORD_TITLE) != 0)
        return true;
    if (inner == word->start)
        return (word->classes & (WORD_ARTICLE | WORD_OWNER)) != 0 &&
               dash_pass_subject(words, i) > i;
    uint32_t number = vocabulary_find(words->vocabulary, view_part(words->text, inner, word->end));
    return rune_is_upper(rune_at(words->text, inner)) ||
           (number != 0 && (words->vocabulary->words[number].classes & WORD_PERSON) != 0);
}

/* Does "dit Anne", "lui dit-il", "reprit alors le roi" begin at word i? */
static bool begins_tag(const struct dash_words *words, size_t i)
{
    const struct dash_word *items = words->items;
    bool joined = false;
    size_t verb = i;
    while (verb < words->count && verb < i + CLITIC_MAX_WORDS && !items[verb].capital &&
           (verb == i || !dash_clause_begins(&items[verb])) && !is_verb(words, verb, &joined) &&
           (items[verb].classes & (WORD_OBJECT | WORD_SKIP)) != 0)
        verb++;
    if (verb >= words->count || (verb > i && dash_clause_begins(&items[verb])) ||
        !is_verb(words, verb, &joined))
        return false;
    if (joined)
        return true;
    for (size_t k = verb + 1; k < words->count && k <= verb + VERB_GAP_MAX_WORDS; k++) {
        if (is_subject(words, k))
            return true;
        if (dash_clause_begins(&items[k]) || !items[k].adverb)
            return false;
    }
    return false;
}

/* The word at which speech continues after a tag at word i, or words->count. */
static size_t end_of_tag(const struct dash_words *words, size_t i, bool dashes)
{
    uint32_t wanted = dashes ? DASH_PAIR | DASH_BARE : ends_reporting_clause;
    for (i++; i < words->count && (words->items[i].gap & wanted) == 0; i++)
        ;
    return i;
}

static bool opens_tag(const struct dash_words *words, size_t i, bool paired, bool *dashes)
{
    uint32_t gap = words->items[i].gap;
    *dashes = (gap & DASH_SPACED) != 0 && (gap & DASH_BLANK_FIRST) != 0;
    if (!*dashes && (paired || (gap & (DASH_COMMA | DASH_QUESTION | DASH_EXCLAMATION)) == 0))
        return false;
    return begins_tag(words, i);
}

/* Adds text[start..stop) without the blanks and dashes at its end. */
static void add_piece(struct view text, size_t start, size_t stop, struct dash_found *found)
{
    while (stop > start) {
        size_t at = stop;
        uint32_t rune = rune_before(text, &at);
        if (!rune_is_space(rune) && !rune_opens_dialogue(rune) && rune != '-')
            break;
        stop = at;
    }
    if (stop == start)
        return;
    found->items = mem_grow(found->items, found->count, &found->capacity, sizeof *found->items);
    found->items[found->count++] = (struct dash_piece){start, stop};
}

/* Where the speech begins whose first word is i; ¿ and ¡ belong to it. */
static size_t start_of(const struct dash_words *words, size_t i)
{
    size_t start = words->items[i].start;
    for (size_t at = start; at > 0;) {
        uint32_t rune = rune_before(words->text, &at);
        if (rune != 0xBF && rune != 0xA1)
            break;
        start = at;
    }
    return start;
}

void reporting_clauses_find(struct view text, struct vocabulary *vocabulary, bool paired,
                            struct dash_found *found)
{
    struct dash_words words = {.text = text, .vocabulary = vocabulary};
    size_t start = 0;
    bool any = false, dashes;
    found->count = 0;
    if (paired && !has_open_dash(text))
        return;
    dash_words_read(&words);
    for (size_t i = 1; i < words.count; i++) {
        if (!opens_tag(&words, i, paired, &dashes))
            continue;
        size_t end = end_of_tag(&words, i, dashes);
        bool closed = end < words.count || (words.tail & DASH_DASH) != 0;
        if (dashes && !closed && paired)
            break;
        if (dashes && !closed)
            end = end_of_tag(&words, i, false);
        any = true;
        add_piece(text, start, words.items[i].start, found);
        start = end < words.count ? start_of(&words, end) : text.bytes;
        i = end;
    }
    if (any)
        add_piece(text, start, text.bytes, found);
    free(words.items);
}
