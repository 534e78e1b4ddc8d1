/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to epub. Pronunciation lexicons (W3C PLS 1.0) to which pages of an EPUB link: words and
 * phrases, each with what is said for it. Only whole words; the longest phrase first; an entry in
 * the same case before one in another. An alias is not looked up again.
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
 * Adds spans for the words of the lexicon to the blocks from `first_block` on, where their language
 * (`language` if they have none) is the lexicon's. Spans of these blocks begin at index
 * `first_span`; words that already have a pronunciation keep it. n log n.
 */
void epub_lexicon_apply(const struct epub_lexicon *lexicon, struct builder *builder,
                        size_t first_block, size_t first_span, const char *language);

#endif
