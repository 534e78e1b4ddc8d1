/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/input: text that was UTF-8 once, was read as something else, and saved like that:
 * "CafÃ©" and "Itâ€™s" for "Café" and "It’s".
 */
#ifndef BOOK_INPUT_MOJIBAKE_H
#define BOOK_INPUT_MOJIBAKE_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

enum { UPPER_BYTES = 128 };

/* What the bytes from 0x80 on mean in an encoding of ICU; RUNE_BAD: nothing. */
void encoding_upper_half(const char *encoding, uint32_t runes[UPPER_BYTES]);

/*
 * Mends such text in place, also where it happened twice, if most of its characters beyond ASCII
 * are of this kind, or several that cannot be anything else. What the lines lose in length becomes
 * blanks at their ends, so that each line starts where it did. Returns how many characters were
 * mended.
 */
size_t mojibake_mend(struct text *text);

#endif
