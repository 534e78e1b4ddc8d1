/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A book read from text in memory, as a test of a reader wants it. Include "../test.h" first. */
#ifndef TESTS_BOOK_TEXT_H
#define TESTS_BOOK_TEXT_H

#include "book/book.h"

typedef struct book *book_reader(const char *path, struct text *bytes,
                                 const struct book_options *options, struct err *err);

/* The book, its blocks checked, "?" for titles that the reader leaves open; NULL as the reader. */
static struct book *read_text(book_reader *read, const char *source,
                              const struct book_options *options)
{
    struct err err = {0};
    struct text text = {0};
    text_add_str(&text, source);
    struct book *book = read("-", &text, options, &err);
    text_release(&text);
    for (size_t i = 0; book != NULL && i < book->chapter_count; i++)
        if (book->chapters[i].title == NULL)
            book->chapters[i].title = "?";
    if (book != NULL)
        CHECK(book_check(book, &err));
    return book;
}

#endif
