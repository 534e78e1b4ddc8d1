/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The languages of one book: its own, and those of blocks and phrases marked as foreign.
 */
#ifndef SCRIPT_BOOK_LANGUAGES_H
#define SCRIPT_BOOK_LANGUAGES_H

#include "base/err.h"
#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>

struct block;
struct lexicon;
struct norm_rules;

struct language_span {
    size_t span, start;
    size_t outer; /* the one around it of those before it, plus one; 0: none */
};

struct book_languages {
    struct norm_rules *rules[SCRIPT_LANGUAGES_MOST]; /* in the order of script->languages */
    bool foreign;                /* false: everything is read as the book's own language */
    struct language_span *spans; /* those with a language, in order */
    size_t span_count;
    struct err failed; /* the first failure of book_languages_at; kind ERR_NONE while all is well */
};

/* Begins with the book's language. ERR_SETUP: its data files are broken. Release in every case. */
bool book_languages_open(struct book_languages *languages, struct script *script,
                         struct lexicon *lexicon, bool foreign, struct err *err);
void book_languages_release(struct book_languages *languages);

/* False with ERR_SETUP when book_languages_at has met a broken data file; to be asked once all is
 * read. */
bool book_languages_good(const struct book_languages *languages, struct err *err);

/*
 * Index of the language at an offset of a block: that of the innermost SPAN_LANGUAGE around it,
 * else the block's, else the book's (0). A new one is added to script->languages as long as there
 * is room, and only when its primary part ("fr" of "fr-CA") is another than the book's.
 */
size_t book_languages_at(struct book_languages *languages, struct script *script,
                         const struct block *block, size_t at);

#endif
