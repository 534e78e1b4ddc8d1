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

/* Never NULL. Where ICU has no rules for the language or the form, spell() adds digits. `verbose`:
 * with "and", where the language has such rules ("two hundred and first"). Free it with
 * spellout_close; NULL is fine there. */
struct spellout *spellout_open(const char *language, bool verbose);
void spellout_close(struct spellout *spellout);

/* Appends the number in words, or in digits when ICU has none for it. */
void spell(const struct spellout *spellout, enum spell_form form, uint64_t value, struct text *out);

/* Whether the language has rules for this form. */
bool spell_knows(const struct spellout *spellout, enum spell_form form);

#endif
