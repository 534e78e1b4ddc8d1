/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pronunciation lexicons (W3C PLS 1.0) that an EPUB's pages link to: words and phrases, each with
 * what to say for it. Whole words only, the longest phrase first, as it is written before whatever
 * its case; an alias is used once and never looked up again.
 */
#ifndef BOOK_EPUB_LEXICON_H
#define BOOK_EPUB_LEXICON_H

#include "base/err.h"
#include "base/str.h"

#include <stddef.h>

struct builder;
struct epub_lexicon;
struct languages;

/* The lexicon of a PLS document in a book in `language` (may be NULL). Errors: see pls_read(). */
struct epub_lexicon *epub_lexicon_new(struct languages *languages, struct view bytes,
                                      const char *language, struct err *err);
void epub_lexicon_free(struct epub_lexicon *lexicon); /* NULL is fine */

/*
 * Adds spans for the words of the lexicon to the blocks from `first_block` on whose language
 * (`language` where they have none) is the lexicon's. Spans of these blocks begin at index
 * `first_span`; words that have a pronunciation already keep it. n log n.
 */
void epub_lexicon_apply(const struct epub_lexicon *lexicon, struct builder *builder,
                        size_t first_block, size_t first_span, const char *language);

#endif
