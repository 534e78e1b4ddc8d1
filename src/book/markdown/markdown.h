/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Markdown: CommonMark by cmark, and what books, dialects and programs add to it: see
 * markdown_parts.h. That is rewritten before; cmark's HTML is then read like any other HTML, so
 * that raw HTML inside follows the same rules.
 */
#ifndef BOOK_MARKDOWN_MARKDOWN_H
#define BOOK_MARKDOWN_MARKDOWN_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

/* A row for the table of readers: see read/reader.h. True for front matter, a first line that is a
 * heading, two headings ("## X" between blank lines), or several other marks. */
bool markdown_matches(struct view bytes);
struct book *markdown_read(const char *path, struct text *bytes, const struct book_options *options,
                           struct err *err);

#endif
