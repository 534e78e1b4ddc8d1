/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of markdown: Markdown, as CommonMark by the library cmark with what books, dialects and
 * programs add to it (passes.h). The additions are rewritten first; cmark's HTML is then read like
 * any other HTML, so raw HTML inside follows the same rules.
 *
 * May use: book, input, xml, wording, html. Used by: read. Tests: markdown, markdown_dialects;
 * scripts/score epub; fuzzer markdown.
 */
#ifndef BOOK_MARKDOWN_MARKDOWN_H
#define BOOK_MARKDOWN_MARKDOWN_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

/*
 * A row of the table of readers: see read/reader.h. True for metadata at the start, for a first
 * line that is a heading, for two headings ("## X" between blank lines), or for several other marks
 * of Markdown.
 */
bool markdown_matches(struct view bytes);
struct book *markdown_read(const char *path, struct text *bytes, const struct book_options *options,
                           struct err *err);

#endif
