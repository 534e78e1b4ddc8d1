/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * Makes the chapters of a book from the places where chapters may start.
 *
 * - Of several starts before the same text, the last counts. Those above it in the contents that
 *   have no text of their own put their titles in front ("Part I - Chapter 1"), except the book's
 *   own title. A chapter is one level below the nearest start above it that has become a chapter.
 * - A start whose file is skipped to its end makes no chapter.
 * - Text before the first start is a chapter, named after its first heading or after the book.
 * - Without starts, headings make the chapters; also inside a chapter of more than 30,000 words
 *   (3,000, where there are only one or two starts).
 */
#ifndef BOOK_STRUCTURE_CHAPTERS_H
#define BOOK_STRUCTURE_CHAPTERS_H

#include "book/structure/structure.h"

/*
 * Sets the chapters of the book and the chapter of each block. `starts` are in order of block.
 * Without starts, all headings of the first three levels make chapters; of `outline` levels where
 * that is more; or down to the highest level that occurs twice. "The End" below the second level
 * makes none. Assumes that everything that is to be skipped has been: chapters start at text that
 * is read.
 */
struct wording; /* of the book's language; may be NULL */
void chapters_make(struct book *book, const struct wording *wording,
                   const struct chapter_start *starts, size_t count, int outline);

#endif
