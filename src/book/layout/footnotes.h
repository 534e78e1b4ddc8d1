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

/* Which marks in the text refer to notes. */
enum {
    FOOTNOTES_SQUARE = 1, /* [12], {12}, [A], (*), [3-5] */
    FOOTNOTES_ROUND = 2,  /* (12) after a word */
};

/*
 * Marks as SKIP_FOOTNOTE, among the runs first..end that are not skipped yet: a paragraph that
 * begins with a note mark ([1], {287}, (*)) which an earlier paragraph has inside it; and a section
 * with the heading "Footnotes" whose paragraphs are numbered; and what begins with an arrow back to
 * the text. Marks page marks alone on their line SKIP_PAGE_NUMBER. Returns which marks there are.
 * Call it before outline_make, so that "Footnotes" is not a heading.
 */
unsigned footnotes_skip(struct layout *layout, const struct wording *wording, size_t first,
                        size_t end);

/*
 * Adds spans to the blocks of `book` that are read: an empty alias (SPAN_ALIAS with "") for each
 * page mark ({pg 12}, [Pg 12]), for each note mark of a kind in `marks` (the result of
 * footnotes_skip); and for a heading in s p a c e d letters an alias without the blanks. The blocks
 * must be complete, and the book must have no other spans.
 */
void footnotes_add_spans(struct book *book, const struct wording *wording, unsigned marks);

#endif
