/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/read: a file becomes a book, whatever its format. The roof of book/: the table of
 * the readers stands here, and no reader knows another through it.
 */
#ifndef BOOK_READ_READ_H
#define BOOK_READ_READ_H

#include "base/err.h"
#include "base/str.h"
#include "book/book.h"

/*
 * Reads a book; its format is found by content, not by name. "-" is standard input. Text of any
 * content is a book: bad bytes become U+FFFD and are counted. Errors (ERR_INPUT): unreadable,
 * empty, binary, larger than the limits in read.c. NULL on failure; the caller frees with
 * book_free.
 */
struct book *book_read(const char *path, const struct book_options *options, struct err *err);
/* The same for a script file that is already in memory (its bytes are taken over). `path` is for
 * messages. */
struct book *book_from_script(const char *path, struct text *bytes,
                              const struct book_options *options, struct err *err);

#endif
