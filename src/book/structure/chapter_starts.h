/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * Chapter starts: they follow when blocks get other indexes, and one moves up when its entry in the
 * contents points past the first line of the chapter.
 */
#ifndef BOOK_STRUCTURE_CHAPTER_STARTS_H
#define BOOK_STRUCTURE_CHAPTER_STARTS_H

#include "book/structure/structure.h"

struct wording;

/* `new_index`: of each old block and of the end of the list. */
void chapter_starts_follow(struct chapter_start *starts, size_t count, const size_t *new_index);

/*
 * A start after the number ("IV", "Chapter Four", or "PART ONE" and "1") with which its file begins
 * moves before it: the anchor was in the title below. `starts` are in order of block and stay so.
 * `wording`: of the book's language, or NULL. Comes after all passes that skip, because only text
 * that is read is in the way.
 */
void chapter_starts_raise(const struct book *book, const struct wording *wording,
                          struct chapter_start *starts, size_t count);

#endif
