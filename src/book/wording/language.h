/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: the language tag (BCP 47) that the maker of a book meant: "en-GB" is
 * unchanged; "en_GB", "eng" and "English" become tags, by ICU and by [languages] of the English
 * structure.txt.
 */
#ifndef BOOK_WORDING_LANGUAGE_H
#define BOOK_WORDING_LANGUAGE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/* RFC 5646 4.4.1 asks for room for at least 35 characters. */
enum { LANGUAGE_TAG_BYTES = 36 };

struct languages;

/* Writes the tag that `name` means; "" when it is not a language ("", "und", "x", a sentence).
 * False with ERR_SETUP when the names of languages cannot be read. */
bool language_tag(struct languages *languages, struct view name, char tag[LANGUAGE_TAG_BYTES],
                  struct err *err);

#endif
