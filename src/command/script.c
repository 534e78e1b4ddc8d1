/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/script.h"
#include "base/str.h"
#include "book/book.h"
#include "command/command.h"
#include "command/options.h"
#include "command/project.h"
#include "script/write/scriptfile.h"

#include <string.h>

/* The file that has the cover: the one that the script file names, else the book itself. */
static const char *cover_of(const struct book *book, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (book->script.path != NULL || book->cover.bytes == NULL)
        return book->script.cover;
    return slash != NULL ? slash + 1 : path;
}

bool command_script(const struct options *options, char **words, int count, struct err *err)
{
    struct project project = {0};
    struct script_options script = options->script;
    struct text out = {0};
    bool good = command_need_book("script", count, err) &&
                project_check_target(options, words[0], options->output, false, err) &&
                project_open(&project, options, words[0], true, err);
    script.lexicon = project.lexicon;
    good = good &&
           scriptfile_write(project.script, &script, cover_of(project.book, words[0]), &out, err) &&
           command_print(options, &out, err);
    text_release(&out);
    project_close(&project);
    return good;
}
