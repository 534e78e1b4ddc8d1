/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/layout: footnotes and page marks of plain text.
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
 * Marks as SKIP_FOOTNOTE, among the runs first..end that are not skipped yet: a paragraph that
 * begins with a note mark ([1], {287}) which an earlier paragraph has inside it; and a section with
 * the heading "Footnotes" whose paragraphs are numbered. Marks page marks alone on their line
 * SKIP_PAGE_NUMBER. True when there are footnotes. Call it before outline_make, so that "Footnotes"
 * is not a heading.
 */
bool footnotes_skip(struct layout *layout, const struct wording *wording, size_t first, size_t end);

/*
 * Adds spans to the blocks of `book` that are read: an empty alias (SPAN_ALIAS with "") for each
 * page mark ({pg 12}, [Pg 12]), for each note mark when `notes` (the result of footnotes_skip) is
 * true; and for a heading in s p a c e d letters an alias without the blanks. The blocks must be
 * complete, and the book must have no other spans.
 */
void footnotes_add_spans(struct book *book, const struct wording *wording, bool notes);

#endif
