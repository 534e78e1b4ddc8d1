/*
 * What Project Gutenberg puts around its books, where no markup tells: all up to the line "***
 * START OF THE PROJECT GUTENBERG EBOOK ...", and all from "*** END OF THE PROJECT GUTENBERG EBOOK
 * ..." on, becomes SKIP_LICENCE, unless the options want that read. Private to build.c.
 */
#ifndef BOOK_BUILD_BOILERPLATE_H
#define BOOK_BUILD_BOILERPLATE_H

#include "book/book.h"

void build_boilerplate(struct book *book, const struct book_options *options);

#endif
