/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/quotes. What is known about a book with dialogue dashes as a whole. It is read
 * once, before any block is decided.
 */
#ifndef SCRIPT_QUOTES_DASH_BOOK_H
#define SCRIPT_QUOTES_DASH_BOOK_H

#include "book/book.h"
#include "script/quotes/dash.h"

struct dash_book {
    struct dash_small small;
    uint32_t flags; /* of enum dash_block: what is true of all blocks */
};

/* Reads all words of the book and adds them to the vocabulary. Linear time. */
struct dash_book dash_book_read(const struct book *book, struct vocabulary *vocabulary);
void dash_book_release(struct dash_book *dashes);

/* What dash_find must know about block i: of enum dash_block. */
uint32_t dash_book_block(const struct dash_book *dashes, const struct book *book, size_t i);

#endif
