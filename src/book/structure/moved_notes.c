/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/moved_notes.h"

#include "base/mem.h"
#include "base/search.h"
#include "base/table.h"
#include "book/structure/blocks.h"

#include <stdlib.h>
#include <string.h>

/* Successive blocks that are one note. */
struct note {
    size_t from, to; /* blocks */
    bool moved, placed;
};

/* The notes that one reference brings in. */
struct queue {
    struct note **items; /* as many as there are notes */
    size_t from, to;
};

struct mover {
    struct book *book;
    const struct text *old;
    const struct note_moves *moves;
    struct note *notes;
    size_t note_count, note_capacity;
    struct table note_of; /* by key; of equal keys the first */
    size_t *first_span;   /* of each block, and one more */

    struct rebuilt_blocks made; /* new_index: SIZE_MAX for what is moved, until copy_all */
    struct queue queue;
};

static void find_notes(struct mover *mover)
{
    const char *const *keys = mover->moves->keys;
    size_t count = mover->book->block_count;
    for (size_t i = 0, end; i < count; i = end) {
        end = i + 1;
        if (keys[i] == NULL)
            continue;
        while (end < count && keys[end] != NULL && strcmp(keys[end], keys[i]) == 0)
            end++;
        mover->notes =
            mem_grow(mover->notes, mover->note_count, &mover->note_capacity, sizeof *mover->notes);
        table_add(&mover->note_of, table_text(view_of(keys[i])), mover->note_count);
        mover->notes[mover->note_count++] = (struct note){.from = i, .to = end};
    }
}

/* The first reference in a block from `block` on. */
static size_t first_reference(const struct mover *mover, size_t block)
{
    const struct note_moves *moves = mover->moves;
    return lower_bound_size(moves->references, offsetof(struct note_reference, block),
                            moves->reference_count, sizeof *moves->references, block);
}

/* Queues the note of that key, unless it was queued before. */
static void queue_note(struct mover *mover, const char *key)
{
    size_t i = table_find(&mover->note_of, table_text(view_of(key)), mover->note_count);
    if (i == mover->note_count || mover->notes[i].placed)
        return;
    struct note *note = &mover->notes[i];
    note->placed = true;
    mover->queue.items[mover->queue.to++] = note;
}

/* The next note of the queue, NULL at its end. The notes that it refers to join the queue. */
static struct note *next_queued(struct mover *mover)
{
    struct queue *queue = &mover->queue;
    if (queue->from == queue->to) {
        queue->from = queue->to = 0;
        return NULL;
    }
    struct note *note = queue->items[queue->from++];
    const struct note_moves *moves = mover->moves;
    for (size_t i = first_reference(mover, note->from);
         i < moves->reference_count && moves->references[i].block < note->to; i++)
        queue_note(mover, moves->references[i].key);
    return note;
}

/* The notes that move: those that the text refers to, and those that these refer to. */
static void choose_notes(struct mover *mover)
{
    const struct note_moves *moves = mover->moves;
    struct note *note;
    for (size_t i = 0; i < moves->reference_count; i++)
        if (moves->keys[moves->references[i].block] == NULL)
            queue_note(mover, moves->references[i].key);
    memset(mover->made.new_index, 0,
           (mover->book->block_count + 1) * sizeof *mover->made.new_index);
    while ((note = next_queued(mover)) != NULL)
        for (size_t i = note->from; i < note->to; i++)
            mover->made.new_index[i] = SIZE_MAX;
    for (size_t i = 0; i < mover->note_count; i++)
        mover->notes[i].placed = false;
}

static void index_spans(struct mover *mover)
{
    const struct book *book = mover->book;
    size_t span = 0;
    for (size_t i = 0; i <= book->block_count; i++) {
        size_t start = i < book->block_count ? book->blocks[i].start : SIZE_MAX;
        while (span < book->span_count && book->spans[span].start < start)
            span++;
        mover->first_span[i] = span;
    }
}

