/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: titles as a player displays them: one line, no markup, no line of capitals.
 */
#ifndef BOOK_WORDING_TITLE_H
#define BOOK_WORDING_TITLE_H

#include "base/str.h"

#include <stddef.h>

struct table;
struct wording;

/*
 * Appends `text` as a title: blanks and line breaks become one blank; marks of emphasis and marks
 * at the end are dropped; a title in capitals becomes one with capital initials, if the language
 * has a list of words that stay small ("small" in [words]), else with the capitals of a sentence
 * and of `names`, words by fold_key; NULL: none are known.
 */
void title_add(struct text *title, const struct wording *wording, const struct table *names,
               struct view text);

/* Appends `text` as one line without markup; its capitals are kept. */
void title_add_plain(struct text *title, struct view text);

/*
 * The part of a title from a contents list or a heading that is shown: without dots that lead to a
 * page number ("The Sea ..... 12"), and a number that is said twice once ("Chapter 1 - Chapter 1:
 * The Sea").
 */
struct view title_clean(struct view title);

#endif
