/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/utterances.h"

#include "base/mem.h"
#include "base/spill.h"
#include "book/book.h"
#include "script/attribution/attribution.h"
#include "script/book_languages.h"
#include "script/casting/casting.h"
#include "script/foreign_runs.h"
#include "script/normaliser/normaliser.h"
#include "script/script.h"
#include "script/sentences/sentence.h"

#include <stdlib.h>
#include <string.h>

/* A longer stretch is cut, so that a sentence that does not end makes neither a take nor a worker
 * grow. Chosen: less than a take (TAKE_MOST_BYTES in speech), and more than sentences commonly
 * have. */
enum { UTTERANCE_MOST_BYTES = 2000 };

/* A stretch in a foreign script. */
struct block_run {
    size_t start, end, language;
};

/* What is needed while going over the blocks. */
struct utterance_maker {
    struct script *script;
    const struct book *book;
    struct sentence_rules *sentence_rules;
    struct book_languages languages;
    struct norm_spans spans; /* of the block */
    struct norm_hints hints;
    const uint16_t *voice_of; /* per speaker */
    size_t utterance_capacity, sentence_capacity;
    size_t cue;          /* the first one that is not before the block */
    size_t quotation;    /* the first one that is not before the block */
    struct offsets ends; /* of the sentences of the block, from its start */
    struct script_reader reader;
    struct block_run *runs; /* in foreign scripts, of the block */
    size_t run_count, run_capacity;
    struct offsets cuts; /* the other offsets in the text where an utterance must end */
};

/* A stretch of a block between two cuts, before it becomes an utterance. */
struct stretch {
    size_t start, end;
    uint32_t speaker;
    enum utterance_kind kind;
    uint8_t confidence;
    size_t language;
    bool ends_sentence;
};

static enum utterance_kind kind_of_quotation(enum quotation_kind kind)
{
    if (kind == QUOTATION_THOUGHT)
        return UTTERANCE_THOUGHT;
    return kind == QUOTATION_LETTER ? UTTERANCE_LETTER : UTTERANCE_SPEECH;
}

static bool is_spoken(const struct quotation *quotation)
{
    return quotation->kind != QUOTATION_MENTION;
}

static int by_offset(const void *a, const void *b)
{
    size_t first = *(const size_t *)a, second = *(const size_t *)b;
    return first < second ? -1 : first > second;
}

static size_t skip_blanks(const struct book *book, size_t at, size_t end)
{
    struct view text = book_view(book, 0, end);
    for (size_t next = at; next < end; at = next)
        if (!rune_is_space(rune_next(text, &next)))
            break;
    return at;
}

static size_t trim_blanks(const struct book *book, size_t start, size_t end)
{
    struct view text = book_view(book, 0, end);
    for (size_t before = end; before > start; end = before)
        if (!rune_is_space(rune_before(text, &before)))
            break;
    return end;
}

static void add_sentence(struct utterance_maker *maker, size_t start, size_t end)
{
    struct script *script = maker->script;
    script->sentences = spill_grow(script->sentences, script->sentence_count,
                                   &maker->sentence_capacity, sizeof *script->sentences);
    script->sentences[script->sentence_count++] = (struct sentence){start, end};
}

/* Lists the sentences of the block. A heading is one. */
static void add_sentences(struct utterance_maker *maker, const struct block *block)
{
    struct offsets *ends = &maker->ends;
    if (block->kind == BLOCK_HEADING) {
        add_sentence(maker, block->start, block->end);
        return;
    }
    ends->count = 0;
    sentence_split(maker->sentence_rules, book_view(maker->book, block->start, block->end), ends);
    size_t start = block->start;
    for (size_t i = 0; i < ends->count; i++) {
        size_t end = block->start + ends->at[i];
        add_sentence(maker, start, end);
        start = skip_blanks(maker->book, end, block->end);
        spill_touched(start - end + sizeof *ends->at + sizeof(struct sentence));
    }
}

/* Both ends of each quotation that somebody speaks. Returns the index of the first one after the
 * block. */
static size_t cut_at_quotations(struct utterance_maker *maker, const struct block *block)
{
    const struct attribution *attribution = maker->script->attribution;
    size_t i = maker->quotation;
    while (i < attribution->quotation_count && attribution->quotations[i].end <= block->start)
        i++;
    maker->quotation = i;
    for (; i < attribution->quotation_count && attribution->quotations[i].start < block->end; i++) {
        if (!is_spoken(&attribution->quotations[i]))
            continue;
        offsets_add(&maker->cuts, attribution->quotations[i].start);
        offsets_add(&maker->cuts, attribution->quotations[i].end);
    }
    return i;
}

