/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of pronunciation. Lexicons by W3C's Pronunciation Lexicon Specification 1.0:
 * <lexicon><lexeme><grapheme/>... <alias/> or <phoneme/></lexeme>...</lexicon>. About the room:
 * phonemes.h.
 *
 * Of several pronunciations of a written form, in one lexeme or in several, the first with
 * prefer="true" counts, or else the first (4.9.3 of the specification); if it cannot be used, the
 * next one that can. <example>, role and the other pronunciations are ignored.
 */
#ifndef BOOK_PRONUNCIATION_PLS_H
#define BOOK_PRONUNCIATION_PLS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Chosen: far above what lexicons have, low enough that a hostile one costs little. */
enum {
    PLS_MAX_BYTES = 16 * 1024 * 1024,
    PLS_MAX_ENTRIES = 200000,
    PLS_MAX_WORD_BYTES = 200, /* a grapheme, an alias; phonemes: PHONEMES_MAX_BYTES */
};

/* One written form; no two are the same. */
struct pls_entry {
    int line;            /* in the file; 1 is the first */
    const char *written; /* the grapheme; "" when a whole lexeme is wrong */
    const char *spoken;  /* mnemonics without [[ ]], or other words; NULL: it cannot be used */
    bool phonemes;       /* mnemonics */
    const char *problem; /* why it cannot be used: the middle of a sentence, or NULL */
    bool wrong;          /* the fault is in the file, and not that eSpeak NG lacks a sound */
    bool preferred;      /* prefer="true" */
};

struct languages;

struct pls {
    const char *language;      /* xml:lang as it is written; "" when there is none */
    struct pls_entry *entries; /* in the order of the file */
    size_t count;
    /* private */
    size_t capacity;
    bool full; /* there were more entries */
    struct arena *arena;
};

/*
 * Reads a lexicon whose words are in its own language, or else in `language` (BCP 47, may be NULL).
 * NULL with ERR_INPUT when it is too large, not well-formed or not a lexicon; with ERR_SETUP when
 * the tables of phonemes cannot be read. The sentence does not name the file.
 */
struct pls *pls_read(struct languages *languages, struct view bytes, const char *language,
                     struct err *err);
void pls_free(struct pls *pls); /* NULL is fine */

#endif
