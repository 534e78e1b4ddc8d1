/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: what one line of a book says, in each language.
 *
 * The doors: wording.h (the words of a language), heading.h, title.h, label.h, shape.h (the look of
 * a few lines), language.h (language tags), gutenberg.h, characters.h, bracket_mark.h
 * (note marks in brackets), page_titles.h (titles of whole pages). All judge a few lines by
 * themselves; none knows the book. Uses book.h and base/ only. Order of calls: wording_load, with
 * the language of the book, then any; wording_free.
 * Tests: unit/test_plain, cli/parts, scripts/score chapters.
 *
 * This header: the words a language has for the parts of a book, from
 * assets/lang/<code>/structure.txt, and its numbers in words, from ICU's spelling rules. After a
 * language's own words come the English ones, since many books of other languages have them.
 */
#ifndef BOOK_WORDING_WORDING_H
#define BOOK_WORDING_WORDING_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct languages;
struct wording;

/* The code of a language named in English ("French", "Portuguese (Brazil)"); "" when it is not
 * known. False with ERR_SETUP when the data file is broken. */
bool language_named(struct languages *languages, struct view name, char code[16], struct err *err);

/* The wording of a language (NULL: English); a language without a file has the English one. NULL
 * with ERR_SETUP when a file is broken. Free with wording_free, before `languages`. */
struct wording *wording_load(struct languages *languages, const char *language, struct err *err);
/* Replaces *wording (may be NULL) by the wording of `language`, unless it is already. False with
 * ERR_SETUP, and NULL in *wording, when a file is broken. */
bool wording_follow(struct wording **wording, struct languages *languages, const char *language,
                    struct err *err);
void wording_free(struct wording *wording);

/*
 * Keys are folded (fold_words). The value of an entry of the language, else of English, else NULL;
 * valid as long as the wording.
 */
const char *wording_find(const struct wording *wording, const char *section, struct view key);
/* How many bytes of `key`, from its start, are an entry of the section: the longest one of up to
 * eight whole words; 0: none. */
size_t wording_prefix(const struct wording *wording, const char *section, struct view key);
/* True when `key` has an entry of the section anywhere, as whole words. For short keys. */
bool wording_inside(const struct wording *wording, const char *section, struct view key);

/* How many entries of the section `key` has, each counted once and from the start of a word. */
size_t wording_count_inside(const struct wording *wording, const char *section, struct view key);

/*
 * The number that the first words of `key` spell (1 to 150, cardinal or ordinal), of as many words
 * as possible; *bytes is the length of those words. 0 when there is none.
 */
int wording_number(const struct wording *wording, struct view key, size_t *bytes);

/*
 * The number written in digits of any script or in signs of [numerals] at `at`, and where it ends:
 * 12, १२, 十二, 两百一十八, יב. 0 when there is none, or it is too long.
 */
int wording_numeral(const struct wording *wording, struct view text, size_t at, size_t *end);

#endif
