/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"
#include "command/command.h"
#include "command/options.h"
#include "command/project.h"
#include "script/write/castfile.h"

bool command_cast(const struct options *options, char **words, int count, struct err *err)
{
    struct project project = {0};
    struct text out = {0};
    bool good = command_need_book("cast", count, err) &&
                project_check_target(options, words[0], options->output, true, err) &&
                project_open(&project, options, words[0], true, err);
    if (good) {
        castfile_write(project.script, true, &out);
        good = command_print(options, &out, err);
    }
    text_release(&out);
    project_close(&project);
    return good;
}
