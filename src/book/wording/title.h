/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Titles as a player shows them: one line, no markup, capitals folded. Private to book/.
 */
#ifndef BOOK_WORDING_TITLE_H
#define BOOK_WORDING_TITLE_H

#include "base/str.h"

#include <stddef.h>

struct wording;

/*
 * Appends `text` as a title: blanks and line breaks become one blank, marks of emphasis go, a final
 * full stop goes, capitals become capital initials (English, German) or a sentence (other
 * languages).
 */
void title_add(struct text *title, const struct wording *words, struct view text);

/* Appends `text` as one line without markup, with its capitals. */
void title_add_plain(struct text *title, struct view text);

#endif