static enum norm_hint_kind hint_of(enum span_kind kind)
{
    return kind == SPAN_ROMAN        ? NORM_HINT_ROMAN
           : kind == SPAN_INITIALISM ? NORM_HINT_LETTERS
           : kind == SPAN_COMPASS    ? NORM_HINT_COMPASS
                                     : NORM_HINT_NONE;
}

/* Both ends of each foreign phrase. Also collects what is to be said instead of the written text,
 * and the hints for the normaliser. */
static void cut_at_spans(struct utterance_maker *maker, const struct block *block)
{
    const struct book *book = maker->book;
    maker->spans.count = maker->hints.count = 0;
    for (size_t i = book_span_from(book, block->start);
         i < book->span_count && book->spans[i].start < block->end; i++) {
        const struct span *span = &book->spans[i];
        if (span->kind == SPAN_ALIAS || span->kind == SPAN_PHONEMES)
            norm_spans_add(&maker->spans, span->start - block->start, span->end - block->start,
                           span->value, span->kind == SPAN_PHONEMES);
        if (hint_of(span->kind) != NORM_HINT_NONE)
            norm_hints_add(&maker->hints, span->start - block->start, span->end - block->start,
                           hint_of(span->kind));
        if (span->kind != SPAN_LANGUAGE ||
            book_languages_at(&maker->languages, maker->script, block, span->start) == 0)
            continue;
        offsets_add(&maker->cuts, span->start);
        offsets_add(&maker->cuts, span->end < block->end ? span->end : block->end);
    }
}

/* Both ends of each stretch in a script that the voice of its language cannot read. */
static void cut_at_scripts(struct utterance_maker *maker, const struct block *block)
{
    struct script *script = maker->script;
    struct view text = book_view(maker->book, block->start, block->end);
    struct foreign_run run;
    maker->run_count = 0;
    for (size_t at = 0; maker->languages.foreign && at < text.bytes; at = run.end) {
        size_t language = book_languages_at(&maker->languages, script, block, block->start + at);
        if (!foreign_run_next(&maker->reader, text, script->languages[language], at, &run))
            break;
        size_t start = run.start,
               inside = book_languages_at(&maker->languages, script, block, block->start + start);
        /* A phrase that is marked has another voice than what comes before it. */
        if (inside != language && (!foreign_run_next(&maker->reader, view_part(text, 0, run.end),
                                                     script->languages[inside], start, &run) ||
                                   run.start != start))
            continue;
        maker->runs =
            mem_grow(maker->runs, maker->run_count, &maker->run_capacity, sizeof *maker->runs);
        maker->runs[maker->run_count++] =
            (struct block_run){block->start + run.start, block->start + run.end,
                               book_languages_add(&maker->languages, script, run.language)};
        offsets_add(&maker->cuts, block->start + run.start);
        offsets_add(&maker->cuts, block->start + run.end);
    }
}

/* The language at an offset; *next is the first run that does not end before it. */
static size_t language_at(struct utterance_maker *maker, const struct block *block, size_t at,
                          size_t *next)
{
    while (*next < maker->run_count && maker->runs[*next].end <= at)
        (*next)++;
    return *next < maker->run_count && maker->runs[*next].start <= at
               ? maker->runs[*next].language
               : book_languages_at(&maker->languages, maker->script, block, at);
}

/* The spoken quotation around an offset, from maker->quotation to before `limit`, or NULL. */
static const struct quotation *quotation_at(struct utterance_maker *maker, size_t at, size_t limit)
{
    const struct attribution *attribution = maker->script->attribution;
    while (maker->quotation < limit && attribution->quotations[maker->quotation].end <= at)
        maker->quotation++;
    if (maker->quotation >= limit)
        return NULL;
    const struct quotation *quotation = &attribution->quotations[maker->quotation];
    return quotation->start <= at && is_spoken(quotation) ? quotation : NULL;
}

static enum pause_reason pause_at(const struct book *book, const struct stretch *stretch)
{
    if (stretch->ends_sentence)
        return PAUSE_SENTENCE;
    struct view text = book_view(book, stretch->start, stretch->end);
    for (size_t at = text.bytes; at > 0;) {
        uint32_t rune = rune_before(text, &at);
        if (rune == ',')
            return PAUSE_COMMA;
        if (rune == ';' || rune == ':' || rune == '-' || (rune >= 0x2012 && rune <= 0x2015) ||
            rune == '?' || rune == '!' || rune == '.' || rune == 0x2026)
            return PAUSE_CLAUSE;
        if (rune_is_alnum(rune))
            break;
    }
    return PAUSE_QUOTE;
}

