/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/skip.h"

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
