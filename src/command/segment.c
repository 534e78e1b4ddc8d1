/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/book.h"
#include "command/command.h"
#include "command/project.h"
#include "script/script.h"
#include "script/write/segments.h"

#include <stdio.h>

bool command_segment(const struct options *options, char **words, int count, struct err *err)
{
    struct project project = {0};
    bool good = command_need_book("segment", count, err) &&
                project_open(&project, options, words[0], true, err) &&
                book_check(project.book, err) && script_check(project.script, err);
    if (good) {
        segments_write(project.script, project.chosen, stdout);
        good = command_flush(err);
    }
    project_close(&project);
    return good;
}
