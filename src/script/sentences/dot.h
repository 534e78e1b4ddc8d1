/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/sentences: whether one dot ends a sentence or belongs to an abbreviation, an
 * initial or a numeral.
 */
#ifndef SCRIPT_SENTENCES_DOT_H
#define SCRIPT_SENTENCES_DOT_H

#include <stdbool.h>

struct end_mark;
struct opening;
struct sentence_position;

/* To be asked only before a capital, a digit, a sign or a letter without case. */
bool sentence_ends_after_dot(const struct sentence_position *s, const struct end_mark *mark,
                             const struct opening *next);

/* Whether what follows begins with a capitalised word that is capitalised only where a sentence
 * begins: He, When, The. */
bool opening_is_starter(const struct sentence_position *s, const struct opening *next);

#endif
