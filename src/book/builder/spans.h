/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to builder. The order of spans. */
#ifndef BOOK_BUILDER_SPANS_H
#define BOOK_BUILDER_SPANS_H

#include "book/book.h"

/*
 * Sorts the spans from index `from` on by start, longer ones first. Of those that say how text is
 * spoken (phonemes, aliases) no two overlap afterwards: the one that was earlier in the list stays.
 * n log n.
 */
void spans_settle(struct book *book, size_t from);

#endif
