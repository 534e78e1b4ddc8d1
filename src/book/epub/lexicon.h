/*
 * Pronunciation lexicons (W3C PLS 1.0) that an EPUB's pages link to: words and phrases, each with
 * what to say for it. Whole words only, the longest phrase first, as it is written before whatever
 * its case; an alias is used once and never looked up again. Role and what a lexeme has beyond its
 * first pronunciation (or the preferred one) do not count.
 */
#ifndef BOOK_EPUB_LEXICON_H
#define BOOK_EPUB_LEXICON_H

#include "base/str.h"

#include <stddef.h>

struct build;
struct epub_lexicon;
struct epub_phonemes;
struct xml_node;

enum { EPUB_MAX_LEXEMES = 200000 };

/* The lexicon of a PLS document. Strings are copied. */
struct epub_lexicon *epub_lexicon_new(const struct xml_node *root,
                                      const struct epub_phonemes *phonemes);
void epub_lexicon_free(struct epub_lexicon *lexicon); /* NULL is fine */

/*
 * Adds spans for the words of the lexicon to the blocks from `first_block` on whose language
 * (`language` where they have none) is the lexicon's. Spans of these blocks begin at index
 * `first_span`; words that have a pronunciation already keep it. n log n.
 */
void epub_lexicon_apply(const struct epub_lexicon *lexicon, struct build *build, size_t first_block,
                        size_t first_span, const char *language);

#endif
