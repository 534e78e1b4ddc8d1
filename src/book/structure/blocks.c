/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/blocks.h"

#include "book/structure/chapter_starts.h"

#include <stdlib.h>

void block_skip(struct block *block, enum skip_reason reason)
{
    *block = (struct block){.kind = BLOCK_SKIP,
                            .reason = reason,
                            .start = block->start,
                            .end = block->end,
                            .source = block->source};
}

void blocks_skip(struct book *book, size_t from, size_t to, enum skip_reason reason)
{
    for (size_t i = from; i < to; i++)
        if (book->blocks[i].kind != BLOCK_SKIP)
            block_skip(&book->blocks[i], reason);
}

void blocks_replace(struct book *book, struct text *text, struct rebuilt_blocks *rebuilt,
                    struct chapter_start *starts, size_t start_count)
{
    chapter_starts_follow(starts, start_count, rebuilt->new_index);
    text_release(text);
    free(book->blocks);
    free(book->spans);
    free(rebuilt->new_index);
    *text = rebuilt->text;
    book->blocks = rebuilt->blocks;
    book->block_count = rebuilt->block_count;
    book->spans = rebuilt->spans;
    book->span_count = rebuilt->span_count;
    *rebuilt = (struct rebuilt_blocks){0};
}
