/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes are read as a book, by content: plain text, Markdown, HTML or EPUB. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct err err = {0};
    struct book *book = fuzz_book(bytes, count);
    if (book != NULL)
        fuzz_need(book_check(book, &err), &err);
    book_free(book);
    return 0;
}
