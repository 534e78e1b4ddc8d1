/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/plays/plays.h"

#include "base/mem.h"
#include "book/plays/labels.h"
#include "book/wording/label.h"

#include <stdlib.h>
#include <string.h>

struct cutter {
    const struct play_labels *labels;
    struct book *book;
    struct block *blocks;
    size_t count, capacity;
    size_t *new_index; /* of each old block, and one more */
    size_t span;       /* the first one that does not start before the current position */
};

static void push_block(struct cutter *cutter, const struct block *block, size_t start, size_t end)
{
    const char *text = cutter->book->text;
    struct view part = view_part((struct view){text, cutter->book->text_bytes}, start, end);
    size_t at = 0;
    while (at < part.bytes && rune_is_space(rune_at(part, at)))
        rune_next(part, &at);
    while (part.bytes > at && rune_is_space(rune_ending(part, part.bytes)))
        rune_before(part, &part.bytes);
    if (at >= part.bytes)
        return;
    cutter->blocks =
        mem_grow(cutter->blocks, cutter->count, &cutter->capacity, sizeof *cutter->blocks);
    struct block *made = &cutter->blocks[cutter->count++];
    *made = *block;
    made->start = start + at;
    made->end = start + part.bytes;
}

/* The end of what the markup calls a direction that starts at `at`, with the marks after it; `at`
 * when there is none. */
static size_t marked_direction_end(struct cutter *cutter, size_t at, size_t limit)
{
    const struct book *book = cutter->book;
    while (cutter->span < book->span_count && book->spans[cutter->span].start < at)
        cutter->span++;
    size_t end = at;
    for (size_t i = cutter->span; i < book->span_count && book->spans[i].start == at; i++)
        if (book->spans[i].kind == SPAN_DIRECTION)
            end = book->spans[i].end < limit ? book->spans[i].end : limit;
    while (end > at && end < limit && strchr(".,:;", book->text[end]) != NULL)
        end++;
    return end;
}

/* Does the text inside round brackets look like a direction: "(Goes out.)", "(_aside_)"? */
static bool is_direction(const struct cutter *cutter, struct view inside, bool at_start)
{
    if (at_start || cutter->labels->round_brackets)
        return true;
    return inside.bytes > 1 && rune_is_upper(rune_at(inside, 0)) && view_ends(inside, ".");
}

/* The end of a stage direction at `at`; `at` when there is none. */
static size_t direction_end(const struct cutter *cutter, struct view text, size_t at, bool at_start)
{
    bool square = text.at[at] == '[';
    if (!square && text.at[at] != '(')
        return at;
    struct view rest = view_part(text, at + 1, at + LABEL_DIRECTION_BYTES);
    size_t close = view_find(rest, square ? "]" : ")", 0);
    if (close == rest.bytes ||
        !(square || is_direction(cutter, view_part(rest, 0, close), at_start)))
        return at;
    size_t end = at + 1 + close + 1;
    while (end < text.bytes && strchr(".,:", text.at[end]) != NULL)
        end++;
    return end;
}

/* What somebody says; nobody says the directions in it. */
static void push_speech(struct cutter *cutter, const struct block *block, size_t start,
                        const char *speaker)
{
    struct block speech = *block, direction = *block;
    struct view text = book_view(cutter->book, 0, block->end);
    speech.speaker = speaker;
    if (speech.kind == BLOCK_LIST)
        speech.kind = BLOCK_PARAGRAPH;
    direction.speaker = NULL;
    direction.kind = BLOCK_PARAGRAPH;
    size_t from = start;
    for (size_t at = start; at < block->end; at++) {
        bool at_start = view_trim(view_part(text, start, at)).bytes == 0;
        size_t end = marked_direction_end(cutter, at, block->end);
        if (end == at && (text.at[at] == '[' || text.at[at] == '('))
            end = direction_end(cutter, text, at, at_start);
        if (end == at)
            continue;
        push_block(cutter, &speech, from, at);
        push_block(cutter, &direction, at, end);
        from = end;
        at = end - 1;
    }
    push_block(cutter, &speech, from, block->end);
}

static void cut_block(struct cutter *cutter, const struct play_label *label)
{
    const struct block *block = &cutter->book->blocks[label->block];
    struct block name = *block;
    name.kind = BLOCK_SKIP;
    name.reason = SKIP_SPEAKER_LABEL;
    push_block(cutter, &name, block->start, block->start + label->end);
    push_speech(cutter, block, block->start + label->end, label->name);
}

static bool is_bracketed(struct view text)
{
    return (view_starts(text, "[") && view_ends(text, "]")) ||
           (view_starts(text, "(") && view_ends(text, ")"));
}

/* Cuts all blocks. After a label that stands alone, its speaker goes on until the next label. */
static void cut_all(struct cutter *cutter)
{
    struct book *book = cutter->book;
    const struct play_labels *labels = cutter->labels;
    const char *speaker = NULL;
    size_t next = 0, spoken = 0;
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        cutter->new_index[i] = cutter->count;
        const struct play_label *label = NULL;
        if (next < labels->count && labels->items[next].block == i)
            label = &labels->items[next++];
        if (label != NULL) {
            speaker = label->alone ? label->name : NULL;
            spoken = 0;
            cut_block(cutter, label);
        } else if (speaker != NULL && play_labels_may_speak(block) &&
                   !is_bracketed(block_text(book, block)) && spoken++ < PLAY_LABELS_GAP) {
            push_speech(cutter, block, block->start, speaker);
        } else {
            if (block->kind == BLOCK_HEADING || block->kind == BLOCK_BREAK)
                speaker = NULL;
            push_block(cutter, block, block->start, block->end);
        }
    }
    cutter->new_index[book->block_count] = cutter->count;
}

/* No span extends past the end of a block. */
static void clip_spans(struct book *book)
{
    size_t block = 0;
    for (size_t i = 0; i < book->span_count && book->block_count > 0; i++) {
        struct span *span = &book->spans[i];
        while (block + 1 < book->block_count && book->blocks[block].end <= span->start)
            block++;
        if (span->end > book->blocks[block].end)
            span->end = book->blocks[block].end;
    }
}

size_t *plays_cut(struct book *book, const struct wording *wording, const uint8_t *set_off,
                  const struct book_options *options)
{
    struct play_labels labels;
    struct cutter cutter = {.labels = &labels, .book = book};
    if (options != NULL && (options->read_reasons & 1u << SKIP_SPEAKER_LABEL) != 0)
        return NULL;
    play_labels_find(book, wording, set_off, &labels);
    if (labels.count > 0) {
        cutter.new_index = mem_alloc((book->block_count + 1) * sizeof *cutter.new_index);
        cut_all(&cutter);
        free(book->blocks);
        book->blocks = cutter.blocks;
        book->block_count = cutter.count;
        clip_spans(book);
    }
    free(labels.items);
    return cutter.new_index;
}
