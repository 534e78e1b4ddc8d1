/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What most commands begin with: the book is read, voices and lexicons are loaded, the script is
 * made.
 */
#ifndef COMMAND_PROJECT_H
#define COMMAND_PROJECT_H

#include "base/err.h"

#include <stdbool.h>

struct options;
struct text;

struct project {
    const struct text *given; /* a script file in memory instead of a book; NULL: none */
    struct castfile *cast;
    const char **cast_names; /* malloc'ed list of its names */
    struct book *book;
    struct voices *voices;
    struct lexicon *lexicon;
    struct script *script;
    bool *chosen; /* per chapter: wanted by --chapters, --from, --to */
};

/*
 * Fills a reading that is all zero but for `given`. `whole`: keep every chapter in the script,
 * chosen or not. Warnings about the book are printed. Lexicons: those named by --lexicon, then
 * BOOK.lexicon and BOOK.pls beside the book. The cast: --cast, else BOOK.cast beside the book,
 * unless the book is a script file with a cast of its own. On failure call project_close all the
 * same.
 */
bool project_open(struct project *project, const struct options *options, const char *book_path,
                  bool whole, struct err *err);
/* BOOK.ending beside BOOK.txt (the last ending of the name is replaced); free() it. */
char *project_beside(const char *book_path, const char *ending);

void project_close(struct project *project);

/* With -v: which entries of the lexicons were used, and how often; always: entries that cannot be
 * kept. */
void project_report_lexicon(const struct project *project);

#endif
