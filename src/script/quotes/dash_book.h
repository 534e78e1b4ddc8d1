/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a book with dialogue by dashes is like as a whole: read once, before its blocks are decided.
 */
#ifndef SCRIPT_QUOTES_DASH_BOOK_H
#define SCRIPT_QUOTES_DASH_BOOK_H

#include "book/book.h"
#include "script/quotes/dash.h"

struct dash_book {
    struct dash_small small;
    uint32_t flags; /* of enum dash_block: what holds for all blocks */
};

/* Reads all words of the book. Linear time. */
struct dash_book dash_book_read(const struct book *book, struct vocabulary *vocabulary);
void dash_book_release(struct dash_book *dashes);

/* What dash_find wants to know of block i: of enum dash_block. */
uint32_t dash_book_block(const struct dash_book *dashes, const struct book *book, size_t i);

#endif
