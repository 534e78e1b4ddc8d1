/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/plain: runs become blocks: what kind of text a run is, and the block for it.
 */
#ifndef BOOK_PLAIN_BLOCKS_H
#define BOOK_PLAIN_BLOCKS_H

#include "book/book.h"

#include <stddef.h>
#include <stdint.h>

struct labels;
struct outline;
struct layout;
struct wording;

/*
 * Fills the blocks and chapters of `book`, whose text and arena are set. Runs that are skipped for
 * a reason with its bit in `read_reasons` are read all the same. Chapters without a heading have no
 * title yet (NULL). Assumes a complete outline, and that each run has its final reason.
 */
void blocks_make(struct book *book, const struct layout *layout, const struct wording *wording,
                 const struct outline *outline, const struct labels *labels, uint32_t read_reasons);

#endif
