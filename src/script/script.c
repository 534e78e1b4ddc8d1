#include "script/script.h"

#include "base/mem.h"
#include "book/book.h"
#include "script/attribution.h"
#include "script/castfile.h"
#include "script/casting.h"
#include "script/cued.h"
#include "script/kinds.h"
#include "script/say.h"
#include "script/sentence.h"
#include "script/speaker_names.h"
#include "script/tongues.h"
#include "script/voice.h"

#include <stdlib.h>
#include <string.h>

const struct script_options script_defaults = {
    .margin = -1,
    .pause_percent = 100,
    .pause_ms =
        {
            [PAUSE_QUOTE] = 90,
            [PAUSE_COMMA] = 170,
            [PAUSE_CLAUSE] = 260,
            [PAUSE_SENTENCE] = 420,
            [PAUSE_ITEM] = 520,
            [PAUSE_LINE] = 380,
            [PAUSE_STANZA] = 900,
            [PAUSE_PARAGRAPH] = 720,
            [PAUSE_HEADING] = 1100,
            [PAUSE_BREAK] = 1700,
            [PAUSE_CHAPTER] = 2400,
        },
};

/* A longer stretch is cut, so that neither a worker nor a take grows with a sentence that does not
 * end. */
enum { UTTERANCE_MOST_BYTES = 2000 };

/* Everything script_make needs while it walks the blocks. */
struct maker {
    struct script *script;
    const struct book *book;
    struct sentence_rules *sentence_rules;
    struct tongues tongues;
    struct say_spans spans;   /* of the block */
    const uint16_t *voice_of; /* per speaker */
    size_t utterance_capacity, sentence_capacity;
    size_t cue;          /* the first tag that does not lie before the block */
    size_t quotation;    /* the first that does not lie before the block */
    struct offsets cuts; /* offsets in the text where an utterance must end */
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

enum utterance_kind utterance_kind_of_block(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_HEADING:
        return UTTERANCE_HEADING;
    case BLOCK_VERSE:
        return UTTERANCE_VERSE;
    case BLOCK_LETTER:
        return UTTERANCE_LETTER;
    default:
        return UTTERANCE_NARRATION;
    }
}

static bool is_spoken_by_somebody(const struct quotation *quotation)
{
    return quotation->kind != QUOTATION_MENTION;
}

