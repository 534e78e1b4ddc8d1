/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether one dot ends a sentence or belongs to an abbreviation, an initial, a numeral. Inside of
 * the sentence splitter only.
 */
#ifndef SCRIPT_SENTENCES_DOT_H
#define SCRIPT_SENTENCES_DOT_H

#include <stdbool.h>

struct end_mark;
struct opening;
struct sentence_place;

/* Before a capital, a digit or a letter without case. */
bool sentence_ends_after_dot(const struct sentence_place *s, const struct end_mark *mark,
                             const struct opening *next);

/* Whether what follows begins with a word that, with a capital, begins a sentence: He, When, The.
 */
bool opening_is_starter(const struct sentence_place *s, const struct opening *next);

#endif
