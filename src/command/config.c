/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"
#include "command/command.h"
#include "command/options.h"
#include "settings/settings.h"

#include <string.h>

/* Only the last of a name holds, unless each one adds to the list. */
static bool holds(const struct options *options, size_t note)
{
    const struct option_note *notes = options->notes;
    if (notes[note].adds)
        return true;
    for (size_t later = note + 1; later < options->note_count; later++)
        if (strcmp(notes[later].name, notes[note].name) == 0)
            return false;
    return true;
}

/* What is set, as a file of settings that says where each came from. */
bool command_config(const struct options *options, char **words, int count, struct err *err)
{
    (void)words;
    if (count > 1)
        return command_need_book("config", count, err);
    struct text out = {0};
    for (int origin = SETTINGS_USER; origin < SETTINGS_ORIGINS; origin++) {
        const char *path = options->settings->paths[origin];
        if (path != NULL)
            text_addf(&out, "# %s%s\n", path,
                      options->settings->files[origin] != NULL ? "" : " (does not exist)");
    }
    for (size_t i = 0; i < options->note_count; i++) {
        const struct option_note *note = &options->notes[i];
        if (!holds(options, i))
            continue;
        text_addf(&out, "%s%s%s", note->name, note->value != NULL ? " = " : "",
                  note->value != NULL ? note->value : "");
        if (note->line > 0)
            text_addf(&out, "  # %s:%d\n", options->settings->paths[note->origin], note->line);
        else
            text_add_str(&out, "  # command line\n");
    }
    bool good = command_print(options, &out, err);
    text_release(&out);
    return good;
}
