/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From places where chapters may begin to the chapters of a book. Private to build_finish.c.
 *
 *   - of several places before the same text the last counts; those above it in the contents that
 * have no text of their own give their titles in front ("Part I - Chapter 1"), except the book's
 * own title; a chapter stands one level below the nearest place above it that has become one;
 *   - a place whose file is skipped to its end gives no chapter;
 *   - text before the first place is a chapter of its own, named by its first heading or by the
 * book;
 *   - without places, or where one covers more than 30,000 words (3,000, where there are one or
 *     two), headings make the chapters.
 */
#ifndef BOOK_STRUCTURE_CHAPTERS_H
#define BOOK_STRUCTURE_CHAPTERS_H

#include "book/structure/structure.h"

/*
 * `starts` are in order of `block`. Sets chapters and the blocks' chapter. Without starts, all
 * headings of the first three levels make chapters, or of `outline` levels where that is more, or
 * down to the highest level that comes twice; "The End" below the second level does not.
 */
struct wording; /* of the book's language; may be NULL */
void chapters_make(struct book *book, const struct wording *wording,
                   const struct chapter_start *starts, size_t count, int outline);

#endif
