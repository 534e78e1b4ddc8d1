/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: the project, all that most commands work on. The book is read, voices, cast
 * and lexicons are loaded, and the script is made.
 */
#ifndef COMMAND_PROJECT_H
#define COMMAND_PROJECT_H

#include "base/err.h"
#include "base/metadata.h"

#include <stdbool.h>

struct book;
struct options;
struct script;
struct text;

struct project {
    const struct text *given; /* a script file in memory instead of a book; NULL: none */
    /* Called when the book has been read, before the script is made; NULL: no need. */
    bool (*is_read)(void *context, const struct book *book, struct err *err);
    bool (*begun)(void *context, struct script *script, struct err *err); /* see script.h */
    void *context;
    struct castfile *cast;
    const char **cast_names; /* the names in it, a list that castfile_names made */
    struct book *book;
    struct voices *voices;
    struct lexicon *lexicon;
    struct script *script;
    bool *chosen; /* per chapter: selected by --chapters, --from, --to */
};

/*
 * Fills a project that is all zero except for `given`, `is_read`, `begun` and `context`. `whole`:
 * keep every chapter in the script, chosen or not. Prints warnings about the book. The lexicons are
 * those of
 * --lexicon, then BOOK.lexicon and BOOK.pls next to the book. The cast is that of --cast, else
 * BOOK.cast next to the book, unless the book is a script file that has a cast. Call project_close
 * on failure, too.
 *
 * The order matters: the names in the cast help to find the speakers of a play while the book is
 * read; the language of the book decides how lexicons are read; the script needs all of them.
 */
bool project_open(struct project *project, const struct options *options, const char *book_path,
                  bool whole, struct err *err);
/* What the options and the book say. */
struct metadata project_metadata(const struct options *options, const struct book *book);
/* The endings of the files that project_open looks for next to the book; NULL after the last. */
extern const char *const project_endings_beside[];
/* The path of BOOK.ending next to BOOK.txt: replaces the last ending of the name. free() it. */
char *project_beside(const char *book_path, const char *ending);

/*
 * ERR_USAGE when `target`, the file to be written, is one of those that are read: the book,
 * standard input, the cast, a lexicon, the cover, the chime. `replaces_cast`: it may be the cast.
 * NULL, "-" and a file that does not exist are fine.
 */
bool project_check_target(const struct options *options, const char *book_path, const char *target,
                          bool replaces_cast, struct err *err);

void project_close(struct project *project); /* fine on {0} and twice */

/* Warns of lexicon entries that cannot be used; with -v also prints how often each entry was. */
void project_report_lexicon(const struct project *project);

#endif
