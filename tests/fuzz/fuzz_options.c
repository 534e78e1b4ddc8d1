/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a command line: one argument a line. */
#include "fuzz.h"

#include "command/chapter_choice.h"
#include "command/options.h"

#include <string.h>

enum { ARGUMENTS_MOST = 96 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    char *arguments[ARGUMENTS_MOST + 1] = {0};
    int used = 0;
    struct err err = {0};
    struct options options;
    struct text lines = {0};
    text_add(&lines, (const char *)bytes, count);
    text_add_char(&lines, '\n');
    char *rest = lines.at;
    while (used < ARGUMENTS_MOST && (arguments[used] = strsep(&rest, "\n")) != NULL)
        used++;
    arguments[used] = NULL;
    bool good = options_parse(arguments, &used, &options, &err);
    fuzz_need_or(good, ERR_USAGE, &err);
    if (good) {
        bool *chosen = chapter_choice_make(&options, 12, &err);
        fuzz_need_or(chosen != NULL, ERR_USAGE, &err);
        free(chosen);
    }
    options_release(&options);
    text_release(&lines);
    return 0;
}
