/*
 * What a reader of one format is, and the readers there are. Private to book/.
 */
#ifndef BOOK_READER_H
#define BOOK_READER_H

#include "base/str.h"
#include "book/book.h"

struct reader {
    const char *name;
    /* Looks at the whole file; the first reader in the table of book.c that says yes reads it. */
    bool (*matches)(struct view bytes);
    /*
     * Makes the book. `bytes` belongs to the caller, but its memory may be taken over (leaving
     * {0}). Title, author and language may be left NULL: book_read fills them in. NULL with
     * ERR_INPUT on failure.
     */
    struct book *(*read)(const char *path, struct text *bytes, const struct book_options *options,
                         struct err *err);
};

/* An empty book, all zero but for its arena. Free with book_free. */
struct book *book_new(void);

/* plain.c: text of any encoding. Matches everything, so it comes last. */
bool plain_matches(struct view bytes);
struct book *plain_read(const char *path, struct text *bytes, const struct book_options *options,
                        struct err *err);

#endif
