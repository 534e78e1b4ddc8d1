/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words a language has for the parts of a book, from assets/lang/<code>/structure.txt, and its
 * numbers in words, from ICU's spelling rules. English stands behind every other language. Private
 * to book/.
 */
#ifndef BOOK_WORDING_WORDING_H
#define BOOK_WORDING_WORDING_H

#include "base/err.h"
#include "base/str.h"
#include "book/wording/shape.h"

#include <stdbool.h>
#include <stddef.h>

struct languages;
struct wording;

enum { WORDING_NUMBER_LAST = 9999 }; /* "Chapter the last" */

/*
 * Language of a text, as BCP 47 letters: by function words of the languages that have a file,
 * counted in a sample of `text`; "en" when nothing speaks for another. A constant time whatever the
 * length. False with ERR_SETUP when a data file is broken.
 */
bool language_detect(struct languages *languages, struct view text, char code[16], struct err *err);
/* The code of a language named in English ("French", "Portuguese (Brazil)"); "" when it is not
 * known. False with ERR_SETUP when the data file is broken. */
bool language_named(struct languages *languages, struct view name, char code[16], struct err *err);

/* Of a language (NULL: English). NULL with ERR_SETUP only when a file is broken; a language without
 * a file gets the English words. To be freed with wording_free, before `languages`. */
struct wording *wording_load(struct languages *languages, const char *language, struct err *err);
/* Replaces *words (NULL: none yet) by those of `language` unless they are of it. False with
 * ERR_SETUP, and NULL in *words, when a file is broken. */
bool words_follow(struct wording **words, struct languages *languages, const char *language,
                  struct err *err);
void wording_free(struct wording *words);

/*
 * Keys are folded (fold_words). The value of an entry, of the language first, then of English; NULL
 * if none.
 */
const char *wording_find(const struct wording *words, const char *section, struct view key);
/* How many bytes of `key` (from its start, whole words, at most eight) are an entry of the section;
 * 0: none. */
size_t wording_prefix(const struct wording *words, const char *section, struct view key);
/* True when an entry of the section stands anywhere in `key`, as whole words. For short keys. */
bool wording_inside(const struct wording *words, const char *section, struct view key);

/*
 * The number that the first words of `key` spell (1 to 150, cardinal or ordinal), taking as many
 * words as possible; *bytes is how much of the key it took. 0 when there is none.
 */
int wording_number(const struct wording *words, struct view key, size_t *bytes);

#endif
