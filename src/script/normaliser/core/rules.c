/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/core/rules.h"

#include "base/mem.h"
#include "script/normaliser/core/spellout.h"
#include "script/normaliser/core/state.h"

#include <stdlib.h>
#include <string.h>

struct norm_rules *norm_rules_load(struct languages *languages, const char *language,
                                   struct err *err)
{
    struct norm_rules *rules = mem_zero(1, sizeof *rules);
    rules->language = mem_copy_text(language, strlen(language));
    struct language_files *files = &rules->files;
    if (!language_files(languages, language, "spoken", NULL, files, err) ||
        !language_files(languages, language, "homographs", NULL, files, err) ||
        !language_files(languages, "mul", "spoken", NULL, files, err)) {
        norm_rules_free(rules);
        return NULL;
    }
    const char *spellout = norm_option(rules, "spellout");
    rules->spellout = spellout_open(*spellout != '\0' ? spellout : language,
                                    *norm_option(rules, "verbose") != '\0');
    return rules;
}

void norm_rules_use(struct norm_rules *rules, struct lexicon *lexicon)
{
    rules->lexicon = lexicon;
}

void norm_rules_free(struct norm_rules *rules)
{
    if (rules == NULL)
        return;
    spellout_close(rules->spellout);
    free(rules->language);
    free(rules);
}

const char *norm_find(const struct norm_rules *rules, const char *section, struct view key)
{
    return language_find(&rules->files, section, key);
}

/* Whether lower case may change anything in it. Spares most words the conversion. */
static bool may_have_capitals(struct view key)
{
    for (size_t i = 0; i < key.bytes; i++)
        if ((key.at[i] >= 'A' && key.at[i] <= 'Z') || (unsigned char)key.at[i] >= 0x80)
            return true;
    return false;
}

const char *norm_find_folded(const struct norm_rules *rules, const char *section, struct view key)
{
    const char *value = norm_find(rules, section, key);
    if (value != NULL || key.bytes > TOKEN_MAX_BYTES || !may_have_capitals(key))
        return value;
    struct text lower = {0};
    text_add_lower(&lower, key);
    value = norm_find(rules, section, text_view(&lower));
    text_release(&lower);
    return value;
}

const char *norm_option(const struct norm_rules *rules, const char *key)
{
    const char *value = norm_find(rules, "options", view_of(key));
    return value == NULL ? "" : value;
}

bool norm_option_is(const struct norm_rules *rules, const char *key, const char *value)
{
    return strcmp(norm_option(rules, key), value) == 0;
}
