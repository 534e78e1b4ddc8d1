/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: the language tag (BCP 47) that the maker of a book meant: "en-GB" is
 * unchanged; "en_gb", "eng", "English" and "jp" become tags, by ICU and by [languages] of the
 * English structure.txt.
 */
#ifndef BOOK_WORDING_LANGUAGE_H
#define BOOK_WORDING_LANGUAGE_H

#include "base/err.h"
#include "base/str.h"
#include "data/language.h"

#include <stdbool.h>

/* Writes the tag that `name` means; "" when it is not a language ("", "und", "x", a sentence).
 * False with ERR_SETUP when the names of languages cannot be read. */
bool language_tag(struct languages *languages, struct view name, char tag[LANGUAGE_TAG_BYTES],
                  struct err *err);

#endif
