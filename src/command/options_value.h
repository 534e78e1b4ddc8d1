/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the argument of an option may be, and the field it goes into. Private to options*.c.
 */
#ifndef COMMAND_OPTIONS_VALUE_H
#define COMMAND_OPTIONS_VALUE_H

#include "command/options.h"

#include <stddef.h>

/* How an argument becomes a field. */
enum option_type {
    OPTION_FLAG,     /* bool: becomes true */
    OPTION_TEXT,     /* const char *, UTF-8, may be empty */
    OPTION_NAME,     /* the same, but not empty */
    OPTION_FILE,     /* const char *, any bytes, not empty */
    OPTION_FILES,    /* struct option_list: one more */
    OPTION_INTEGER,  /* int, least .. most */
    OPTION_REAL,     /* double, least .. most */
    OPTION_RATE,     /* int: a sample rate */
    OPTION_YEAR,     /* const char *, four digits */
    OPTION_LANGUAGE, /* const char *, a BCP 47 tag by its looks */
    OPTION_PAUSE,    /* REASON=MS, several parted by commas */
    OPTION_READ,     /* skip reasons, parted by commas */
    OPTION_NOTES,    /* skip, here, reference, chapter */
    OPTION_PROGRESS, /* auto, lines, none */
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_TITLE, /* a line of --help only */
};

struct option_row {
    enum option_type type;
    char letter; /* 0: none */
    const char *name, *argument;
    size_t field;
    double least, most;
    const char *help;
};

/* Puts an argument (NULL: the option has none) into its field. ERR_USAGE names the option, what is
 * wrong and what it takes. */
bool option_set(const struct option_row *row, const char *argument, struct options *options,
                struct err *err);

#endif