static void add_utterance(struct utterance_maker *maker, const struct block *block,
                          const struct stretch *stretch)
{
    struct script *script = maker->script;
    struct norm_input input = {
        .text = book_view(maker->book, block->start, block->end),
        .start = stretch->start - block->start,
        .end = stretch->end - block->start,
        .heading = block->kind == BLOCK_HEADING,
        .verse = block->kind == BLOCK_VERSE,
        .spans = &maker->spans,
        .hints = &maker->hints,
    };
    size_t spoken_at = script->spoken.bytes;
    normalise(maker->languages.rules[stretch->language], &input, &script->spoken, NULL);
    unread_remove(&maker->reader, script->languages[stretch->language], script->languages[0],
                  &script->spoken, spoken_at, &script->unread);
    script->utterances = spill_grow(script->utterances, script->utterance_count,
                                    &maker->utterance_capacity, sizeof *script->utterances);
    script->utterances[script->utterance_count++] = (struct utterance){
        .start = stretch->start,
        .end = stretch->end,
        .spoken_at = spoken_at,
        .spoken_bytes = (uint32_t)(script->spoken.bytes - spoken_at),
        .chapter = block->chapter,
        .speaker = stretch->speaker,
        .voice = maker->voice_of[stretch->speaker],
        .kind = (uint8_t)stretch->kind,
        .pause = (uint8_t)pause_at(maker->book, stretch),
        .confidence = stretch->confidence,
        .language = (uint8_t)stretch->language,
        .ends_sentence = stretch->ends_sentence,
    };
    spill_touched(sizeof *script->utterances + (stretch->end - stretch->start) +
                  (script->spoken.bytes - spoken_at));
}

/* Where the next utterance must end: the first cut or end of a sentence after `at`. */
static size_t next_cut(const struct utterance_maker *maker, size_t *cut, size_t *sentence,
                       size_t at)
{
    const struct script *script = maker->script;
    while (*cut + 1 < maker->cuts.count && maker->cuts.at[*cut] <= at)
        (*cut)++;
    while (*sentence < script->sentence_count && script->sentences[*sentence].end <= at)
        (*sentence)++;
    size_t end = maker->cuts.at[*cut];
    bool sentence_first =
        *sentence < script->sentence_count && script->sentences[*sentence].end < end;
    return sentence_first ? script->sentences[*sentence].end : end;
}

/* Where a stretch that is too long is cut: after a clause, else after a word, else between two
 * characters. */
static size_t end_of_piece(const struct book *book, size_t start)
{
    size_t whole = start + UTTERANCE_MOST_BYTES, word = 0;
    while (((unsigned char)book->text[whole] & 0xC0) == 0x80)
        whole--;
    struct view text = book_view(book, 0, whole);
    for (size_t at = whole; at > start + UTTERANCE_MOST_BYTES / 2;) {
        if (!rune_is_space(rune_before(text, &at)))
            continue;
        uint32_t mark = rune_ending(text, at);
        if (mark == ',' || mark == ';' || mark == ':')
            return at;
        word = word > 0 ? word : at;
    }
    return trim_blanks(book, start, word > 0 ? word : whole);
}

static void add_stretches(struct utterance_maker *maker, const struct block *block,
                          size_t quotation_limit, size_t sentence)
{
    const struct script *script = maker->script;
    size_t start = block->start, cut = 0, run = 0;
    while (start < block->end) {
        size_t end = trim_blanks(maker->book, start, next_cut(maker, &cut, &sentence, start));
        if (end - start > UTTERANCE_MOST_BYTES)
            end = end_of_piece(maker->book, start);
        const struct quotation *quotation = quotation_at(maker, start, quotation_limit);
        struct stretch stretch = {
            .start = start,
            .end = end,
            .speaker = quotation != NULL ? quotation->speaker : SPEAKER_NARRATOR,
            .kind = quotation != NULL ? kind_of_quotation(quotation->kind)
                                      : utterance_kind_of_block(block),
            .confidence = quotation != NULL ? quotation->confidence : 100,
            .language = language_at(maker, block, start, &run),
            .ends_sentence =
                sentence < script->sentence_count && script->sentences[sentence].end == end,
        };
        add_utterance(maker, block, &stretch);
        start = skip_blanks(maker->book, end, block->end);
    }
}

