/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as FictionBook. */
#include "base/str.h"
#include "book/fb2/fb2.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct err err = {0};
    struct text text = {0};
    struct book_options options = {.read_reasons = count % 2 == 0 ? 0 : ~0u};
    text_add(&text, (const char *)bytes, count);
    struct book *book = fb2_read("-", &text, &options, &err);
    text_release(&text);
    for (size_t i = 0; book != NULL && i < book->chapter_count; i++) /* what book_read does */
        if (book->chapters[i].title == NULL || book->chapters[i].title[0] == '\0')
            book->chapters[i].title = "untitled";
    if (book != NULL)
        fuzz_need(book_check(book, &err), &err);
    book_free(book);
    return 0;
}
