/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/normaliser: the handlers of words, dashes and marks, in the order in which
 * normaliser.c asks them. core/state.h says what a handler does.
 */
#ifndef SCRIPT_NORMALISER_HANDLERS_H
#define SCRIPT_NORMALISER_HANDLERS_H

#include "script/normaliser/core/state.h"

/* The markup of the book says that the word is an initialism or a point of the compass. */
bool say_hinted(struct normaliser *s, struct norm_token word);
/* "Shhh", "Brrr", "Nooooo" */
bool say_sound(struct normaliser *s, struct norm_token word);
/* "W-w-what": `word`, which a hyphen joins to `second`, is the first sound of it. */
bool say_stammer(struct normaliser *s, struct norm_token word, struct norm_token second);
/* "d—n", "to-day", "Mr. B——n", stammers */
bool say_dashed(struct normaliser *s, struct norm_token word);
/* "www.example.org", "anna@example.org" */
bool say_web(struct normaliser *s, struct norm_token word);
/* The markup of the book says that the word is a Roman numeral, and the text around it does not
 * (say_roman is asked before). */
bool say_hinted_numeral(struct normaliser *s, struct norm_token word);
bool say_abbreviation(struct normaliser *s, struct norm_token word);
bool say_small_street(struct normaliser *s, struct norm_token word);
bool say_letters(struct normaliser *s, struct norm_token word);
bool say_capitals(struct normaliser *s, struct norm_token word);
bool say_homograph(struct normaliser *s, struct norm_token word);

/* "²" after a term, and whether a rune is such a raised figure or sign. */
bool say_power(struct normaliser *s, struct norm_token mark);
bool is_raised(uint32_t rune);
/* "₂" */
bool say_lowered(struct normaliser *s, struct norm_token mark);
bool is_lowered(uint32_t rune);
/* A picture, or a run of the same. */
bool say_emoji(struct normaliser *s, struct norm_token mark);
/* A hyphen, dash or minus sign, with those after it. */
void say_dash(struct normaliser *s, struct norm_token mark);
/* Any mark. It always accepts: what it does not know is kept or dropped. */
void say_mark(struct normaliser *s, struct norm_token mark);

/* Dashes from `mark` to `end` for a name that was not to be printed: "Mr. M——", "the ——shire". */
bool say_omitted_name(struct normaliser *s, struct norm_token mark, size_t end, bool doubled);
/* Whether the verb `word` is in the past tense, as far as the words before it show. */
bool is_past_form(const struct normaliser *s, struct norm_token word);

#endif
