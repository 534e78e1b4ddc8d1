/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to structure. What passes do to blocks: skip them, and put a rebuilt list in their place.
 */
#ifndef BOOK_STRUCTURE_BLOCKS_H
#define BOOK_STRUCTURE_BLOCKS_H

#include "base/str.h"
#include "book/structure/structure.h"

#include <stddef.h>

/* Skips a block; it keeps only its text and its source. */
void block_skip(struct block *block, enum skip_reason reason);
/* Skips blocks [from, to); those that are skipped already keep their reason. */
void blocks_skip(struct book *book, size_t from, size_t to, enum skip_reason reason);

/* What a pass that rebuilds the text has made of a book. */
struct rebuilt_blocks {
    struct text text;
    struct block *blocks; /* malloc'ed, like spans and new_index */
    size_t block_count;
    struct span *spans;
    size_t span_count;
    size_t *new_index; /* of each old block, and of the end of the list */
};

/* Puts them in place of `text` and of the blocks and spans of `book`; the starts follow. Takes over
 * or frees everything in `rebuilt`. */
void blocks_replace(struct book *book, struct text *text, struct rebuilt_blocks *rebuilt,
                    struct chapter_start *starts, size_t start_count);

#endif
