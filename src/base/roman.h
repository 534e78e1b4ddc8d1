/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Roman numerals: only the letters. What counts as a numeral differs: a heading may have IIII, a
 * name may not (see book/wording and script/normaliser/numbers).
 */
#ifndef BASE_ROMAN_H
#define BASE_ROMAN_H

/* The value of a capital letter I V X L C D M; 0 for any other byte. */
int roman_digit(char c);

#endif
