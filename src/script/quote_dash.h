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

#include "script/attribution_words.h"

struct dash_piece {
    size_t start, end; /* bytes in the block */
};

struct dash_found {
    struct dash_piece *items; /* malloc'ed, used again by the next call */
    size_t count, capacity;
};

/* Does a block begin with a dash that can open speech? */
bool starts_with_dash(struct view text);
/* An em dash, en dash or horizontal bar. */
bool rune_opens_dialogue(uint32_t rune);

/* The speech in one block. Linear time. */
void dash_find(struct view text, struct vocabulary *vocabulary, bool begins_as_speech,
               struct dash_found *found);

/* Does a tag with its verb first ("dit Anna") follow a comma or the like in the text? */
bool dash_has_tag(struct view text, struct vocabulary *vocabulary);

#endif
