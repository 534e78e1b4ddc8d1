/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script: the languages of one book, which are its own and those of blocks and phrases
 * marked as foreign.
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
    size_t outer; /* index of the language_span around it, plus one; 0: none */
};

struct book_languages {
    struct norm_rules *rules[SCRIPT_LANGUAGES_MOST]; /* in the order of script->languages */
    bool foreign;                /* false: everything is read as the book's own language */
    struct language_span *spans; /* those with a language, in order */
    size_t span_count;
    struct err failed; /* the first failure of book_languages_at, or ERR_NONE */
};

/* Loads the book's language. `foreign` as above. ERR_SETUP when its data files are broken. Must be
 * released in any case. */
bool book_languages_open(struct book_languages *languages, struct script *script,
                         struct lexicon *lexicon, bool foreign, struct err *err);
void book_languages_release(struct book_languages *languages);

/* To be asked after the last call of book_languages_at. False, with ERR_SETUP, when one of these
 * calls found a broken data file. */
bool book_languages_good(const struct book_languages *languages, struct err *err);

/*
 * Index of the language at an offset of a block: that of the innermost SPAN_LANGUAGE around it,
 * else the block's, else the book's (0). A new one is added to script->languages while there is
 * room, unless it has the primary subtag ("fr" of "fr-CA") of one that is there.
 */
size_t book_languages_at(struct book_languages *languages, struct script *script,
                         const struct block *block, size_t at);

/* Index of a language, added as above. `language` is copied. */
size_t book_languages_add(struct book_languages *languages, struct script *script,
                          const char *language);

#endif
