/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/normaliser. Text normalisation, from the written to the spoken form: numbers,
 * abbreviations, Roman numerals, symbols, capitals, dashes.
 *
 * What eSpeak NG says correctly is left to it. The result is plain text for the synthesiser, except
 * that [[...]] holds eSpeak NG's mnemonics (a literal [[ of the book never survives).
 *
 * Call norm_rules_load, norm_rules_use if there is a lexicon, normalise for each piece, and
 * norm_rules_free. The room has two rooms inside: core/ (input, tokens, output, the data of a
 * language) and numbers/ (numbers, dates, money, measures, Roman numerals). It may use base,
 * script/lexicon, core/ and numbers/. Tests: unit/test_normaliser, unit/test_normaliser_books,
 * spec/spoken, spec/script.
 */
#ifndef SCRIPT_NORMALISER_NORMALISER_H
#define SCRIPT_NORMALISER_NORMALISER_H

#include "base/str.h"
#include "script/normaliser/core/input.h"
#include "script/normaliser/core/rules.h"

/*
 * Appends the spoken form of the piece to `spoken`: one line, single blanks, nothing at all when
 * there is nothing to say. `map` may be NULL; when given it is emptied first. Its links are the
 * caller's to free. Time is linear in the piece, apart from regular expressions of the lexicon.
 */
void normalise(const struct norm_rules *rules, const struct norm_input *input, struct text *spoken,
               struct norm_map *map);

#endif
