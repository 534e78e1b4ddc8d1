/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of heading.c. Private to heading.c and heading_unit.c.
 *
 * Each parser sets `out` and is true when the words are a heading of its kind; when it is false,
 * what it set may be wrong.
 */
#ifndef BOOK_WORDING_HEADING_PARTS_H
#define BOOK_WORDING_HEADING_PARTS_H

#include "book/wording/heading.h"

#include <stdbool.h>
#include <stddef.h>

struct line_words;
struct wording;

/* heading.c: sets the title to what follows `from`; *wide tells that more than one blank does. */
void heading_set_title(struct view text, size_t from, struct heading *out, bool *wide);
/* heading.c: takes "1.3" and 3 1/2 in one sign; token i is the first behind the number. */
void heading_read_decimals(const struct line_words *line_words, size_t i, struct heading *out);

/* heading_unit.c: CHAPTER IV, Erstes Kapitel. May part a token in two. */
bool heading_parse_unit(const struct wording *words, struct line_words *line_words,
                        struct heading *out);
/* Inferno: Canto I */
bool heading_parse_unit_last(const struct wording *words, const struct line_words *line_words,
                             struct heading *out);
/* A unit whose number is a word that cannot be read, or a misread numeral: number 0. */
bool heading_parse_unread(const struct wording *words, const struct line_words *line_words,
                          struct heading *out);
bool heading_parse_misread(const struct wording *words, const struct line_words *line_words,
                           struct heading *out);
/* Week 4 */
bool heading_parse_strange(const struct wording *words, const struct line_words *line_words,
                           struct heading *out);

#endif
