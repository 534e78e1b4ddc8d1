/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks that open the blocks of a book, and what they tell about its style.
 */
#ifndef SCRIPT_QUOTES_OPENINGS_H
#define SCRIPT_QUOTES_OPENINGS_H

#include "script/quotes/quotes.h"

enum quote_mark { QUOTE_MARK_NONE, QUOTE_MARK_DOUBLE, QUOTE_MARK_SINGLE };

/* The sort of quotation mark that a character is, if any. */
enum quote_mark quote_mark_of(uint32_t rune);

/* How many blocks begin with which mark. */
struct openings {
    size_t doubles, singles, dashes;
    size_t listed, asking;  /* items of lists with a hyphen; those that ask, cry or have a tag */
    size_t inward, outward; /* » first, « first */
    bool reversed;          /* the book writes »so« */
    bool dashes_count;      /* a dash opens speech in this book */
    bool lists_speak;       /* so does the hyphen of what looks like a list */
    enum quote_style style;
};

struct openings openings_count(const struct book *book);

#endif
