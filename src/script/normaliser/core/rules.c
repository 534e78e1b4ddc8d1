/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/core/state.h"
#include "script/normaliser/normaliser.h"

#include "base/data.h"
#include "base/mem.h"
#include "script/normaliser/core/spellout.h"

#include <stdlib.h>
#include <string.h>

/* Adds assets/lang/<code>/<topic>.txt when there is one. False only when the file is broken. */
static bool add_file(struct norm_rules *rules, struct view code, const char *topic, struct err *err)
{
    struct text name = {0};
    text_addf(&name, "lang/%.*s/%s.txt", VIEW_ARGS(code), topic);
    struct err missing;
    char *path = data_path("assets", name.at, &missing);
    text_release(&name);
    if (path == NULL)
        return true;
    struct data_file *file = data_read(path, err);
    free(path);
    if (file == NULL)
        return false;
    rules->files[rules->file_count++] = file;
    return true;
}

struct norm_rules *norm_rules_load(const char *language, struct err *err)
{
    struct norm_rules *rules = mem_zero(1, sizeof *rules);
    struct view code = view_of(language);
    size_t dash = view_find(code, "-", 0);
    bool safe =
        strspn(language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
        code.bytes;
    struct view base = view_part(code, 0, dash);
    bool good =
        !safe || ((dash == code.bytes || add_file(rules, code, "spoken", err)) &&
                  add_file(rules, base, "spoken", err) && add_file(rules, base, "homographs", err));
    if (!good || !add_file(rules, view_of("mul"), "spoken", err)) {
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
    for (int i = 0; i < rules->file_count; i++)
        data_free(rules->files[i]);
    spellout_close(rules->spellout);
    free(rules);
}

const char *norm_find(const struct norm_rules *rules, const char *section, struct view key)
{
    for (int i = 0; i < rules->file_count; i++) {
        const char *value = data_find(rules->files[i], section, key.at, key.bytes);
        if (value != NULL)
            return value;
    }
    return NULL;
}

/* Something in it may change in lower case. */
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
