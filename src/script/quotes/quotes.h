/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/quotes: which stretches of a book's text are quoted. Not yet by whom.
 *
 * openings.h chooses the style of the book (double marks, single marks or dashes) once, by the
 * marks that open its paragraphs. Inside a block, a mark opens or closes according to the
 * characters on both sides of it; so straight marks and marks that point the wrong way work, and an
 * apostrophe closes nothing. What is quoted inside a quotation belongs to the outer one. A
 * quotation that is not closed ends with its block.
 *
 * announced.h finds speeches without marks, dash*.h finds speech that a dash opens, and
 * reporting_clauses.h cuts "dit Anne" out of what is between guillemets.
 *
 * Order: vocabulary_load, then quotes_find; people/tokens.h comes next. May use book and
 * script/vocabulary. Tests: tests/unit/test_quote.c, tests/spec/script, tests/spec/quotes.
 */
#ifndef SCRIPT_QUOTES_QUOTES_H
#define SCRIPT_QUOTES_QUOTES_H

#include "book/book.h"
#include "script/vocabulary/vocabulary.h"

enum quote_style { QUOTE_DOUBLE, QUOTE_SINGLE, QUOTE_DASH };

enum quote_flag {
    QUOTE_UNCLOSED = 1 << 0, /* not closed: runs to the end of its block */
    QUOTE_MINOR = 1 << 1,   /* single marks in a book whose speech has double ones, or vice versa */
    QUOTE_BY_DASH = 1 << 2, /* opened by a dialogue dash */
    QUOTE_CONTINUES = 1 << 3, /* the same speech as the quotation before it, in the block before */
    QUOTE_BLOCK = 1 << 4,     /* a whole block of an announced speech */
    QUOTE_LABELLED = 1 << 5,  /* a whole block whose speaker the book names, in a play */
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

/* True for the kinds of block that can hold speech: paragraph, verse, letter, list. */
bool block_holds_speech(const struct block *block);

/* True for a double quotation mark of any script. */
bool rune_is_quotation_mark(uint32_t rune);

/*
 * Finds all quotations; never fails. The vocabulary must be loaded for the book's language, for it
 * knows the words that begin with an apostrophe; in a book with dialogue dashes its words are added
 * to it. Linear time. Free with quotes_release.
 */
struct quotes quotes_find(const struct book *book, struct vocabulary *vocabulary);
void quotes_release(struct quotes *quotes);

#endif
