/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of pronunciation. Transcriptions in the International Phonetic Alphabet (IPA) or in X-SAMPA,
 * as the phoneme mnemonics that eSpeak NG accepts between [[ and ]].
 *
 * The room holds everything about written pronunciations: this table of symbols, and the reader of
 * pronunciation lexicons (pls.h). Both the reader of EPUB and the user's lexicon use it, so that
 * the same file sounds the same wherever it is. May use: xml. phonemes_new comes first, then
 * phonemes_map for each transcription. Tests: pronunciation, epub, lexicon; fuzzers pls, lexicon.
 *
 * Sources: W3C Pronunciation Lexicon Specification 1.0
 * (https://www.w3.org/TR/pronunciation-lexicon/); the IPA chart of the International Phonetic
 * Association (2020); J. C. Wells, "Computer-coding the IPA: a proposed extension of SAMPA" (1995);
 * eSpeak NG's phoneme tables, of which every language has its own: the mnemonic of a symbol is the
 * one for which that language's voice prints the symbol (espeak-ng --ipa, version 1.51).
 *
 * The symbols are data: assets/lang/CODE/phonemes.txt, then lang/mul/phonemes.txt for all languages
 * (assets/lang/README.md explains the sections); X-SAMPA becomes IPA by lang/mul/x-sampa.txt.
 */
#ifndef BOOK_PRONUNCIATION_PHONEMES_H
#define BOOK_PRONUNCIATION_PHONEMES_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/* Chosen: several times the longest word or phrase that a lexicon transcribes. */
enum { PHONEMES_MAX_BYTES = 400 };

struct languages;
struct phonemes;

/*
 * The tables for a language (BCP 47). NULL and ERR_SETUP when a file is broken or the one for all
 * languages is missing. If the language is NULL nothing can be mapped. To be freed before
 * `languages`.
 */
struct phonemes *phonemes_new(struct languages *languages, const char *language, struct err *err);
void phonemes_free(struct phonemes *phonemes); /* NULL is fine */

enum phonemes_result {
    PHONEMES_MAPPED,
    PHONEMES_LACKING, /* it is empty or too long, or eSpeak NG has no phoneme for a symbol */
    PHONEMES_WRONG,   /* the alphabet is unknown, or the value cannot be of this alphabet */
};

/*
 * Appends the mnemonics of `value`, which is in `alphabet`: "ipa" (also NULL and ""), "x-sampa" or
 * "espeak". A value is mapped whole or not at all: eSpeak NG drops the rest of a word after a
 * mnemonic that it does not know, and a word with a sound missing is further from the right one
 * than its spelling. When it is not mapped, `mnemonics` is as it was and the reason is appended to
 * `problem` (may be NULL) as the middle of a sentence.
 */
enum phonemes_result phonemes_map(const struct phonemes *phonemes, const char *alphabet,
                                  struct view value, struct text *mnemonics, struct text *problem);

#endif
