/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What Project Gutenberg puts around its books, where no markup tells: all up to the line "***
 * START OF THE PROJECT GUTENBERG EBOOK ...", and all from "*** END OF THE PROJECT GUTENBERG EBOOK
 * ..." on, becomes SKIP_LICENCE, with the credits ("Produced by ...") and the farewell beside them
 * and the titles of a file that holds nothing else, unless the options want that read. And the
 * title of a contents list goes with the list. Private to build_finish.c.
 */
#ifndef BOOK_STRUCTURE_BOILERPLATE_H
#define BOOK_STRUCTURE_BOILERPLATE_H

#include "book/book.h"

struct wording;

void boilerplate_skip(struct book *book, const struct wording *words,
                      const struct book_options *options);

#endif
