/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A book made by hand for a test: paragraphs parted by "\n\n"; a line "#" is a heading. */
#ifndef TESTS_BOOK_OF_H
#define TESTS_BOOK_OF_H

#include "../languages.h"
#include "base/mem.h"
#include "book/book.h"

#include <stdlib.h>
#include <string.h>

struct made_book {
    struct book book;
    struct block blocks[64];
};

static void make_book(struct made_book *made, const char *language, const char *text)
{
    *made = (struct made_book){.book = {.text = text,
                                        .text_bytes = strlen(text),
                                        .metadata = {.language = language},
                                        .languages = test_languages()}};
    made->book.blocks = made->blocks;
    for (const char *at = text; *at != '\0' && made->book.block_count < 64;) {
        const char *end = strstr(at, "\n\n");
        size_t bytes = end == NULL ? strlen(at) : (size_t)(end - at);
        made->blocks[made->book.block_count++] =
            (struct block){.kind = *at == '#' ? BLOCK_HEADING : BLOCK_PARAGRAPH,
                           .start = (size_t)(at - text),
                           .end = (size_t)(at - text) + bytes};
        at += bytes + (end == NULL ? 0 : 2);
    }
}

#endif
