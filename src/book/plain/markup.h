/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to book/plain: what is left of markup in a plain text: "<b>", "&amp;". */
#ifndef BOOK_PLAIN_MARKUP_H
#define BOOK_PLAIN_MARKUP_H

#include "base/str.h"

/* Takes such tags and references out of the text, in place (in_place.h). Tags only where one is
 * closed. */
void plain_markup_drop(struct text *text);

#endif
