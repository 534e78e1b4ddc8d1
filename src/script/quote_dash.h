/*
 * Speech that a dash opens and nothing closes (Joyce; French, Spanish and Russian books).
 *
 * A paragraph that begins with a dash is speech up to a tag ("said Anna"; or any words between two
 * dashes, as Spanish and Russian set it). Behind a tag, a sentence is speech when it sounds so: by
 * the words that the language's data file lists as spoken (I, you, is) or told (was, had, she).
 * Inside paragraphs without a dash only sentences with a tag, or that clearly sound so, are speech.
 */
#ifndef SCRIPT_QUOTE_DASH_H
#define SCRIPT_QUOTE_DASH_H

#include "script/quote_dash_words.h"

/* What is known of a block before its words are read: any of these. */
enum dash_block {
    DASH_BLOCK = 1 << 0,        /* begins with a dash: its first words are speech */
    DASH_BEFORE = 1 << 1,       /* the block before does */
    DASH_BEHIND = 1 << 2,       /* the block behind does */
    DASH_FIRST_PERSON = 1 << 3, /* the book is told by "I" */
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

/* The speech in one block; `block` is of enum dash_block, `small` may be NULL. Linear time. */
void dash_find(struct view text, struct vocabulary *vocabulary, const struct dash_small *small,
               uint32_t block, struct dash_found *found);

/* Does a tag with its verb first ("dit Anna") follow a comma or the like in the text? */
bool dash_has_tag(struct view text, struct vocabulary *vocabulary);

#endif
