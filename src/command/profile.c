/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/profile.h"

#include "base/nearest.h"
#include "base/str.h"
#include "command/options.h"
#include "data/data.h"
#include "settings/settings.h"

#include <stdlib.h>
#include <string.h>

static bool no_such_profile(const struct settings *settings, const char *name, struct err *err)
{
    /* Chosen: more names say no more. */
    enum { NAMES_MOST = 200 };
    struct nearest nearest = {.wanted = view_of(name)};
    struct text names = {0};
    for (int origin = 0; origin < SETTINGS_ORIGINS; origin++) {
        const struct data_file *file = settings->files[origin];
        const char *before = "";
        for (size_t i = 0; file != NULL && i < file->count; i++) {
            const char *section = file->entries[i].section;
            if (strcmp(section, before) == 0)
                continue;
            nearest_offer(&nearest, section);
            if (names.bytes < NAMES_MOST)
                text_addf(&names, "%s%s", names.bytes > 0 ? ", " : "", section);
            before = section;
        }
    }
    const char *slip = nearest_slip(&nearest);
    err_set(err, ERR_USAGE, "there is no profile \"%s\"%s%s%s; the profiles are %s", name,
            slip != NULL ? "; did you mean " : "", slip != NULL ? slip : "",
            slip != NULL ? "?" : "", names.at);
    text_release(&names);
    return false;
}

static bool apply_entry(const struct data_file *file, const struct data_entry *entry,
                        enum settings_origin origin, struct options *options, struct err *err)
{
    if (options_set_from(options, entry->key, entry->value, origin, entry->line, err))
        return true;
    err->kind = origin == SETTINGS_PROGRAM ? ERR_SETUP : ERR_USAGE;
    return err_prefix(err, "%s:%d", file->path, entry->line);
}

bool profile_apply(const char *name, struct options *options, struct err *err)
{
    bool found = name[0] == '\0';
    for (int origin = 0; origin < SETTINGS_ORIGINS; origin++) {
        const struct data_file *file = options->settings->files[origin];
        for (size_t i = file != NULL ? data_next(file, name, 0) : 0;
             file != NULL && i < file->count; i = data_next(file, name, i + 1)) {
            found = true;
            if (!apply_entry(file, &file->entries[i], (enum settings_origin)origin, options, err))
                return false;
        }
    }
    return found || no_such_profile(options->settings, name, err);
}
