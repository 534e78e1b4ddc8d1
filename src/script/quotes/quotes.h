/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quotation marks: which stretches of a book's text are quoted.
 *
 * The style of the book (double, single or dash) is chosen once, by the marks that open paragraphs;
 * inside a block, marks open and close by what stands on both sides of them, so that wrong-way and
 * straight marks work, and apostrophes are no closing marks. What is quoted inside a quotation
 * belongs to the outer one. A quotation that is not closed ends with its block. One pass, linear
 * time.
 */
#ifndef SCRIPT_QUOTES_QUOTES_H
#define SCRIPT_QUOTES_QUOTES_H

#include "book/book.h"
#include "script/vocabulary/vocabulary.h"

enum quote_style { QUOTE_DOUBLE, QUOTE_SINGLE, QUOTE_DASH };

enum quote_flag {
    QUOTE_UNCLOSED = 1 << 0, /* ran to the end of its block */
    QUOTE_MINOR = 1 << 1, /* single marks in a book whose speech has double ones, or the reverse */
    QUOTE_BY_DASH = 1 << 2,   /* opened by a dialogue dash */
    QUOTE_CONTINUES = 1 << 3, /* the same speech as the quotation before it, in the block before */
    QUOTE_BLOCK = 1 << 4,     /* a whole block of a speech that was announced */
    QUOTE_LABELLED = 1 << 5,  /* a whole block whose speaker the book names: a play */
};

struct quote {
    size_t start, end; /* bytes of the book's text, marks included */
    uint32_t block;
    uint32_t flags;
};

struct quotes {
    struct quote *items; /* malloc'ed, in order, no overlap */
    size_t count, capacity;
    enum quote_style style;
};

/* True for the kinds of block that can hold speech. */
bool block_holds_speech(const struct block *block);

/* A double quotation mark of any script. */
bool rune_is_quotation_mark(uint32_t rune);

/* Finds all quotations. `vocabulary` knows the words that begin with an apostrophe. */
struct quotes quotes_find(const struct book *book, struct vocabulary *vocabulary);
void quotes_release(struct quotes *quotes);

#endif
