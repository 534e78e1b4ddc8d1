/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parts inside a page that no narrator reads, known by their headings: contents lists, lists of
 * illustrations, indexes, notes, transcriber's notes, errata; and on a title page, who printed and
 * sold the book. What stands below such a heading must look like it. Private to build_finish.c.
 */
#ifndef BOOK_STRUCTURE_SECTIONS_H
#define BOOK_STRUCTURE_SECTIONS_H

#include "book/book.h"

struct wording;

/* Skips them, unless the options want them read. `wording`: of the book's language; NULL: does
 * nothing. */
void sections_skip(struct book *book, const struct wording *wording,
                   const struct book_options *options);

#endif
