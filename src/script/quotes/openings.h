/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/quotes. The marks that open the blocks of a book, and the style of quotation
 * that follows from them.
 */
#ifndef SCRIPT_QUOTES_OPENINGS_H
#define SCRIPT_QUOTES_OPENINGS_H

#include "script/quotes/quotes.h"

enum quote_mark { QUOTE_MARK_NONE, QUOTE_MARK_DOUBLE, QUOTE_MARK_SINGLE };

/* The kind of quotation mark that a character is, if any. */
enum quote_mark quote_mark_of(uint32_t rune);

/* How many blocks begin with which mark. */
struct openings {
    size_t doubles, singles, dashes;
    size_t listed, asking;  /* items of lists with a dash; those with ?, ! or a tag */
    size_t inward, outward; /* blocks with » first; with « first */
    bool reversed;          /* the book writes »so« */
    bool dashes_count;      /* a dash opens speech in this book */
    bool lists_speak;       /* so does the dash of what looks like a list */
    enum quote_style style;
};

/* Counts the marks of all blocks that can hold speech, and decides. Linear time. */
struct openings openings_count(const struct book *book);

#endif