/* `word`: put before it, with a colon; NULL: nothing. */
static void copy_block(struct mover *mover, size_t i, const char *word)
{
    struct block block = mover->book->blocks[i];
    if (mover->made.text.bytes > 0)
        text_add_str(&mover->made.text, "\n\n");
    size_t start = mover->made.text.bytes, from = block.start;
    if (word != NULL)
        text_addf(&mover->made.text, "%s: ", word);
    size_t moved = mover->made.text.bytes;
    text_add_view(&mover->made.text, view_part(text_view(mover->old), block.start, block.end));
    block.end = mover->made.text.bytes;
    block.start = start;
    mover->moves->order[mover->made.block_count] = word == NULL ? i : SIZE_MAX;
    mover->made.blocks[mover->made.block_count++] = block;
    for (size_t j = mover->first_span[i]; j < mover->first_span[i + 1]; j++) {
        struct span span = mover->book->spans[j];
        span.start = span.start - from + moved;
        span.end = span.end - from + moved;
        mover->made.spans[mover->made.span_count++] = span;
    }
}

static void place_note(struct mover *mover, const char *key)
{
    struct note *note;
    queue_note(mover, key);
    while ((note = next_queued(mover)) != NULL) {
        const char *word = mover->moves->word;
        for (size_t i = note->from; i < note->to; i++) {
            bool read = mover->book->blocks[i].kind != BLOCK_SKIP;
            copy_block(mover, i, read ? word : NULL);
            word = read ? NULL : word;
        }
    }
}

static bool begins_by_heading(const struct mover *mover, size_t i)
{
    const struct block *block = &mover->book->blocks[i];
    return mover->moves->start_count == 0 && block->kind == BLOCK_HEADING &&
           block->level <= mover->moves->heading_level;
}

/* The references inside a note are followed when the note is placed. */
static void place_outside(struct mover *mover, size_t reference)
{
    const struct note_reference *at = &mover->moves->references[reference];
    if (mover->moves->keys[at->block] == NULL)
        place_note(mover, at->key);
}

static void copy_all(struct mover *mover)
{
    const struct note_moves *moves = mover->moves;
    size_t reference = 0, start = 0, count = mover->book->block_count;
    for (size_t i = 0; i < count; i++) {
        bool chapter = moves->place == NOTES_AT_REFERENCE || begins_by_heading(mover, i);
        for (; start < moves->start_count && moves->starts[start].block <= i; start++)
            chapter = true;
        while (chapter && reference < moves->reference_count &&
               moves->references[reference].block < i)
            place_outside(mover, reference++);
        bool stays = mover->made.new_index[i] != SIZE_MAX;
        mover->made.new_index[i] = mover->made.block_count;
        if (stays)
            copy_block(mover, i, NULL);
    }
    while (reference < moves->reference_count)
        place_outside(mover, reference++);
    mover->made.new_index[count] = mover->made.block_count;
}

static void resolve_aliases(const struct note_moves *moves)
{
    struct table keys = {0};
    for (size_t i = 0; i < moves->alias_count; i++)
        table_add(&keys, table_text(view_of(moves->aliases[i].alias)), i);
    for (size_t i = 0; i < moves->reference_count; i++) {
        struct table_key wanted = table_text(view_of(moves->references[i].key));
        size_t alias = table_find(&keys, wanted, moves->alias_count);
        if (alias < moves->alias_count)
            moves->references[i].key = moves->aliases[alias].key;
    }
    table_release(&keys);
}

void moved_notes_place(struct book *book, struct text *text, const struct note_moves *moves)
{
    struct mover mover = {.book = book, .old = text, .moves = moves};
    size_t count = book->block_count;
    mover.first_span = mem_alloc((count + 1) * sizeof *mover.first_span);
    mover.made.new_index = mem_alloc((count + 1) * sizeof *mover.made.new_index);
    mover.made.blocks = mem_alloc(count * sizeof *mover.made.blocks);
    mover.made.spans = mem_alloc(book->span_count * sizeof *mover.made.spans);
    resolve_aliases(moves);
    find_notes(&mover);
    mover.queue.items = mem_alloc(mover.note_count * sizeof(struct note *));
    choose_notes(&mover);
    index_spans(&mover);
    copy_all(&mover);
    blocks_replace(book, text, &mover.made, moves->starts, moves->start_count);
    free(mover.notes);
    table_release(&mover.note_of);
    free(mover.queue.items);
    free(mover.first_span);
}
