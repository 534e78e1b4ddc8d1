/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where chapters begin, when entries of the contents lead past the start. Private to
 * build_finish.c.
 */
#ifndef BOOK_STRUCTURE_CHAPTER_STARTS_H
#define BOOK_STRUCTURE_CHAPTER_STARTS_H

#include "book/structure/structure.h"

struct wording;

/*
 * A start behind the number ("IV", "Chapter Four", "PART ONE" and "1") with which its file begins
 * moves before it: the anchor stands in the title below. `starts` are in order of block and stay
 * so. `wording`: of the book's language, or NULL.
 */
void chapter_starts_raise(const struct book *book, const struct wording *wording,
                          struct chapter_start *starts, size_t count);

#endif
