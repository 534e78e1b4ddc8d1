/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs of lines become blocks: what kind of text a run is, and the block for it. Private to book/.
 */
#ifndef BOOK_PLAIN_BLOCKS_H
#define BOOK_PLAIN_BLOCKS_H

#include "book/book.h"

#include <stddef.h>
#include <stdint.h>

struct play_cast;
struct outline;
struct layout;
struct wording;

/*
 * Fills the blocks and chapters of `book`, whose text and arena are set. Runs whose reason has its
 * bit in `read_reasons` are read after all. Chapters without a heading have no title yet (NULL).
 */
void blocks_make(struct book *book, const struct layout *layout, const struct wording *words,
                 const struct outline *outline, const struct play_cast *cast,
                 uint32_t read_reasons);

#endif
