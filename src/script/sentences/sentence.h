/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/: where a sentence ends. One splitter for prosody, pauses and synchronised text.
 *
 * A false break costs the ear more than a missed one (falling tone, pause), so in doubt there is
 * none. The conventions are those of books: a quotation and its tag are one sentence ("Stop!" he
 * cried.), the sentences inside a quotation are split, a closing bracket or footnote mark belongs
 * to the sentence before, verse is split at punctuation alone.
 *
 * Which marks end sentences is Unicode's Sentence_Terminal property and general categories (UAX
 * #29, by ICU). ICU's own iterator (UBRK_SENTENCE) is fast, but a poor base: it is right on about
 * half of the inputs with dialogue and has no candidate where a blank is missing, in lists, or
 * after a dash and a quotation mark. So the text is scanned here, and what stands on both sides of
 * each mark decides: the word before (abbreviation by kind, initial, numeral), and the word behind
 * (case; a word that only begins sentences; a name and a verb of speaking), after Kiss and Strunk,
 * "Unsupervised Multilingual Sentence Boundary Detection" (2006), with lists of words in place of
 * statistics.
 *
 * Time is linear in the text, and no more than a few dozen bytes around a mark are looked at again.
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
 * byte offsets into `text`, behind closing quotation marks and brackets and before the blanks that
 * follow. The last one is the end of the trimmed text. Nothing is appended for a blank text. The
 * sentence after an end begins at the next byte that is not white space.
 */
void sentence_split(const struct sentence_rules *rules, struct view text, struct offsets *ends);

#endif
