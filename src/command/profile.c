/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/profile.h"

#include "base/nearest.h"
#include "base/str.h"
#include "command/options.h"
#include "data/data.h"

#include <stdlib.h>
#include <string.h>

static bool no_such_profile(const struct data_file *file, const char *name, struct err *err)
{
    struct nearest nearest = {.wanted = view_of(name)};
    struct text names = {0};
    const char *before = "";
    for (size_t i = 0; i < file->count; i++) {
        const char *section = file->entries[i].section;
        if (strcmp(section, before) == 0)
            continue;
        nearest_offer(&nearest, section);
        text_addf(&names, "%s%s", names.bytes > 0 ? ", " : "", section);
        before = section;
    }
    const char *slip = nearest_slip(&nearest);
    err_set(err, ERR_USAGE, "there is no profile \"%s\"%s%s%s; the profiles are %s", name,
            slip != NULL ? "; did you mean " : "", slip != NULL ? slip : "",
            slip != NULL ? "?" : "", names.at);
    text_release(&names);
    return false;
}

static bool apply_section(const struct data_file *file, const char *name, struct options *options,
                          struct err *err)
{
    size_t i = data_next(file, name, 0);
    if (i == file->count)
        return no_such_profile(file, name, err);
    for (; i < file->count; i = data_next(file, name, i + 1)) {
        const struct data_entry *entry = &file->entries[i];
        if (!options_set_named(options, view_of(entry->key), entry->value, err)) {
            err->kind = ERR_SETUP;
            return err_prefix(err, "%s:%d", file->path, entry->line);
        }
    }
    return true;
}

bool profile_apply(const char *name, struct options *options, struct err *err)
{
    if (options->profile_data == NULL) {
        char *path = data_path("assets", "profiles.txt", err);
        if (path != NULL)
            options->profile_data = data_read(path, err);
        free(path);
    }
    return options->profile_data != NULL &&
           apply_section(options->profile_data, name, options, err);
}
