/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/read: a reader of one format: a row of the table in read.c.
 */
#ifndef BOOK_READ_READER_H
#define BOOK_READ_READER_H

#include "base/str.h"
#include "book/book.h"

struct reader {
    const char *name;
    /* May look at the whole file. The first reader in the table for which it is true reads it. */
    bool (*matches)(struct view bytes);
    /*
     * Makes the book. `bytes` belongs to the caller, but its memory may be taken over (leaving
     * {0}). Title, author, language and titles of chapters may remain NULL: book_read fills them
     * in. NULL on failure, with ERR_INPUT or ERR_SETUP.
     */
    struct book *(*read)(const char *path, struct text *bytes, const struct book_options *options,
                         struct err *err);
};

#endif