static void add_cut(struct maker *maker, size_t at)
{
    struct offsets *cuts = &maker->cuts;
    cuts->at = mem_grow(cuts->at, cuts->count, &cuts->capacity, sizeof *cuts->at);
    cuts->at[cuts->count++] = at;
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

static void add_sentence(struct maker *maker, size_t start, size_t end)
{
    struct script *script = maker->script;
    script->sentences = mem_grow(script->sentences, script->sentence_count,
                                 &maker->sentence_capacity, sizeof *script->sentences);
    script->sentences[script->sentence_count++] = (struct sentence){start, end};
}

/* Sentences of the block: listed, and each end a cut. */
static void cut_at_sentences(struct maker *maker, const struct block *block)
{
    struct offsets ends = {0};
    if (block->kind == BLOCK_HEADING) {
        add_sentence(maker, block->start, block->end);
        add_cut(maker, block->end);
        return;
    }
    sentence_split(maker->sentence_rules, book_view(maker->book, block->start, block->end), &ends);
    size_t start = block->start;
    for (size_t i = 0; i < ends.count; i++) {
        size_t end = block->start + ends.at[i];
        add_sentence(maker, start, end);
        add_cut(maker, end);
        start = skip_blanks(maker->book, end, block->end);
    }
    free(ends.at);
}

static void cut_at_lines(struct maker *maker, const struct block *block)
{
    const char *text = maker->book->text;
    for (size_t at = block->start; at < block->end; at++)
        if (text[at] == '\n')
            add_cut(maker, at);
}

/* Both ends of each quotation that somebody speaks. Returns the index of the first behind the
 * block. */
static size_t cut_at_quotations(struct maker *maker, const struct block *block)
{
    const struct attribution *attribution = maker->script->attribution;
    size_t i = maker->quotation;
    while (i < attribution->quotation_count && attribution->quotations[i].end <= block->start)
        i++;
    maker->quotation = i;
    for (; i < attribution->quotation_count && attribution->quotations[i].start < block->end; i++) {
        if (!is_spoken_by_somebody(&attribution->quotations[i]))
            continue;
        add_cut(maker, attribution->quotations[i].start);
        add_cut(maker, attribution->quotations[i].end);
    }
    return i;
}

/* Where a tag stands in mid block: it ends an utterance, even when nobody else speaks behind it. */
static void cut_at_cues(struct maker *maker, const struct block *block)
{
    const struct book *book = maker->book;
    for (; maker->cue < book->cue_count && book->cues[maker->cue].at < block->end; maker->cue++)
        if (book->cues[maker->cue].at > block->start)
            add_cut(maker, book->cues[maker->cue].at);
}

/* Both ends of a foreign phrase; and what is to be said instead of the written text. */
static void cut_at_spans(struct maker *maker, const struct block *block)
{
    const struct book *book = maker->book;
    maker->spans.count = 0;
    for (size_t i = spans_from(book, block->start);
         i < book->span_count && book->spans[i].start < block->end; i++) {
        const struct span *span = &book->spans[i];
        if (span->kind == SPAN_ALIAS || span->kind == SPAN_PHONEMES)
            say_spans_add(&maker->spans, span->start - block->start, span->end - block->start,
                          span->value, span->kind == SPAN_PHONEMES);
        if (span->kind != SPAN_LANGUAGE ||
            tongue_at(&maker->tongues, maker->script, block, span->start) == 0)
            continue;
        add_cut(maker, span->start);
        add_cut(maker, span->end < block->end ? span->end : block->end);
    }
}

/* The quotation around an offset, by somebody, at or behind maker->quotation. */
static const struct quotation *quotation_at(struct maker *maker, size_t at, size_t limit)
{
    const struct attribution *attribution = maker->script->attribution;
    while (maker->quotation < limit && attribution->quotations[maker->quotation].end <= at)
        maker->quotation++;
    if (maker->quotation >= limit)
        return NULL;
    const struct quotation *quotation = &attribution->quotations[maker->quotation];
    return quotation->start <= at && is_spoken_by_somebody(quotation) ? quotation : NULL;
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

static void add_utterance(struct maker *maker, const struct block *block,
                          const struct stretch *stretch)
{
    struct script *script = maker->script;
    struct say_input input = {
        .text = book_view(maker->book, block->start, block->end),
        .start = stretch->start - block->start,
        .end = stretch->end - block->start,
        .heading = block->kind == BLOCK_HEADING,
        .verse = block->kind == BLOCK_VERSE,
        .spans = &maker->spans,
    };
    size_t spoken_at = script->spoken.bytes;
    say(maker->tongues.rules[stretch->language], &input, &script->spoken, NULL);
    script->utterances = mem_grow(script->utterances, script->utterance_count,
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
}

/* Is `at` the end of one of the sentences added since `first`? They are in order. */
static bool is_sentence_end(const struct script *script, size_t *first, size_t at)
{
    while (*first < script->sentence_count && script->sentences[*first].end < at)
        (*first)++;
    return *first < script->sentence_count && script->sentences[*first].end == at;
}

/* Where a stretch that is too long is cut: behind a clause, else a word, else between two
 * characters. */
static size_t end_of_part(const struct book *book, size_t start)
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

static void add_stretches(struct maker *maker, const struct block *block, size_t quotation_limit,
                          size_t first_sentence)
{
    size_t start = block->start;
    for (size_t i = 0; i < maker->cuts.count;) {
        size_t end = trim_blanks(maker->book, start, maker->cuts.at[i]);
        if (end <= start) {
            i++;
            continue;
        }
        if (end - start > UTTERANCE_MOST_BYTES)
            end = end_of_part(maker->book, start);
        const struct quotation *quotation = quotation_at(maker, start, quotation_limit);
        struct stretch stretch = {
            .start = start,
            .end = end,
            .speaker = quotation != NULL ? quotation->speaker : SPEAKER_NARRATOR,
            .kind = quotation != NULL ? kind_of_quotation(quotation->kind)
                                      : utterance_kind_of_block(block->kind),
            .confidence = quotation != NULL ? quotation->confidence : 100,
            .language = tongue_at(&maker->tongues, maker->script, block, start),
            .ends_sentence = is_sentence_end(maker->script, &first_sentence, end),
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

/* Line ends of verse are pauses even in mid sentence. */
static void pause_at_lines(struct maker *maker, size_t first)
{
    struct script *script = maker->script;
    for (size_t i = first; i + 1 < script->utterance_count; i++) {
        struct utterance *utterance = &script->utterances[i];
        const char *end = maker->book->text + utterance->end;
        size_t gap = script->utterances[i + 1].start - utterance->end;
        if (memchr(end, '\n', gap) != NULL)
            raise_pause(script, utterance, PAUSE_LINE);
    }
}

/* The next block after index i that is read or is a break; NULL at the end. */
static const struct block *following_block(const struct book *book, size_t i)
{
    for (i++; i < book->block_count; i++)
        if (book->blocks[i].kind != BLOCK_SKIP)
            return &book->blocks[i];
    return NULL;
}

static void add_block(struct maker *maker, size_t index)
{
    const struct block *block = &maker->book->blocks[index];
    struct script *script = maker->script;
    size_t first_utterance = script->utterance_count, first_sentence = script->sentence_count;
    maker->cuts.count = 0;
    cut_at_sentences(maker, block);
    if (block->kind == BLOCK_VERSE)
        cut_at_lines(maker, block);
    size_t quotation_limit = cut_at_quotations(maker, block);
    cut_at_cues(maker, block);
    cut_at_spans(maker, block);
    add_cut(maker, block->end);
    qsort(maker->cuts.at, maker->cuts.count, sizeof *maker->cuts.at, by_offset);
    add_stretches(maker, block, quotation_limit, first_sentence);
    if (block->kind == BLOCK_VERSE)
        pause_at_lines(maker, first_utterance);
    if (script->utterance_count > first_utterance)
        raise_pause(script, &script->utterances[script->utterance_count - 1],
                    pause_after_block(block, following_block(maker->book, index)));
}

static bool load_rules(struct maker *maker, const struct script_options *options, struct err *err)
{
    maker->sentence_rules = sentence_rules_load(maker->book->language, err);
    return maker->sentence_rules != NULL &&
           tongues_open(&maker->tongues, maker->script, options->lexicon, !options->one_language,
                        err);
}

/* The pauses that tags ask for: behind the last utterance before them. */
static void give_pauses(struct script *script)
{
    const struct book *book = script->book;
    size_t next = 0;
    for (size_t i = 0; i < book->cue_count; i++) {
        const struct cue *cue = &book->cues[i];
        while (next < script->utterance_count && script->utterances[next].end <= cue->at)
            next++;
        if (cue->kind == CUE_PAUSE && next > 0)
            script->utterances[next - 1].given_pause_ms = cue->ms + 1;
    }
}

static bool attribute(struct script *script, const struct script_options *options, struct err *err)
{
    const struct book *book = script->book;
    struct attribution_options own = attribution_defaults;
    if (options->margin >= 0)
        own.margin = options->margin;
    script->cast = options->cast;
    if (script->cast == NULL && book->script.cast != NULL) {
        script->own_cast = castfile_parse(book->script.path, book->script.cast_line,
                                          view_of(book->script.cast), script->voices, err);
        script->cast = script->own_cast;
        if (script->cast == NULL)
            return false;
    }
    script->attribution = cued(book) ? cued_attribution(book, script->cast, script->voices, err)
                                     : attribution_make(book, &own, err);
    if (script->attribution == NULL)
        return false;
    speaker_names_settle(script->attribution);
    if (script->cast == NULL)
        return true;
    script->entry_of = castfile_apply(script->cast, script->attribution, err);
    return script->entry_of != NULL;
}

static bool cast(struct script *script, const struct script_options *options, struct err *err)
{
    const struct casting_options own = {
        .language = script->book->language,
        .narrator = options->narrator,
        .by_voice_name = cued(script->book),
        .single = options->single_voice,
        .cast = script->cast,
        .entry_of = script->entry_of,
    };
    script->casting = mem_zero(1, sizeof *script->casting);
    if (!casting_make(script->voices, script->attribution, &own, script->casting, err))
        return false;
    script->voices = script->casting->voices;
    script->narrator = script->casting->voice_of[SPEAKER_NARRATOR];
    return true;
}

/* Who hears twice as fast wants to wait half as long. */
static double pause_factor(const struct script *script, const struct script_options *options)
{
    double factor = options->pause_percent / 100.0;
    if (options->narrator_wpm > 0)
        factor *= (double)script->voices->items[script->narrator].rate_wpm / options->narrator_wpm;
    return factor;
}

/*
 * Those of the options; those of a script file where the options have nothing of their own; else
 * the defaults, in proportion to the reading rate.
 */
static bool set_pauses(struct script *script, const struct script_options *options, struct err *err)
{
    const struct book_script *file = &script->book->script;
    double factor = pause_factor(script, options);
    struct view part;
    memcpy(script->pause_ms, script_defaults.pause_ms, sizeof script->pause_ms);
    if (file->pauses != NULL && !pauses_read(view_of(file->pauses), script->pause_ms, &part))
        return err_set(err, ERR_INPUT,
                       "%s:%u: \"%.*s\" is no pause; write for example pause = "
                       "sentence=420,paragraph=900",
                       file->path, file->pauses_line, part.bytes > 40 ? 40 : (int)part.bytes,
                       part.at);
    for (int i = 0; i < PAUSE_REASON_COUNT; i++) {
        uint32_t usual_ms = script_defaults.pause_ms[i];
        if (options->pause_ms[i] != usual_ms)
            script->pause_ms[i] = options->pause_ms[i];
        else if (script->pause_ms[i] == usual_ms)
            script->pause_ms[i] = (uint32_t)(usual_ms * factor + 0.5);
    }
    return true;
}

struct script *script_make(const struct book *book, const struct voices *voices,
                           const struct script_options *options, struct err *err)
{
    struct script *script = mem_zero(1, sizeof *script);
    struct maker maker = {.script = script, .book = book};
    script->book = book;
    script->voices = script->given_voices = voices;
    bool good = attribute(script, options, err) && load_rules(&maker, options, err) &&
                cast(script, options, err) && set_pauses(script, options, err);
    if (good) {
        maker.voice_of = script->casting->voice_of;
        for (size_t i = 0; i < book->block_count; i++)
            if (book->blocks[i].kind != BLOCK_SKIP && book->blocks[i].kind != BLOCK_BREAK)
                add_block(&maker, i);
        give_pauses(script);
    }
    sentence_rules_free(maker.sentence_rules);
    tongues_release(&maker.tongues);
    say_spans_release(&maker.spans);
    free(maker.cuts.at);
    if (good)
        return script;
    script_free(script);
    return NULL;
}

void script_free(struct script *script)
{
    if (script == NULL)
        return;
    attribution_free(script->attribution);
    if (script->casting != NULL)
        casting_release(script->casting);
    free(script->casting);
    castfile_free(script->own_cast);
    free(script->entry_of);
    free(script->utterances);
    free(script->sentences);
    text_release(&script->spoken);
    free(script);
}

uint32_t script_pause_ms(const struct script *script, const struct utterance *utterance)
{
    if (utterance->given_pause_ms > 0)
        return utterance->given_pause_ms - 1;
    return script->pause_ms[utterance->pause];
}

void script_keep_chapters(struct script *script, const bool *chosen)
{
    size_t kept = 0;
    for (size_t i = 0; i < script->utterance_count; i++)
        if (chosen[script->utterances[i].chapter])
            script->utterances[kept++] = script->utterances[i];
    script->utterance_count = kept;
}

struct view script_spoken(const struct script *script, const struct utterance *utterance)
{
    return view_part(text_view(&script->spoken), utterance->spoken_at,
                     utterance->spoken_at + utterance->spoken_bytes);
}

const char *utterance_kind_name(enum utterance_kind kind)
{
    static const char *const names[] = {"heading", "narration", "speech",
                                        "thought", "letter",    "verse"};
    return names[kind];
}

static const char *const pause_names[PAUSE_REASON_COUNT] = {
    "none", "quote",  "comma",     "clause",  "sentence", "item",
    "line", "stanza", "paragraph", "heading", "break",    "chapter"};

const char *pause_reason_name(enum pause_reason reason)
{
    return pause_names[reason];
}

enum pause_reason pause_reason_named(struct view name)
{
    for (int i = PAUSE_NONE + 1; i < PAUSE_REASON_COUNT; i++)
        if (view_is(name, pause_names[i]))
            return (enum pause_reason)i;
    return PAUSE_NONE;
}

enum { PAUSE_MOST_MS = 60000 };

bool pauses_read(struct view list, uint32_t pause_ms[PAUSE_REASON_COUNT], struct view *part)
{
    while (list.bytes > 0) {
        size_t comma = view_find(list, ",", 0), at = 0;
        *part = view_trim(view_part(list, 0, comma));
        list = view_part(list, comma + 1, list.bytes);
        size_t sign = view_find(*part, "=", 0);
        struct view number = view_trim(view_part(*part, sign + 1, part->bytes));
        enum pause_reason reason = pause_reason_named(view_trim(view_part(*part, 0, sign)));
        uint32_t ms = 0;
        while (at < number.bytes && number.at[at] >= '0' && number.at[at] <= '9' &&
               ms <= PAUSE_MOST_MS)
            ms = ms * 10 + (uint32_t)(number.at[at++] - '0');
        if (reason == PAUSE_NONE || at == 0 || at < number.bytes || ms > PAUSE_MOST_MS)
            return false;
        pause_ms[reason] = ms;
    }
    return true;
}
