/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/page_heads.h"

#include "base/mem.h"
#include "book/structure/blocks.h"

struct paragraph_joiner {
    struct book *book;
    struct view old;
    const bool *goes_on;
    uint8_t *set_off;
    struct rebuilt_blocks made;
};

/* Appends the bytes of a block, without the last `cut`, to the new text, and its spans with
 * them. */
static void copy_block(struct paragraph_joiner *joiner, const struct block *block, size_t cut)
{
    const struct book *book = joiner->book;
    size_t at = joiner->made.text.bytes, end = block->end - cut;
    text_add_view(&joiner->made.text, view_part(joiner->old, block->start, end));
    for (size_t i = book_span_from(book, block->start);
         i < book->span_count && book->spans[i].start < end; i++) {
        struct span span = book->spans[i];
        span.end = (span.end > end ? end : span.end) - block->start + at;
        span.start = span.start - block->start + at;
        joiner->made.spans[joiner->made.span_count++] = span;
    }
}

/* "fin-" and "ished" */
static size_t hyphen_bytes(const struct paragraph_joiner *joiner, const struct block *block)
{
    struct view text = view_part(joiner->old, block->start, block->end);
    return view_ends(text, "-") && !view_ends(text, "--") ? 1 : 0;
}

static void begin_block(struct paragraph_joiner *joiner, size_t i)
{
    if (joiner->made.text.bytes > 0)
        text_add_str(&joiner->made.text, "\n\n");
    joiner->made.blocks[joiner->made.block_count] = joiner->book->blocks[i];
    joiner->made.blocks[joiner->made.block_count].start = joiner->made.text.bytes;
    joiner->set_off[joiner->made.block_count] = joiner->set_off[i];
    joiner->made.new_index[i] = joiner->made.block_count++;
}

/* The block that continues block `i`; block_count when none does. Nothing continues what is
 * skipped. */
static size_t next_half(const struct paragraph_joiner *joiner, size_t i)
{
    size_t count = joiner->book->block_count;
    if (joiner->book->blocks[i].kind == BLOCK_SKIP)
        return count;
    for (i++; i < count && joiner->book->blocks[i].kind == BLOCK_SKIP; i++)
        ;
    return i < count && joiner->goes_on[i] ? i : count;
}

/* Block `i` and all blocks that continue it; returns the last. */
static size_t join_halves(struct paragraph_joiner *joiner, size_t i)
{
    const struct book *book = joiner->book;
    begin_block(joiner, i);
    size_t whole = joiner->made.block_count - 1, next;
    while ((next = next_half(joiner, i)) < book->block_count) {
        size_t cut = hyphen_bytes(joiner, &book->blocks[i]);
        copy_block(joiner, &book->blocks[i], cut);
        if (cut == 0)
            text_add_char(&joiner->made.text, ' ');
        joiner->made.new_index[next] = whole;
        i = next;
    }
    copy_block(joiner, &book->blocks[i], 0);
    joiner->made.blocks[whole].end = joiner->made.text.bytes;
    return i;
}

void split_paragraphs_join(struct book *book, struct text *text, const bool *goes_on,
                           uint8_t *set_off, struct chapter_start *starts, size_t start_count)
{
    struct paragraph_joiner joiner = {
        .book = book, .old = text_view(text), .goes_on = goes_on, .set_off = set_off};
    size_t count = book->block_count;
    joiner.made.new_index = mem_zero(count + 1, sizeof *joiner.made.new_index);
    joiner.made.blocks = mem_alloc(count * sizeof *joiner.made.blocks);
    joiner.made.spans = mem_alloc(book->span_count * sizeof *joiner.made.spans);
    for (size_t i = 0; i < count;) {
        size_t last = join_halves(&joiner, i);
        for (size_t j = i + 1; j < last; j++)
            if (book->blocks[j].kind == BLOCK_SKIP) {
                begin_block(&joiner, j);
                copy_block(&joiner, &book->blocks[j], 0);
                joiner.made.blocks[joiner.made.block_count - 1].end = joiner.made.text.bytes;
            }
        i = last + 1;
    }
    joiner.made.new_index[count] = joiner.made.block_count;
    blocks_replace(book, text, &joiner.made, starts, start_count);
}
