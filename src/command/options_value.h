/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/ (options.c, options_value.c): what the argument of an option may be, and the
 * field it goes into.
 */
#ifndef COMMAND_OPTIONS_VALUE_H
#define COMMAND_OPTIONS_VALUE_H

#include "command/options.h"

#include <stddef.h>

struct hasher;

/* How an argument becomes a field. */
enum option_type {
    OPTION_FLAG,          /* bool: becomes true */
    OPTION_TEXT,          /* const char *, UTF-8, may be empty */
    OPTION_NAME,          /* the same, but not empty */
    OPTION_FILE,          /* const char *, any bytes, not empty */
    OPTION_FILES,         /* struct option_list: one more */
    OPTION_INTEGER,       /* int, least .. most */
    OPTION_REAL,          /* double, least .. most */
    OPTION_RATE,          /* int: a sample rate */
    OPTION_YEAR,          /* const char *, four digits */
    OPTION_LANGUAGE,      /* const char *, in the form of a BCP 47 tag */
    OPTION_PAUSE,         /* uint32_t[]: REASON=MS, separated by commas */
    OPTION_READ,          /* uint32_t, one bit a skip reason: their names, separated by commas */
    OPTION_NOTES,         /* struct book_options: skip, here, reference, chapter */
    OPTION_SPLIT,         /* struct split_rule: chapters, parts, hours=N ... */
    OPTION_CHAPTER_FILES, /* uint32_t, one bit a format: their names, separated by commas */
    OPTION_SHARE,         /* struct speech_settings: I/N */
    OPTION_PROGRESS,      /* enum progress_choice: auto, lines, none */
    OPTION_QUIET,         /* int: becomes -1 */
    OPTION_VERBOSE,       /* int: becomes 1 */
    OPTION_TITLE,         /* not an option: a heading of --help */
};

struct option_row {
    enum option_type type;
    char letter;                 /* 0: none */
    const char *name, *argument; /* `argument` as in --help; NULL: the option takes none */
    size_t field;                /* offset in struct options */
    double least, most;          /* of a number */
    const char *help;            /* of OPTION_TITLE: the heading */
};

/* Stores an argument (NULL: the option takes none) in its field. Errors: ERR_USAGE names the
 * option, what is wrong and what it takes. */
bool option_set(const struct option_row *row, const char *argument, struct options *options,
                struct err *err);

/*
 * Adds the name and the value of an option to a key; of a file also its content. Options that only
 * change what is printed add nothing. Errors: ERR_INPUT when a file cannot be read.
 */
bool option_add_to_key(const struct option_row *row, const struct options *options,
                       struct hasher *hasher, struct err *err);

#endif