static enum pause_reason pause_after_block(const struct block *block, const struct block *next)
{
    if (next == NULL || next->chapter != block->chapter)
        return PAUSE_CHAPTER;
    if (next->kind == BLOCK_BREAK)
        return PAUSE_BREAK;
    if (block->kind == BLOCK_HEADING)
        return PAUSE_HEADING;
    if (block->kind == BLOCK_VERSE && next->kind == BLOCK_VERSE)
        return PAUSE_STANZA;
    if (block->kind == BLOCK_LIST && next->kind == BLOCK_LIST)
        return PAUSE_ITEM;
    return PAUSE_PARAGRAPH;
}

static void raise_pause(const struct script *script, struct utterance *utterance,
                        enum pause_reason reason)
{
    if (script->pause_ms[utterance->pause] < script->pause_ms[reason])
        utterance->pause = (uint8_t)reason;
}

/* The next block after index i that is not skipped, or NULL. */
static const struct block *following_block(const struct book *book, size_t i)
{
    for (i++; i < book->block_count; i++)
        if (book->blocks[i].kind != BLOCK_SKIP)
            return &book->blocks[i];
    return NULL;
}

/* The cuts are sorted, since each kind is in order but all together are not. Sentences come first:
 * an utterance is never longer than its sentence. */
static void add_block(struct utterance_maker *maker, size_t index)
{
    const struct block *block = &maker->book->blocks[index];
    struct script *script = maker->script;
    size_t first_utterance = script->utterance_count, first_sentence = script->sentence_count;
    maker->cuts.count = 0;
    add_sentences(maker, block);
    if (block->kind == BLOCK_VERSE) {
        const char *text = maker->book->text;
        for (size_t at = block->start; at < block->end; at++)
            if (text[at] == '\n')
                offsets_add(&maker->cuts, at);
    }
    size_t quotation_limit = cut_at_quotations(maker, block);
    /* A cue inside a block ends an utterance, even when the same speaker goes on. */
    const struct book *book = maker->book;
    for (; maker->cue < book->cue_count && book->cues[maker->cue].at < block->end; maker->cue++)
        if (book->cues[maker->cue].at > block->start)
            offsets_add(&maker->cuts, book->cues[maker->cue].at);
    cut_at_spans(maker, block);
    cut_at_scripts(maker, block);
    offsets_add(&maker->cuts, block->end);
    qsort(maker->cuts.at, maker->cuts.count, sizeof *maker->cuts.at, by_offset);
    add_stretches(maker, block, quotation_limit, first_sentence);
    if (block->kind == BLOCK_VERSE) {
        /* A line end in verse is a pause even in the middle of a sentence. */
        for (size_t i = first_utterance; i + 1 < script->utterance_count; i++) {
            struct utterance *utterance = &script->utterances[i];
            const char *end = maker->book->text + utterance->end;
            size_t gap = script->utterances[i + 1].start - utterance->end;
            if (memchr(end, '\n', gap) != NULL)
                raise_pause(script, utterance, PAUSE_LINE);
        }
    }
    if (script->utterance_count > first_utterance)
        raise_pause(script, &script->utterances[script->utterance_count - 1],
                    pause_after_block(block, following_block(maker->book, index)));
}

/* Tells whoever waits for the beginning, once. */
static bool tell_begun(struct script *script, const struct script_options *options, bool *told,
                       struct err *err)
{
    if (*told || options->begun == NULL || script->book->cue_count > 0 ||
        script->spoken.bytes < SCRIPT_BEGUN_BYTES)
        return true;
    *told = true;
    return options->begun(options->context, script, err);
}

bool utterances_make(struct script *script, const struct script_options *options, struct err *err)
{
    const struct book *book = script->book;
    struct utterance_maker maker = {
        .script = script, .book = book, .voice_of = script->casting->voice_of};
    maker.sentence_rules =
        sentence_rules_load(maker.book->languages, maker.book->metadata.language, err);
    bool good = maker.sentence_rules != NULL &&
                script_reader_open(&maker.reader, book->languages, err) &&
                book_languages_open(&maker.languages, maker.script, options->lexicon,
                                    !options->one_language, err);
    bool told = false;
    for (size_t i = 0; good && i < book->block_count; i++)
        if (book->blocks[i].kind != BLOCK_SKIP && book->blocks[i].kind != BLOCK_BREAK) {
            good = tell_begun(script, options, &told, err);
            add_block(&maker, i);
        }
    good = good && book_languages_good(&maker.languages, err);
    sentence_rules_free(maker.sentence_rules);
    book_languages_release(&maker.languages);
    norm_spans_release(&maker.spans);
    norm_hints_release(&maker.hints);
    free(maker.runs);
    spill_free(maker.ends.at);
    spill_free(maker.cuts.at);
    return good;
}
