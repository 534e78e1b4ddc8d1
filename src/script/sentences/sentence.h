/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/sentences: where sentences end. One splitter for prosody, pauses and synchronised
 * text.
 *
 * To the ear a false break is worse than a missed one (falling tone, pause), so in doubt the text
 * is not split. The conventions are those of books: a quotation and its dialogue tag are one
 * sentence (as in "Stop!" he cried.), the sentences inside a quotation are split, a closing bracket
 * or a note mark belongs to the sentence before it, verse is split at punctuation only.
 *
 * Which marks end sentences is Unicode's Sentence_Terminal property and general categories (UAX
 * #29, by ICU). ICU's sentence iterator (UBRK_SENTENCE) is fast but a poor base: it is right on
 * about half of the inputs with dialogue, and has no candidate where a blank is missing, in lists,
 * or after a dash and a quotation mark. So the text is scanned here, and the words on both sides of
 * each mark decide: the one before (abbreviation by kind, initial, numeral) and the one after
 * (case; a word that only begins sentences; a name and a verb of speaking). This follows Kiss and
 * Strunk, "Unsupervised Multilingual Sentence Boundary Detection" (2006), with lists of words in
 * place of statistics.
 *
 * Time is linear in the text; only a few dozen bytes around each mark are looked at again.
 *
 * Call sentence_rules_load, sentence_split for each block, sentence_rules_free. The room may use
 * base only. Inside it, sentence.c scans, marks.c reads the marks, ends.c and dot.c decide, with
 * the help of boundary_words.c (words), rules.c (data of the language) and list.c (lists). Tests:
 * unit/test_sentence, spec/sentences.
 */
#ifndef SCRIPT_SENTENCES_SENTENCE_H
#define SCRIPT_SENTENCES_SENTENCE_H

#include "base/err.h"
#include "base/str.h"

struct languages;
struct sentence_rules;

/*
 * The rules of a language (BCP 47: "en-GB", "de"; also "eng"). NULL, "" and languages without a
 * data file get the general rules. NULL with ERR_SETUP when the data file is broken. To be freed
 * before `languages`.
 */
struct sentence_rules *sentence_rules_load(struct languages *languages, const char *language,
                                           struct err *err);
void sentence_rules_free(struct sentence_rules *rules);

struct offsets {
    size_t *at; /* free with spill_free */
    size_t count, capacity;
};

void offsets_add(struct offsets *offsets, size_t at);

/*
 * Appends the end of each sentence in `text` (one block; line breaks count as blanks) to `ends`:
 * byte offsets into `text`, after closing quotation marks and brackets and before the blanks that
 * follow. The last one is the end of the trimmed text. Nothing is appended for a blank text. The
 * sentence after an end begins at the next byte that is not white space.
 */
void sentence_split(const struct sentence_rules *rules, struct view text, struct offsets *ends);

#endif
