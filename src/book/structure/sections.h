/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * Parts inside a file that no narrator reads, recognised by their headings: contents lists, lists
 * of illustrations, indexes, notes, transcriber's notes, errata; and on a title page, who printed
 * and sold the book. What follows such a heading must look the part.
 */
#ifndef BOOK_STRUCTURE_SECTIONS_H
#define BOOK_STRUCTURE_SECTIONS_H

#include "book/book.h"

struct wording;

/* Skips them, unless the options want them read. Assumes that notes and lists of links are skipped:
 * their headings go with them. `wording`: of the book's language; NULL: does nothing. */
void sections_skip(struct book *book, const struct wording *wording,
                   const struct book_options *options);

#endif
