/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a book as tokens: with what is before each, and whether it is quoted. Part of the
 * door people.h, which includes it.
 */
#ifndef SCRIPT_PEOPLE_TOKENS_H
#define SCRIPT_PEOPLE_TOKENS_H

#include "script/quotes/quotes.h"

/* What is between a token and the one before it: any of these. */
enum gap {
    GAP_COMMA = 1 << 0,
    GAP_COLON = 1 << 1, /* : */
    GAP_DASH = 1 << 2,
    GAP_STOP = 1 << 3,  /* . ! ? and the start of a block */
    GAP_QUOTE = 1 << 4, /* a quotation begins or ends here */
    GAP_BLOCK = 1 << 5,
    GAP_POINT = 1 << 6, /* a full stop after a title or an initial */
    GAP_OTHER = 1 << 7, /* brackets, semicolons */
};

enum token_flag {
    TOKEN_CAPITAL = 1 << 0,
    TOKEN_POSSESSIVE = 1 << 1, /* had 's, which is cut off */
    TOKEN_ALL_CAPITALS = 1 << 2,
};

struct token {
    size_t start;
    uint32_t word;  /* in the vocabulary */
    uint32_t quote; /* index of its quotation + 1; 0: narration */
    uint16_t bytes;
    uint8_t gap, flags;
};

struct tokens {
    struct token *items; /* malloc'ed; one more at the end, with GAP_BLOCK | GAP_STOP and word 0 */
    size_t count, capacity;
    size_t *block_first; /* first token of each block; after the last, count */
};

/* The tokens of all blocks that can hold speech; none for a book without quotations. Also counts in
 * the vocabulary how each word is written. Assumes quotes_find. Linear. Free with tokens_release.
 */
struct tokens tokens_make(const struct book *book, const struct quotes *quotes,
                          struct vocabulary *vocabulary);
void tokens_release(struct tokens *tokens);

/* The number of tokens from i on that form a verb of speaking in narration: 0, 1, or 2 for "went
 * on". */
size_t tokens_speaking(const struct tokens *tokens, const struct vocabulary *vocabulary, size_t i);

#endif
