/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of spans. Private to build.c. */
#ifndef BOOK_BUILDER_SPANS_H
#define BOOK_BUILDER_SPANS_H

#include "book/book.h"

/*
 * Sorts the spans from index `from` on by start, longer ones first. Of those that tell how text is
 * spoken (phonemes, aliases) none overlaps another afterwards: the one that came first in the list
 * before stays. n log n.
 */
void spans_settle(struct book *book, size_t from);

#endif
