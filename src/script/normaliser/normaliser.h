/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/. Written form to spoken form: numbers, abbreviations, Roman numerals, symbols,
 * capitals, dashes.
 *
 * What eSpeak NG says right by itself is left to it. The result is plain text for the synthesiser,
 * except that [[...]] holds eSpeak phoneme mnemonics (a literal [[ of the book never survives).
 */
#ifndef SCRIPT_NORMALISER_NORMALISER_H
#define SCRIPT_NORMALISER_NORMALISER_H

#include "base/str.h"
#include "script/normaliser/core/input.h"
#include "script/normaliser/core/rules.h"

/*
 * Appends the spoken form of the piece to `spoken`: one line, single blanks, nothing at all when
 * there is nothing to say. `map` may be NULL; when given it is emptied first.
 */
void normalise(const struct norm_rules *rules, const struct norm_input *input, struct text *spoken,
               struct norm_map *map);

#endif
