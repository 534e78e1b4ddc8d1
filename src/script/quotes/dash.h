/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Speech that a dash opens and nothing closes (Joyce; French, Spanish and Russian books).
 *
 * In a book that sets off tags by dashes ("—No —dijo Ana—. Ven.") each such dash changes between
 * speech and narration. Else a block is cut into clauses, and the likeliest way through them is
 * taken: what stands between two clauses, tags ("said Anna"), and words that sound spoken (I, you,
 * is) or told (was, had, she) speak for a change or against it.
 */
#ifndef SCRIPT_QUOTES_DASH_H
#define SCRIPT_QUOTES_DASH_H

#include "script/quotes/dash_words.h"

/* What is known of a block before its words are read: any of these. */
enum dash_block {
    DASH_BLOCK = 1 << 0,        /* begins with a dash: its first words are speech */
    DASH_BEFORE = 1 << 1,       /* the block before does */
    DASH_AFTER = 1 << 2,        /* the block behind does */
    DASH_FIRST_PERSON = 1 << 3, /* the book is told by "I" */
    DASH_PAIRS = 1 << 4,        /* the book sets off tags by dashes: Spanish, Russian */
    DASH_BARE_PAIRS = 1 << 5,   /* ... without other punctuation, too: Polish */
    DASH_TOLD_PLAIN = 1 << 6,   /* there is no speech in blocks without a dash */
};

struct dash_piece {
    size_t start, end; /* bytes in the block */
};

struct dash_found {
    struct dash_piece *items; /* malloc'ed, used again by the next call */
    size_t count, capacity;
};

/* Does a block begin with a dash that can open speech? */
bool starts_with_dash(struct view text);
/* Does it begin as speech rather than as an item of a list ("— two keys") or the name below a
 * motto ("—JOHN MILTON")? */
bool starts_as_remark(struct view text);

/* The speech in one block; `block` is of enum dash_block, `small` may be NULL. Linear time. */
void dash_find(struct view text, struct vocabulary *vocabulary, const struct dash_small *small,
               uint32_t block, struct dash_found *found);

#endif
