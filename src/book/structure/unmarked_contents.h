/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * Contents lists that neither markup nor a heading shows: a line "Contents" and, below it, short
 * lines that occur again later as headings.
 */
#ifndef BOOK_STRUCTURE_UNMARKED_CONTENTS_H
#define BOOK_STRUCTURE_UNMARKED_CONTENTS_H

#include "book/book.h"

struct wording;

/* Skips such lists with their titles. `wording`: of the book's language. Linear except for a
 * sort. */
void contents_skip_unmarked(struct book *book, const struct wording *wording);

#endif
