/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of command/: what the program can be asked to do. Each command is a function that gets the
 * options and the words after its name. It prints its result on stdout or writes a file, and
 * returns its error to main.c, which prints it.
 *
 * Most commands call command_need_book, then project_open (project.h: book, cast, voices, lexicons,
 * script), then what prints or renders, and project_close. options.h, the second door, is the
 * command line: its table is options.c, the values of options are checked in options_value.c.
 * overview.h prints what --dry-run shows; chapter_choice.h reads --chapters. render.h renders one
 * book; shelf.h several, each in a process of its own (book_process.h).
 *
 * May use audio, naming, book, book/read, most rooms of script/ (see src/README.md), speech and
 * track. Only main.c uses this one. Tests: test_options; tests/cli/options.sh, errors.sh, parts.sh,
 * streams.sh.
 *
 * A new command is a file with its function, a row here and a paragraph in the man page.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/err.h"

#include <stdbool.h>

struct options;
struct text;

typedef bool command_function(const struct options *options, char **words, int count,
                              struct err *err);

/*
 * The commands, one row each in the order of --help: name, arguments, whether it only prints (then
 * -o is an error), help. A row declares command_NAME; the last three are defined in src/help.
 */
#define COMMANDS(ROW)                                                                              \
    ROW(chapters, " BOOK", true, "list the chapters: words, time, what is skipped")                \
    ROW(words, " BOOK", true,                                                                      \
        "list the names and the words that are spelled out, with their sound")                     \
    ROW(cast, " BOOK", false, "print who speaks with which voice, to edit and save as BOOK.cast")  \
    ROW(script, " BOOK", false, "print the whole book with voice tags, to edit and render")        \
    ROW(voices, " [NAME...]", false, "list the voices; with --say \"TEXT\" -o FILE, hear them")              \
    ROW(segment, " BOOK", true, "print what is read, sentence by sentence, as JSON Lines")         \
    ROW(info, " FILE.mp3", true,                                                                   \
        "what is in any MP3: length, chapters, tags, sound, faults; --json, --measure, "           \
        "--picture")                                                                               \
    ROW(text, " spoken|sentences", true,                                                           \
        "a filter for lines: as they are spoken, or split into sentences")                         \
    ROW(config, " [BOOK]", true, "print the settings that hold, and where each is from")           \
    ROW(help, " [COMMAND]", true, "what a command does, and the options that it takes")            \
    ROW(completions, " SHELL", true, "print completions for bash, zsh or fish")                    \
    ROW(version, "", true, "print the version numbers")

#define COMMAND_DECLARE(name, arguments, only_prints, help) command_function command_##name;
COMMANDS(COMMAND_DECLARE)
command_function command_render; /* a book, without the name of a command */

/* Renders a script file in memory, or with NULL the book at `path`, as the options say. */
bool command_render_text(const struct options *options, const char *path, const struct text *script,
                         struct err *err);

/*
 * Takes from this process what a command that makes no sound does not need, before it reads a book;
 * see sandbox/sandbox.h. `words` may be books. Nothing with --no-sandbox; what the kernel cannot do
 * is told with --verbose. (A render does this itself: confine.h.)
 */
void command_confine(const struct options *options, char **words, int count);

/* ERR_USAGE unless there is exactly one word, the book. `name`: the command, "" for none. */
bool command_need_book(const char *name, int count, struct err *err);

/* ERR_INPUT for a file that does not exist while one of nearly this name stands in its folder. */
bool command_check_name(const char *path, struct err *err);

/* Prints a result on stdout or, with -o, writes it to that file. Control characters other than line
 * breaks and tabs are left out, so that no book does anything to a terminal. Errors: ERR_OUTPUT. */
bool command_print(const struct options *options, const struct text *result, struct err *err);

/* Call after printing: ERR_OUTPUT when not everything could be written to stdout. */
bool command_flush(struct err *err);

/*
 * SIGINT, SIGTERM, SIGHUP, SIGQUIT: call command_catch_signals before the work. command_stopped is
 * true when one has come. command_raise_signal, at the very end, ends the program by that signal,
 * so the shell sees how it ended; it returns when there was none.
 */
void command_catch_signals(void);
/* For a child that is to end by them again until it catches them itself. */
void command_let_signals(void);
bool command_stopped(void);
void command_raise_signal(void);

#endif
