/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR: a plain text as a book. Lines and runs (page.h), what surrounds the book, contents list,
 * headings, then blocks.
 */
#ifndef BOOK_PLAIN_PLAIN_H
#define BOOK_PLAIN_PLAIN_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

/* Text of any encoding. Matches everything, so it comes last in the table of readers. */
bool plain_matches(struct view bytes);
/* As a reader (see read/reader.h). */
struct book *plain_read(const char *path, struct text *bytes, const struct book_options *options,
                        struct err *err);

#endif
