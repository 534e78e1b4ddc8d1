/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/wording, heading.c and heading_unit.c: the parsers of the kinds of headings.
 *
 * Each returns true when the line is a heading of its kind, and has then filled `out`. When it
 * returns false, `out` may hold anything.
 */
#ifndef BOOK_WORDING_HEADING_PARTS_H
#define BOOK_WORDING_HEADING_PARTS_H

#include "book/wording/heading.h"

#include <stdbool.h>
#include <stddef.h>

struct line_words;
struct wording;

/* heading.c: sets the title to the text after `from`, without separators and ornaments; *wide: more
 * than one blank, a tab or a line break precedes it. */
void heading_set_title(struct view text, size_t from, struct heading *out, bool *wide);
/* heading.c: extends the number by decimals, "1.3", "2.4.1", of which the last counts, and by a
 * fraction in one character (3 1/2). Word i is the first after the number. */
void heading_read_decimals(const struct line_words *line_words, size_t i, struct heading *out);

/* heading_unit.c: CHAPTER IV, Part the Second, Erstes Kapitel, THE FIRST BOOK. May split a word of
 * `line_words` in two. */
bool heading_parse_unit(const struct wording *wording, struct line_words *line_words,
                        struct heading *out);
/* "Inferno: Canto I", "Ember Step - Chapter 4: The Mast": a unit after a name of few words. */
bool heading_parse_unit_last(const struct wording *wording, const struct line_words *line_words,
                             struct heading *out);
/* heading_counter.c: unit and number in one word, as in Chinese, Japanese and Korean. */
bool heading_parse_counter(const struct wording *wording, const struct line_words *line_words,
                           struct heading *out);
/* "Einunddreissgstes Kapitel": a unit after a word that cannot be read as a number; number 0. */
bool heading_parse_unread(const struct wording *wording, const struct line_words *line_words,
                          struct heading *out);
/* "CHAPTER IIl", "CHAPTER VT": a unit with a numeral that a scanner misread; number 0. */
bool heading_parse_misread(const struct wording *wording, const struct line_words *line_words,
                           struct heading *out);
/* "FEDERALIST No. 3", "Week 4", "SECOND DIALOGUE": one word that no data file has and its number,
 * alone on a line. Captions ("Figure 4") are not headings. */
bool heading_parse_strange(const struct wording *wording, const struct line_words *line_words,
                           struct heading *out);

#endif
