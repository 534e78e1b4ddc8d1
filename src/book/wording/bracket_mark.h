/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: the mark of a note in brackets, in running text: "[12]", "{12}", "[A]".
 *
 * One test for all readers. Marks that only markup shows (raised numbers, links) are those of
 * element/note_mark.h.
 */
#ifndef BOOK_WORDING_BRACKET_MARK_H
#define BOOK_WORDING_BRACKET_MARK_H

#include "base/str.h"

#include <stddef.h>

/* The numbers of marks are below this. Letters count down from the largest, A being 999. */
enum { BRACKET_MARK_NUMBERS = 1000 };

/* The end of the mark at `at`, and its number; `at` itself when there is none. */
size_t bracket_mark_end(struct view text, size_t at, unsigned *number);

/*
 * The same for marks made of signs, "(*)", "[**]", "(+)", "(†)", and for "[3–5]", which stands for
 * several notes. The numbers of signs are below those of letters, from BRACKET_MARK_SIGNS on.
 */
enum { BRACKET_MARK_SIGNS = BRACKET_MARK_NUMBERS - 26 - 32 };
size_t bracket_mark_end_wide(struct view text, size_t at, unsigned *number);

/* The next bracket that may open a mark, at or after `at`; text.bytes when there is none. */
size_t bracket_mark_find(struct view text, size_t at);

#endif
