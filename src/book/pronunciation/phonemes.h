/*
 * Pronunciations that a book brings along, turned into eSpeak NG's mnemonics.
 *
 * The International Phonetic Alphabet is mapped by a table of the language
 * (assets/lang/CODE/phonemes.txt, section [ipa]: sounds = mnemonics), X-SAMPA (J. C. Wells, 1995)
 * first to the former. Whatever the table does not know makes the whole value unusable: the
 * spelling is then the better guess.
 */
#ifndef BOOK_PRONUNCIATION_PHONEMES_H
#define BOOK_PRONUNCIATION_PHONEMES_H

#include "base/str.h"

#include <stdbool.h>

enum { EPUB_MAX_PHONEME_BYTES = 400 };

struct epub_phonemes;

/* For a book's language (BCP 47; NULL is fine). Without a table of that language nothing is mapped.
 */
struct epub_phonemes *epub_phonemes_new(const char *language);
void epub_phonemes_free(struct epub_phonemes *phonemes); /* NULL is fine */

/*
 * Appends the mnemonics of `value`, which is in `alphabet`: "ipa", "x-sampa" or NULL (then ipa).
 * False, with `out` as it was, when that cannot be done. `phonemes` may be NULL.
 */
bool epub_phonemes_map(const struct epub_phonemes *phonemes, const char *alphabet,
                       struct view value, struct text *out);

#endif
