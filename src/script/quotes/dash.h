/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/quotes. Speech that a dash opens and nothing closes (Joyce; French, Spanish and
 * Russian books).
 *
 * In a book that sets off dialogue tags by dashes ("—No —dijo Ana—. Ven."), each such dash changes
 * between speech and narration. In other books a block is cut into clauses, and the most probable
 * sequence of speech and narration is taken (Viterbi, two states). The evidence: the punctuation
 * between two clauses, dialogue tags ("said Anna"), and words that are more frequent in speech (I,
 * you, is) or in narration (was, had, she). The weights are trained, see dash_weights.c.
 *
 * Order: dash_book_read once (dash_book.h), then dash_find for each block; inside it,
 * dash_words_read (dash_words.h) and dash_clauses_cut (dash_clauses.h).
 */
#ifndef SCRIPT_QUOTES_DASH_H
#define SCRIPT_QUOTES_DASH_H

#include "script/quotes/dash_words.h"

/* What is known about a block before its words are read: any of these. */
enum dash_block {
    DASH_BLOCK = 1 << 0,        /* it begins with a dash: its first words are speech */
    DASH_BEFORE = 1 << 1,       /* the block before it begins with a dash */
    DASH_AFTER = 1 << 2,        /* the block after it begins with a dash */
    DASH_FIRST_PERSON = 1 << 3, /* the book has a first-person narrator */
    DASH_PAIRS = 1 << 4,        /* the book sets off dialogue tags by dashes: Spanish, Russian */
    DASH_BARE_PAIRS = 1 << 5,   /* ... even without other punctuation: Polish */
    DASH_TOLD_PLAIN = 1 << 6,   /* there is no speech in blocks without a dash */
};

struct dash_piece {
    size_t start, end; /* bytes in the block */
};

struct dash_found {
    struct dash_piece *items; /* malloc'ed; the next call reuses it */
    size_t count, capacity;
};

/* Does the block begin with a dash, or a hyphen used as one, that can open speech? */
bool starts_with_dash(struct view text);
/* Does it begin like speech, and not like an item of a list ("— two keys") or the name below a
 * motto
 * ("—JOHN MILTON")? */
bool starts_as_remark(struct view text);

/* Finds the speech in one block. `block` is of enum dash_block, from dash_book_block; `small` may
 * be NULL. Never fails; linear time. */
void dash_find(struct view text, struct vocabulary *vocabulary, const struct dash_small *small,
               uint32_t block, struct dash_found *found);

#endif
