/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Roman numerals: the letters alone. What counts as a numeral differs: a heading may say IIII, a
 * name may not (see book/tokens.h and script/say_number.h).
 */
#ifndef BASE_ROMAN_H
#define BASE_ROMAN_H

/* The value of a capital letter I V X L C D M; 0 for any other byte. */
int roman_digit(char c);

#endif
