/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of command/: what the program can be asked to do. Each command gets the options and the
 * words behind its name; it prints its result on stdout and hands back what went wrong.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/err.h"

#include <stdbool.h>

struct options;
struct text;

typedef bool command_function(const struct options *options, char **words, int count,
                              struct err *err);

command_function command_render;   /* BOOK */
command_function command_chapters; /* BOOK */
command_function command_words;    /* BOOK */
command_function command_cast;     /* BOOK */
command_function command_script;   /* BOOK */
command_function command_voices;   /* none: lists them; with --say, each says the text */
command_function command_segment;  /* BOOK */
command_function command_text;     /* "spoken" or "sentences": a filter from stdin to stdout */

/* Renders a script file in memory, or with NULL the book at `path`. */
bool command_render_text(const struct options *options, const char *path, const struct text *script,
                         struct err *err);

/* ERR_USAGE unless exactly one word, a book, is left. */
bool command_need_book(const char *name, int count, struct err *err);

/* Prints a result on stdout, or writes it into the file of -o, which is not the book itself. */
bool command_print(const struct options *options, const char *book_path, const struct text *result,
                   struct err *err);

/* After printing: ERR_OUTPUT when stdout could not take it all. */
bool command_flush(struct err *err);

/*
 * SIGINT, SIGTERM, SIGHUP, SIGQUIT: command_catch_signals before the work; command_stopped tells
 * that one came; command_raise_signal, at the very end, ends the program by it, so that the shell
 * sees the truth.
 */
void command_catch_signals(void);
bool command_stopped(void);
void command_raise_signal(void);

#endif
