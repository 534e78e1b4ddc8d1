/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The error a function hands back: a kind, which decides the exit status, and one finished
 * sentence.
 *
 * Conventions, everywhere in this program:
 *   - a function that can fail returns bool (true: done) or a pointer (NULL: failed) and takes
 *     `struct err *err` as its last parameter; on success `err` is left alone;
 *   - the function nearest to the cause writes the whole sentence: what, where (file:line or
 *     chapter), what to do; callers may only put context in front of it;
 *   - only main.c, options.c and base/tty.c print.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

/* The value of a kind is the exit status of the program; the README and lectern(1) list them. */
enum err_kind {
    ERR_NONE = 0,
    ERR_SYSTEM = 1, /* the machine failed us: no memory, no processes, a bug */
    ERR_USAGE = 2,  /* the command line is wrong */
    ERR_INPUT = 3,  /* a file we were given cannot be read or makes no sense */
    ERR_OUTPUT = 4, /* the result cannot be written */
    ERR_SETUP = 5,  /* voices, language data or the synthesiser are missing */
    ERR_SPEECH = 6, /* some text could not be spoken */
};

enum { ERR_TEXT_BYTES = 1024 };

struct err {
    enum err_kind kind;
    char text[ERR_TEXT_BYTES]; /* UTF-8, NUL-terminated, without a final newline */
};

/* Fills `err` and returns false, so that `return err_set(err, ...);` reads well. */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "context: " in front of the sentence that is already there; returns false. */
bool err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
