/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/lexicon: the user's lexicon, which says how certain words are pronounced. There
 * are two kinds of file, distinguished by content:
 *
 *   - W3C Pronunciation Lexicon Specification 1.0 (https://www.w3.org/TR/pronunciation-lexicon/):
 *     <alias>, and <phoneme> in "ipa", "x-sampa" or "espeak";
 *   - a plain list in UTF-8, one entry a line. # begins a comment at the start of a line or after a
 *     blank:
 *
 *         Hermione = Her my oh nee           another spelling
 *         Hermione = [[h@m'aI@ni]]           eSpeak NG's mnemonics
 *         /(\d+)ème/ = $1 ième               a regular expression (ICU's); /.../i ignores case
 *         [fr]                               what follows is for this language; []: for all
 *
 * A written form matches whole words, also before 's. In small letters it matches any case, with a
 * capital in it only that spelling. Blanks match any white space. A regular expression matches
 * anywhere. Later entries win over earlier ones, longer written forms over shorter ones, regular
 * expressions over both.
 *
 * Call lexicon_new, lexicon_add_file for each file, then give it to norm_rules_use; lexicon_at has
 * the hits afterwards; lexicon_free. The room may use base and book/pronunciation (which reads PLS
 * files). Tests: unit/test_lexicon, the fuzzer lexicon.
 */
#ifndef SCRIPT_LEXICON_LEXICON_H
#define SCRIPT_LEXICON_LEXICON_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct languages;
struct lexicon;

struct lexicon_entry {
    const char *file;
    int line;            /* 1 is the first */
    const char *written; /* or the regular expression, without its slashes */
    const char *spoken;
    bool regular;        /* a regular expression */
    size_t hits;         /* how often it was used; counted by normalise() */
    const char *problem; /* why it is not used ("no phoneme for ..."), or NULL */
};

/* An empty lexicon for a book or voice in `language` (BCP 47). The caller frees it, before
 * `languages`. */
struct lexicon *lexicon_new(struct languages *languages, const char *language);
void lexicon_free(struct lexicon *lexicon); /* NULL is fine */

/*
 * Adds the entries of a file that are for the lexicon's language. Errors (ERR_INPUT) name file,
 * line and entry: unreadable, not well-formed, an entry without one of its sides, [[ without ]], a
 * regular expression that ICU does not accept. The lexicon then has the entries before the error,
 * or none of the file.
 */
bool lexicon_add_file(struct lexicon *lexicon, const char *path, struct err *err);

size_t lexicon_count(const struct lexicon *lexicon);
const struct lexicon_entry *lexicon_at(const struct lexicon *lexicon, size_t index);

/*
 * For normalise(). lexicon_begin prepares the piece [start, end) of `text`, which is borrowed until
 * the next call. lexicon_match is to be asked at each beginning of a word and wherever lexicon_next
 * says: true when an entry matches at `at`; then its spoken form is appended, and *match_end is the
 * end of the written form. lexicon_next is the start of the first match of a regular expression at
 * or after `at`, or text.bytes.
 */
void lexicon_begin(struct lexicon *lexicon, struct view text, size_t start, size_t end);
size_t lexicon_next(const struct lexicon *lexicon, size_t at);
bool lexicon_match(struct lexicon *lexicon, size_t at, struct text *spoken, size_t *match_end);

#endif
