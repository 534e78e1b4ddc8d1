/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The language of a book from what its maker wrote: "en-GB" as it stands; "en_GB", "eng" and
 * "English" as the tags that are meant (BCP 47, by ICU); from the text itself when that says
 * nothing.
 */
#ifndef BOOK_WORDING_LANGUAGE_H
#define BOOK_WORDING_LANGUAGE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum { LANGUAGE_TAG_BYTES = 36 };

struct languages;

/* Writes the tag for `told`; "" when that is none ("", "und", "x", a sentence). False with
 * ERR_SETUP when the names of languages cannot be read. */
bool language_tag(struct languages *languages, struct view told, char tag[LANGUAGE_TAG_BYTES],
                  struct err *err);

#endif
