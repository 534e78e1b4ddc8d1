/*
 * Parts inside a page that no narrator reads, known by their headings: contents lists, lists of
 * illustrations, indexes, notes, transcriber's notes, errata; and on a title page, who printed and
 * sold the book. What stands below such a heading must look like it. Private to build.c.
 */
#ifndef BOOK_BUILD_SECTIONS_H
#define BOOK_BUILD_SECTIONS_H

#include "book/book.h"

/* Skips them, unless the options want them read. */
void build_sections(struct book *book, const struct book_options *options);

#endif
