/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/quotes. The words of one block, for dialogue dashes and reporting clauses: what
 * is known about each, what is before it, and the tags ("said Anna", "he answered softly") that
 * begin at it.
 */
#ifndef SCRIPT_QUOTES_DASH_WORDS_H
#define SCRIPT_QUOTES_DASH_WORDS_H

#include "script/vocabulary/vocabulary.h"

/* What is between a word and the one before it: any of these. */
enum dash_gap {
    DASH_COMMA = 1 << 0,
    DASH_COLON = 1 << 1,
    DASH_OTHER = 1 << 2, /* a semicolon or a bracket */
    DASH_STOP = 1 << 3,  /* . ! ? or an ellipsis */
    DASH_QUESTION = 1 << 4,
    DASH_EXCLAMATION = 1 << 5,
    DASH_DASH = 1 << 6,   /* any dash, doubled hyphens too */
    DASH_SPACED = 1 << 7, /* a dialogue dash after punctuation, or with a blank on one side only */
    DASH_SAID = 1 << 8,   /* nothing, but a capital follows a verb of speaking: said Yes */
    DASH_PAIR = 1 << 9,   /* a dash that sets off a tag where dashes come in pairs; so does ... */
    DASH_BARE = 1 << 10,  /* ... one with blanks on both sides and no punctuation, in some books */
    DASH_BLANK_FIRST = 1 << 11, /* a blank before the dash of DASH_PAIR */
    DASH_GAP_MARKS = DASH_SPACED | DASH_PAIR | DASH_BARE | DASH_BLANK_FIRST,
};

struct dash_word {
    size_t start, end; /* bytes in the block */
    uint64_t classes;  /* of enum word_class */
    uint32_t number;   /* in the vocabulary; 0: not looked up, too long */
    int sound;
    uint32_t gap;
    bool capital, adverb;
    bool name; /* has a capital, and not just because a sentence begins, as far as is known */
};

/* Which words a book writes with a small letter, by number; nothing is known about words added
 * later. */
struct dash_small {
    bool *items; /* malloc'ed */
    size_t count;
};

struct dash_words {
    struct view text;
    struct vocabulary *vocabulary;
    const struct dash_small *small; /* NULL: nothing is known */
    struct dash_word *items;        /* malloc'ed */
    size_t count, capacity;
    uint32_t tail; /* what is after the last word: of enum dash_gap */
};

/* Reads the words of words->text into the list, which is reused, and adds them to the vocabulary.
 * Linear time. */
void dash_words_read(struct dash_words *words);

/* True for an em dash, en dash or horizontal bar. */
bool rune_opens_dialogue(uint32_t rune);

/* Does a clause begin at this word? */
bool dash_clause_begins(const struct dash_word *word);
/* Does a sentence begin at word i? */
bool dash_sentence_begins(const struct dash_words *words, size_t i);
/* Is word i a verb of speaking without a capital? False beyond the last word. */
bool dash_is_speaking(const struct dash_words *words, size_t i);
/* The word after a subject that begins at word i ("Anna Brown", "the old man"), or i. */
size_t dash_pass_subject(const struct dash_words *words, size_t i);
/* The word after a tag that begins at word i, or i. */
size_t dash_pass_tag(const struct dash_words *words, size_t i);

#endif
