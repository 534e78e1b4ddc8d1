/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Headings that only their words tell, and which headings begin chapters. `wording`: of the book's
 * language; NULL when there are none. Private to build_finish.c.
 */
#ifndef BOOK_STRUCTURE_HEADINGS_H
#define BOOK_STRUCTURE_HEADINGS_H

#include "base/str.h"
#include "book/book.h"

struct wording;

/*
 * In a book with no two headings, short paragraphs become headings that are nothing but "Chapter
 * Four", "PART II. The Sea" or, when they count up, "IV"; and "Preface" and the like beside those.
 */
void headings_find(struct book *book, const struct wording *wording);

/*
 * For each block: 0, or how high its heading stands as the start of a chapter (less is higher): by
 * the level of the markup first, then by its word ("Book" above "Chapter").
 *
 * A heading right behind a heading is its second line ("Chapter I" and "The Sea"), unless it has
 * such a word and the first has none or a higher one ("Part One", "Chapter 1"), or it is deeper and
 * most headings of its level stand alone. Malloc'ed, block_count long.
 */
unsigned *headings_rank(const struct book *book, const struct wording *wording);

/* How much of `title` (folded, see page.h) a short paragraph or heading says, from its start on,
 * with the blank behind that; all of it, when it says how the title ends ("4" of "Chapter 4"); 0:
 * it says something else. */
size_t headings_title_bytes(const struct book *book, const struct block *block, struct view title);

#endif
