/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a lexicon of the user's, a plain list or PLS, and a text said by it. */
#include "fuzz.h"

#include "data/language.h"
#include "script/lexicon/lexicon.h"
#include "script/normaliser/normaliser.h"

#include <string.h>

static const char line[] =
    "Hermione read the 2ème word's résumé at St. Paul's, twice: “a\nb” (xyz) aaaaaaaaaaab.";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    char path[64];
    struct err err = {0};
    struct text spoken = {0};
    struct languages *languages = languages_new();
    struct lexicon *lexicon = lexicon_new(languages, "en");
    int file = fuzz_file(bytes, count, path);
    fuzz_need_or(lexicon_add_file(lexicon, path, &err), ERR_INPUT, &err);
    close(file);
    struct norm_rules *rules = norm_rules_load(languages, "en", &err);
    fuzz_need(rules != NULL, &err);
    norm_rules_use(rules, lexicon);
    struct norm_input input = {.text = view_of(line), .end = strlen(line)};
    normalise(rules, &input, &spoken, NULL);
    for (size_t i = 0; i < lexicon_count(lexicon); i++)
        fuzz_need(lexicon_at(lexicon, i)->spoken != NULL, &err);
    norm_rules_free(rules);
    lexicon_free(lexicon);
    languages_free(languages);
    text_release(&spoken);
    return 0;
}
