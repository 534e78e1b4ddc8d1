/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * What Project Gutenberg adds to its books, where no markup says so. Everything up to the line "***
 * START OF THE PROJECT GUTENBERG EBOOK ..." and everything from "*** END OF THE PROJECT GUTENBERG
 * EBOOK ..." on becomes SKIP_LICENCE, with the credits ("Produced by ...") and the farewell next to
 * these lines, and the titles of a file that holds nothing else. Not if the options want that read.
 * Also skips the title of a contents list whose entries the reader has skipped.
 */
#ifndef BOOK_STRUCTURE_BOILERPLATE_H
#define BOOK_STRUCTURE_BOILERPLATE_H

#include "book/book.h"

struct wording;

void boilerplate_skip(struct book *book, const struct wording *wording,
                      const struct book_options *options);

#endif
