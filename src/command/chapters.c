/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/command.h"
#include "command/options.h"
#include "command/overview.h"
#include "command/project.h"

#include <stdio.h>

bool command_chapters(const struct options *options, char **words, int count, struct err *err)
{
    struct project project = {0};
    bool good = command_need_book("chapters", count, err) &&
                project_open(&project, options, words[0], false, err);
    if (good) {
        overview_print_chapters(project.script, &options->speech, project.chosen, stdout);
        good = command_flush(err);
    }
    project_close(&project);
    return good;
}
