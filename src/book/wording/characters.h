/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What single characters are to the ear. Private to build.c and html_break.c. */
#ifndef BOOK_WORDING_CHARACTERS_H
#define BOOK_WORDING_CHARACTERS_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Characters beyond ASCII that say nothing and are left out: see build.h. */
bool is_silent_character(uint32_t rune);
/* Marks that stand on the character before them. */
bool is_combining_mark(uint32_t rune);
/* True for text of ornaments only, such as part scenes: "* * *", "~", "—". */
bool is_ornament(struct view v);

#endif
