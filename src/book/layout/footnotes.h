/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Footnotes and page marks of plain text. Private to book/.
 */
#ifndef BOOK_LAYOUT_FOOTNOTES_H
#define BOOK_LAYOUT_FOOTNOTES_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct book;
struct layout;
struct wording;

/*
 * Marks as SKIP_FOOTNOTE, among the runs first..end: a paragraph that begins with a mark ([1],
 * {287}) which an earlier paragraph has inside it; and a section under the heading "Footnotes"
 * whose paragraphs are numbered. True when there are any.
 */
bool footnotes_skip(struct layout *layout, const struct wording *words, size_t first, size_t end);

/*
 * Adds to `book` a span that says nothing (SPAN_ALIAS with "") over each page mark ({pg 12}, [Pg
 * 12]) in its blocks that are read, and over each footnote's mark when `notes` is true; and over
 * headings in s p a c e d letters one that closes them up.
 */
void footnotes_add_spans(struct book *book, const struct wording *words, bool notes);

#endif
