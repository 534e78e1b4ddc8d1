/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/read: a file becomes a book, whatever its format. The table of readers is in read.c;
 * no other room of book/ knows it. A new format is a room with a reader (reader.h) and a row there.
 *
 * Uses all other rooms of book/ that have readers. Tests: unit/test_plain, unit/test_web_page,
 * cli/formats, cli/errors, fuzzer book.
 */
#ifndef BOOK_READ_READ_H
#define BOOK_READ_READ_H

#include "base/err.h"
#include "base/str.h"
#include "book/book.h"

/*
 * Reads a book; the content of the file, not its name, decides the format. "-" is standard input.
 * Any text is a book: bad bytes become U+FFFD and are counted. The caller frees it with book_free;
 * title, author and language are set, and every chapter has a title. NULL on failure: ERR_INPUT
 * (unreadable, empty, binary, of another kind, too large) or ERR_SETUP (a data file is broken).
 */
struct book *book_read(const char *path, const struct book_options *options, struct err *err);
/* The same for a script file in memory, whose bytes are taken over; without its cover. `path` is
 * for messages. */
struct book *book_from_script(const char *path, struct text *bytes,
                              const struct book_options *options, struct err *err);

/* The path of the cover that a script file names, relative to the file at `path`; free() it. NULL
 * when it names none. book_read has read it already. */
char *book_cover_path(const struct book *book, const char *path);

#endif
