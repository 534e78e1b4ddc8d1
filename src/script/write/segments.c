/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/write/segments.h"

#include "base/json.h"
#include "base/spill.h"
#include "book/book.h"
#include "script/attribution/attribution.h"
#include "script/casting/voice.h"
#include "script/script.h"

#include <stdint.h>

static void dump_range(struct json *json, const char *type, size_t start, size_t end)
{
    json_open(json);
    json_string(json, "type", view_of(type));
    json_number(json, "start", (long long)start);
    json_number(json, "end", (long long)end);
}

static void dump_chapter(const struct chapter *chapter, struct json *json)
{
    dump_range(json, "chapter", chapter->start, chapter->end);
    json_number(json, "level", chapter->level);
    json_string(json, "title", view_of(chapter->title));
    json_bool(json, "heading", chapter->has_heading);
    json_close(json);
}

/* The file inside the book that the bytes come from. */
static void dump_source(const struct block *block, struct json *json)
{
    if (block->source != NULL)
        json_string(json, "source", view_of(block->source));
    if (block->source != NULL && block->line > 0)
        json_number(json, "line", block->line);
}

/* `chapter`: of the next utterance. */
static void dump_block_not_read(const struct script *script, const struct block *block,
                                uint32_t chapter, struct json *json)
{
    if (block->reason == SKIP_SPEAKER_LABEL) {
        /* The label of a speech in a play. It is written as part of the speech, although nobody
         * says it. */
        dump_range(json, "utterance", block->start, block->end);
        json_number(json, "chapter", chapter);
        json_string(json, "kind", view_of("label"));
        json_string(json, "speaker", view_of("narrator"));
        json_string(json, "voice", view_of(script->voices->items[script->narrator].name));
        json_string(json, "text", book_view(script->book, block->start, block->end));
        json_string(json, "spoken", view_of(""));
        json_number(json, "pause_ms", 0);
        json_number(json, "confidence", 100);
        dump_source(block, json);
        json_close(json);
        return;
    }
    dump_range(json, "skip", block->start, block->end);
    json_string(json, "reason", view_of(skip_reason_name(block->reason)));
    dump_source(block, json);
    json_close(json);
}

/* `block`: the one it is in. */
static void dump_utterance(const struct script *script, const struct utterance *utterance,
                           const struct block *block, struct json *json)
{
    dump_range(json, "utterance", utterance->start, utterance->end);
    json_number(json, "chapter", utterance->chapter);
    json_string(json, "kind", view_of(utterance_kind_name((enum utterance_kind)utterance->kind)));
    json_string(json, "speaker", view_of(script->attribution->speakers[utterance->speaker].name));
    json_string(json, "voice", view_of(script->voices->items[utterance->voice].name));
    json_string(json, "text", book_view(script->book, utterance->start, utterance->end));
    json_string(json, "spoken", script_spoken(script, utterance));
    json_number(json, "pause_ms", script_pause_ms(script, utterance));
    json_number(json, "confidence", utterance->confidence);
    if (utterance->language > 0)
        json_string(json, "language", view_of(script->languages[utterance->language]));
    dump_source(block, json);
    json_close(json);
}

/* How far each list has been written. The item that starts first is the next. */
struct cursor {
    size_t chapter, block, sentence, utterance;
    size_t owner; /* the block that the next utterance is in */
};

static uint32_t next_chapter(const struct script *script, size_t utterance)
{
    if (script->utterance_count == 0)
        return 0;
    bool last = utterance >= script->utterance_count;
    return script->utterances[last ? script->utterance_count - 1 : utterance].chapter;
}

/* Writes the items of the four lists in order of start. Of items with the same start, chapters come
 * first, then skips, sentences and utterances. */
static void dump_items(const struct script *script, const bool *chosen, struct json *json)
{
    const struct book *book = script->book;
    struct cursor at = {0};
    for (;;) {
        while (at.block < book->block_count && book->blocks[at.block].reason == SKIP_NONE)
            at.block++;
        size_t starts[] = {
            at.chapter < book->chapter_count ? book->chapters[at.chapter].start : SIZE_MAX,
            at.block < book->block_count ? book->blocks[at.block].start : SIZE_MAX,
            at.sentence < script->sentence_count ? script->sentences[at.sentence].start : SIZE_MAX,
            at.utterance < script->utterance_count ? script->utterances[at.utterance].start
                                                   : SIZE_MAX,
        };
        int least = 0;
        for (int i = 1; i < 4; i++)
            if (starts[i] < starts[least])
                least = i;
        if (starts[least] == SIZE_MAX)
            return;
        spill_touched(json->line.bytes + sizeof *script->utterances);
        size_t *cursors[] = {&at.chapter, &at.block, &at.sentence, &at.utterance};
        if (chosen != NULL && !chosen[book_chapter_at(book, starts[least])]) {
            ++*cursors[least];
        } else if (least == 0) {
            dump_chapter(&book->chapters[at.chapter++], json);
        } else if (least == 1) {
            dump_block_not_read(script, &book->blocks[at.block++],
                                next_chapter(script, at.utterance), json);
        } else if (least == 2) {
            const struct sentence *sentence = &script->sentences[at.sentence++];
            dump_range(json, "sentence", sentence->start, sentence->end);
            json_close(json);
        } else {
            const struct utterance *utterance = &script->utterances[at.utterance++];
            while (book->blocks[at.owner].end <= utterance->start)
                at.owner++;
            dump_utterance(script, utterance, &book->blocks[at.owner], json);
        }
    }
}

void segments_write(const struct script *script, const bool *chosen, FILE *out)
{
    struct json json = {.out = out};
    const struct book *book = script->book;
    json_open(&json);
    json_string(&json, "type", view_of("book"));
    json_string(&json, "title", view_of(book->metadata.title));
    json_string(&json, "author", view_of(book->metadata.author));
    json_string(&json, "language", view_of(book->metadata.language));
    json_string(&json, "encoding", view_of(book->encoding));
    json_close(&json);
    dump_items(script, chosen, &json);
    json_release(&json);
}
