/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * Headings that only their words show, and which headings start chapters. `wording`: of the book's
 * language, or NULL.
 */
#ifndef BOOK_STRUCTURE_HEADINGS_H
#define BOOK_STRUCTURE_HEADINGS_H

#include "base/str.h"
#include "book/book.h"

struct wording;

/*
 * In a book that has no two headings of one level, paragraphs that are only "Chapter Four", "PART
 * II. The Sea" or, when they count up, "IV" become headings; and next to those "Preface" and the
 * like. Assumes that contents lists are skipped: their entries look the same.
 */
void headings_find(struct book *book, const struct wording *wording);

/*
 * For each block: 0, or how high its heading stands as the start of a chapter (less is higher): by
 * the level of the markup first, then by its word ("Book" above "Chapter"). Malloc'ed, block_count
 * long.
 *
 * A heading directly after a heading is its second line ("Chapter I" and "The Sea"), unless it has
 * such a word and the first has none or a higher one ("Part One", "Chapter 1"), or it is deeper and
 * most headings of its level stand alone.
 */
unsigned *headings_rank(const struct book *book, const struct wording *wording);

/*
 * How many bytes of `title` (folded, see fold_words) a short paragraph or heading repeats, counted
 * from the start of the title, with the blank after them; all of them, when it repeats the end of
 * the title ("4" of "Chapter 4"); 0 when it says something else.
 */
size_t headings_title_bytes(const struct book *book, const struct block *block, struct view title);

#endif
