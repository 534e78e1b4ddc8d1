/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contents lists that no markup and no heading tells: a line "Contents" and, below it, short lines
 * that come again later as headings. Private to build_sections.c.
 */
#ifndef BOOK_STRUCTURE_UNMARKED_CONTENTS_H
#define BOOK_STRUCTURE_UNMARKED_CONTENTS_H

#include "book/book.h"

struct wording;

/* Skips such lists with their titles. `wording`: of the book's language. Linear but for a sort. */
void contents_skip_unmarked(struct book *book, const struct wording *wording);

#endif
