/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/normaliser/core, for script/normaliser/numbers: numbers in words, by ICU's
 * rule-based number formats (CLDR's spell-out rules).
 */
#ifndef SCRIPT_NORMALISER_CORE_SPELLOUT_H
#define SCRIPT_NORMALISER_CORE_SPELLOUT_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct spellout;

enum spell_form {
    SPELL_CARDINAL,
    SPELL_MASCULINE, /* cardinals before a noun: Spanish "veintiún", "veintiuna" */
    SPELL_FEMININE,
    SPELL_ORDINAL,
    SPELL_ORDINAL_FEMININE,  /* the plain ordinal where the language has one form only */
    SPELL_ORDINAL_N,         /* German: "dem neunzehnten" */
    SPELL_ORDINAL_R,         /* German: "neunzehnter" */
    SPELL_ORDINAL_S,         /* German: "neunzehntes" */
    SPELL_ORDINAL_ADJECTIVE, /* Spanish: "primer capítulo" */
    SPELL_YEAR,
    SPELL_FORMS
};

/* Never NULL; where ICU has no rules for the language, digits are added instead of words.
 * `verbose`: with "and", where the language has such rules ("two hundred and first"). */
struct spellout *spellout_open(const char *language, bool verbose);
void spellout_close(struct spellout *spellout);

/* Appends the number in words. */
void spell(const struct spellout *spellout, enum spell_form form, uint64_t value, struct text *out);

/* True when the language has a rule set of its own for this form. */
bool spell_knows(const struct spellout *spellout, enum spell_form form);

#endif
