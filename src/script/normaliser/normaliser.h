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

#include "base/err.h"
#include "base/str.h"
#include "script/normaliser/core/input.h"

#include <stdbool.h>

struct languages;
struct norm_rules;

/* The rules of a language ("en-GB" and "en-US" differ; unknown languages get the safe subset). NULL
 * with ERR_SETUP when a data file is broken. To be freed before `languages`. */
struct norm_rules *norm_rules_load(struct languages *languages, const char *language,
                                   struct err *err);
void norm_rules_free(struct norm_rules *rules);

struct lexicon;

/*
 * From now on the entries of `lexicon` (which must outlive the rules; NULL: none) come before every
 * rule. It counts its hits, so the rules are then no longer for several threads.
 */
void norm_rules_use(struct norm_rules *rules, struct lexicon *lexicon);

/*
 * Appends the spoken form of the piece to `spoken`: one line, single blanks, nothing at all when
 * there is nothing to say. `map` may be NULL; when given it is emptied first.
 */
void normalise(const struct norm_rules *rules, const struct norm_input *input, struct text *spoken,
               struct norm_map *map);

#endif
