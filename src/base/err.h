/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every header of base/ is a door: base holds what all other rooms may use, and uses none of them.
 * Read err.h, mem.h and str.h first; nearly everything uses them.
 *
 *     base64.h      pictures inside markup           nearest.h  the name that may have been meant
 *     big_endian.h  numbers in bytes                 outlet.h   bytes for a slow reader
 *     checksum.h    damage found                     permits.h  who may keep a processor busy
 *     err.h         errors                           roman.h    letters of Roman numerals
 *     file.h        files, read and written whole    search.h   binary search
 *     hash.h        FNV-1a                           spill.h    large memory in temporary files
 *     json.h        JSON Lines                       str.h      text, UTF-8, Unicode properties
 *     mem.h         checked memory, lists, arenas    table.h    hash table
 *     metadata.h    title, author and so on of a     tty.h      messages and progress on stderr
 *                   book
 *
 * Tests: test_err, test_mem, test_str, test_file, test_table, test_json, test_spill, test_tty,
 * test_outlet; tests/cli/streams.sh.
 *
 * This header: the error that a function returns. Its kind decides the exit status, its text is a
 * complete sentence. Conventions everywhere in this program:
 *   - A function that can fail returns bool (true: done) or a pointer (NULL: failed) and takes
 *     `struct err *err` as its last parameter. On success it does not change `err`.
 *   - The function nearest to the cause writes the whole sentence: what is wrong, where (file:line
 *     or chapter), what to do. Callers may only put context in front of it (err_prefix).
 *   - Only main.c, command/ and base/tty.c print.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

/* The value of a kind is the exit status of the program; the README and lectern(1) list them. */
enum err_kind {
    ERR_NONE = 0,
    ERR_SYSTEM = 1, /* the system failed: no memory, no processes; or a bug */
    ERR_USAGE = 2,  /* the command line is wrong */
    ERR_INPUT = 3,  /* a file given by the user cannot be read or makes no sense */
    ERR_OUTPUT = 4, /* the output cannot be written */
    ERR_SETUP = 5,  /* voices, language data or the synthesiser are missing */
    ERR_SPEECH = 6, /* some text could not be spoken */
    ERR_BOOKS = 7,  /* some of several books failed */
};

/* Longer sentences are cut. Chosen: a path and a line of explanation fit. */
enum { ERR_TEXT_BYTES = 1024 };

struct err {
    enum err_kind kind;
    char text[ERR_TEXT_BYTES]; /* UTF-8, NUL-terminated, without a final newline */
};

/* Fills `err` and returns false, which allows `return err_set(err, ...);`. */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* ERR_SYSTEM when errno `problem` says that the machine has no descriptors or no memory left, which
 * is not the fault of a file; else `kind`. */
enum err_kind err_kind_of(int problem, enum err_kind kind);

/* What to do about errno `problem`: "; raise ...", to follow strerror(); "" when nothing is known.
 */
const char *err_advice(int problem);

/* Puts "context: " in front of the sentence in `err`; returns false. */
bool err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
