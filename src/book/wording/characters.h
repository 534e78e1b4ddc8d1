/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DOOR of book/wording: characters that are not read, and ornaments. */
#ifndef BOOK_WORDING_CHARACTERS_H
#define BOOK_WORDING_CHARACTERS_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Characters beyond ASCII that are not read: soft hyphens, C1 controls, marks of direction, private
 * use, variation selectors, byte order marks. */
bool is_silent_character(uint32_t rune);
/* Marks that combine with the character before them. */
bool is_combining_mark(uint32_t rune);
/* A vowel sign beside its letter, as Indic scripts have. */
bool is_spacing_mark(uint32_t rune);
/* True for text that consists only of ornaments, like those that separate scenes: "* * *", "~",
 * "—", "oOo"; also for empty text. */
bool is_ornament(struct view v);

#endif
