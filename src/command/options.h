/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of command/. The command line: one table of options that fills a struct, prints --help, and
 * is compared with the man page by a test.
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include "base/err.h"
#include "base/metadata.h"
#include "book/book.h"
#include "script/script.h"
#include "speech/speech.h"

#include <stdbool.h>
#include <stdio.h>

enum progress_choice { PROGRESS_AUTO, PROGRESS_LINES, PROGRESS_NONE };

/* What a repeatable option gathered. */
enum { OPTION_LIST_MOST = 64 };
struct option_list {
    const char *items[OPTION_LIST_MOST];
    size_t count;
};

struct options {
    struct book_options book;
    struct script_options script;
    struct speech_settings speech;
    const char *output;  /* NULL: BOOK.mp3 beside the book */
    struct metadata tag; /* NULL: the book's own; title, author and language stand in `book` */
    const char *cover;   /* file; NULL: the book's own */
    struct option_list lexicons;
    const char *say;                  /* what `lectern voices` lets each voice say; NULL: nothing */
    const char *cast;                 /* file; NULL: BOOK.cast beside the book */
    const char *chapters, *from, *to; /* see command/choice.h; NULL: all */
    enum progress_choice progress;
    int verbosity; /* -1 quiet, 0, 1 verbose */
    bool dry_run, help, version;
};

/*
 * Fills `options` with the defaults and what the arguments say. Options may stand anywhere; "--"
 * ends them. What is left (words that are no options) is moved to the front of `arguments`, *count
 * becomes their number. Strings point into `arguments`. ERR_USAGE names the option and its range.
 */
bool options_parse(char **arguments, int *count, struct options *options, struct err *err);

void options_print_help(FILE *out);

#endif
