/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/core/spellout.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

struct spellout {
    UNumberFormat *formats[SPELL_FORMS]; /* NULL where the language has no such rules */
};

/* CLDR's names of the rule sets. The first one that the language has is used. */
static const char *const rule_sets[SPELL_FORMS][3] = {
    [SPELL_CARDINAL] = {"%spellout-numbering", "%spellout-cardinal",
                        "%spellout-cardinal-masculine"},
    [SPELL_MASCULINE] = {"%spellout-cardinal-masculine", "%spellout-cardinal", NULL},
    [SPELL_FEMININE] = {"%spellout-cardinal-feminine", "%spellout-cardinal", NULL},
    [SPELL_ORDINAL] = {"%spellout-ordinal", "%spellout-ordinal-masculine", NULL},
    [SPELL_ORDINAL_FEMININE] = {"%spellout-ordinal-feminine", "%spellout-ordinal", NULL},
    [SPELL_ORDINAL_N] = {"%spellout-ordinal-n", "%spellout-ordinal", NULL},
    [SPELL_ORDINAL_R] = {"%spellout-ordinal-r", "%spellout-ordinal", NULL},
    [SPELL_ORDINAL_S] = {"%spellout-ordinal-s", "%spellout-ordinal", NULL},
    [SPELL_ORDINAL_ADJECTIVE] = {"%spellout-ordinal-masculine-adjective",
                                 "%spellout-ordinal-masculine", "%spellout-ordinal"},
    [SPELL_YEAR] = {"%spellout-numbering-year", NULL, NULL},
};

/* The same for the option "verbose": English "two hundred and one". A form that is not listed here
 * uses rule_sets. */
static const char *const verbose_sets[SPELL_FORMS][3] = {
    [SPELL_CARDINAL] = {"%spellout-cardinal-verbose", NULL, NULL},
    [SPELL_ORDINAL] = {"%spellout-ordinal-verbose", NULL, NULL},
    [SPELL_ORDINAL_FEMININE] = {"%spellout-ordinal-verbose", NULL, NULL},
};

static UNumberFormat *open_format(const char *language, const char *const names[3])
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, language, NULL, &status);
    if (U_FAILURE(status))
        return NULL;
    /* For an unknown language ICU falls back to the locale of the machine. */
    const char *got = unum_getLocaleByType(format, ULOC_VALID_LOCALE, &status);
    size_t code = strcspn(language, "-_");
    if (U_FAILURE(status) || strncasecmp(got, language, code) != 0 || strcspn(got, "_") != code) {
        unum_close(format);
        return NULL;
    }
    for (int i = 0; i < 3 && names[i] != NULL; i++) {
        UChar name[64];
        u_uastrncpy(name, names[i], 64);
        status = U_ZERO_ERROR;
        unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, -1, &status);
        if (U_SUCCESS(status))
            return format;
    }
    unum_close(format);
    return NULL;
}

struct spellout *spellout_open(const char *language, bool verbose)
{
    struct spellout *spellout = mem_zero(1, sizeof *spellout);
    for (int form = 0; form < SPELL_FORMS; form++) {
        if (verbose)
            spellout->formats[form] = open_format(language, verbose_sets[form]);
        if (spellout->formats[form] == NULL)
            spellout->formats[form] = open_format(language, rule_sets[form]);
    }
    return spellout;
}

void spellout_close(struct spellout *spellout)
{
    if (spellout == NULL)
        return;
    for (int form = 0; form < SPELL_FORMS; form++)
        if (spellout->formats[form] != NULL)
            unum_close(spellout->formats[form]);
    free(spellout);
}

bool spell_knows(const struct spellout *spellout, enum spell_form form)
{
    return spellout->formats[form] != NULL;
}

void spell(const struct spellout *spellout, enum spell_form form, uint64_t value, struct text *out)
{
    const UNumberFormat *format = spellout->formats[form];
    UErrorCode status = U_ZERO_ERROR;
    UChar words[512];
    int32_t count = format == NULL || value > INT64_MAX
                        ? 0
                        : unum_formatInt64(format, (int64_t)value, words, 512, NULL, &status);
    if (count <= 0 || count > 512 || U_FAILURE(status)) {
        text_addf(out, "%" PRIu64, value);
        return;
    }
    for (int32_t i = 0; i < count;) {
        UChar32 rune;
        U16_NEXT(words, i, count, rune);
        if (rune != 0xAD) /* some rules put soft hyphens between the parts of a word */
            text_add_rune(out, (uint32_t)rune);
    }
}
