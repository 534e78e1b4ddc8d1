/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/normaliser/numbers, for script/normaliser only: the handlers of numbers and of
 * the words around them. core/state.h says what a handler does.
 */
#ifndef SCRIPT_NORMALISER_NUMBERS_HANDLERS_H
#define SCRIPT_NORMALISER_NUMBERS_HANDLERS_H

#include "script/normaliser/core/state.h"

/* What begins at a digit. */
bool say_digits(struct normaliser *s, struct norm_token digits);
/* A number that begins with the decimal mark: ".5" */
bool say_decimal(struct normaliser *s);
/* A fraction, or a quantity with its unit: "3½ miles" (the fraction), "10 km", "5'10\"", "20 €". */
bool say_measure(struct normaliser *s);
/* A currency sign and the amount after it. */
bool say_money(struct normaliser *s, struct norm_token sign);
/* A telephone number whose first digit is at `at`; what precedes it, from s->at on, is said
 * with it. */
bool say_telephone_at(struct normaliser *s, size_t at, bool plus);

/* "Chapter IV", "Louis XVI" */
bool say_roman(struct normaliser *s, struct norm_token word);
/* The value of a canonical Roman numeral in capitals or in small letters, or 0. */
int roman_value(struct view numeral);

/* "Gen. 1:1" */
bool say_scripture(struct normaliser *s, struct norm_token word);

/* "May 5, 1914" */
bool say_month(struct normaliser *s, struct norm_token word);
/* A shortened weekday before a date. */
bool say_weekday(struct normaliser *s, struct norm_token word);

/* Of a street address: an abbreviated state, "N.E.", and "N" alone. */
bool say_state(struct normaliser *s, struct norm_token word);
bool say_compass_point(struct normaliser *s, struct norm_token word);
bool say_compass_letter(struct normaliser *s, struct norm_token word);

/* Adds a whole number to s->spoken, in digits or in words, whichever the synthesiser says best. */
void add_cardinal(struct normaliser *s, uint64_t value);

#endif
