/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to structure. Blocks that are not read. */
#ifndef BOOK_STRUCTURE_SKIP_H
#define BOOK_STRUCTURE_SKIP_H

#include "book/book.h"

#include <stddef.h>

/* Skips a block; it keeps only its text and its source. */
void block_skip(struct block *block, enum skip_reason reason);
/* Skips blocks [from, to); those that are skipped already keep their reason. */
void blocks_skip(struct book *book, size_t from, size_t to, enum skip_reason reason);

#endif
