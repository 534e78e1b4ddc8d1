/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/wording: the first words of a line, and the numbers among them.
 */
#ifndef BOOK_WORDING_LINE_WORDS_H
#define BOOK_WORDING_LINE_WORDS_H

#include "base/str.h"
#include "book/wording/heading.h"

#include <stddef.h>

struct wording;

enum { LINE_WORDS_MOST = 12 }; /* chosen: unit, number and article come before */

/* Byte ranges of the words, by the same rule as fold_words: letters and digits make a word. */
struct line_words {
    struct view text;
    size_t start[LINE_WORDS_MOST], end[LINE_WORDS_MOST];
    size_t count;
};

/* `text` must outlive the result. */
void line_words_find(struct view text, struct line_words *line_words);
struct view line_words_at(const struct line_words *line_words, size_t i);

/* The folded text of up to five words from word i on, in `key`; empty when i is past the end. */
struct view line_words_folded(const struct line_words *line_words, size_t i, struct text *key);
/* How many words a folded text has. */
size_t line_words_in_key(struct view key);

/*
 * The number at word i: a Roman numeral, digits (also 1st, 2e), or words of the language; *count is
 * how many words it has. 0: none.
 */
int line_words_number(const struct wording *wording, const struct line_words *line_words, size_t i,
                      size_t *count, enum number_style *style);
/* The same beside a unit, where a French Ier or XIVe is a number too. */
int line_words_ordinal(const struct wording *wording, const struct line_words *line_words, size_t i,
                       size_t *count, enum number_style *style);
/* Up to four digits, followed by up to three letters. 0: none. */
int line_words_arabic(struct view word);
/* The value of a Roman numeral in capitals (up to MMMCMXCIX, also with four equal letters in a
 * row), or 0. */
int line_words_roman(struct view word);

#endif
