/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to book/plain: words that the end of a printed line divided: "consta-ble", "citi- zens".
 */
#ifndef BOOK_PLAIN_HYPHENS_H
#define BOOK_PLAIN_HYPHENS_H

#include "base/str.h"

#include <stdbool.h>

struct wording;

/*
 * Joins such words in place, in a text that may be written to: the second half moves to the line of
 * the first, and blanks take the room of the hyphen, so that all else stays where it was. In a text
 * that divides words (a hyphen ends one line in fifty), a word is joined if it stands whole
 * elsewhere, or if not both halves do; "well-known" is left alone. In other texts only soft hyphens
 * are joined. True when the text was changed. Linear in the text.
 */
bool hyphens_join(struct view text, const struct wording *wording);

#endif
