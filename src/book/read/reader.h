/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a reader of one format is: a row of the table in read.c. Private to book/read.
 */
#ifndef BOOK_READ_READER_H
#define BOOK_READ_READER_H

#include "base/str.h"
#include "book/book.h"

struct reader {
    const char *name;
    /* Looks at the whole file; the first reader in the table of read.c that says yes reads it. */
    bool (*matches)(struct view bytes);
    /*
     * Makes the book. `bytes` belongs to the caller, but its memory may be taken over (leaving
     * {0}). Title, author and language may be left NULL: book_read fills them in. NULL with
     * ERR_INPUT on failure.
     */
    struct book *(*read)(const char *path, struct text *bytes, const struct book_options *options,
                         struct err *err);
};

#endif
