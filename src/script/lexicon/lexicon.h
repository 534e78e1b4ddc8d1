/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR to the user's lexicon: how certain words are to be said. Two kinds of file, told apart by
 * content:
 *
 *   - W3C Pronunciation Lexicon Specification 1.0 (https://www.w3.org/TR/pronunciation-lexicon/):
 * <alias>, and <phoneme> in "ipa", "x-sampa" or "espeak";
 *   - a plain list, UTF-8, one entry a line, # begins a comment at the start of a line or behind a
 * blank:
 *
 *         Hermione = Her my oh nee           another spelling
 *         Hermione = [[h@m'aI@ni]]           eSpeak NG mnemonics
 *         /(\d+)ème/ = $1 ième               a regular expression (ICU's), /.../i without regard to
 * case [fr]                               what follows is for this language only; [] for all
 *
 * A written form matches whole words, also with 's behind it. In small letters it matches any case,
 * with a capital in it only that spelling. Blanks match any white space. A regular expression
 * matches anywhere. Later entries win over earlier ones, longer written forms over shorter ones,
 * regular expressions over both.
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
    const char *written; /* or the regular expression without its slashes */
    const char *spoken;
    bool regular;        /* a regular expression */
    size_t hits;         /* how often it was used; counted by normalise() */
    const char *problem; /* why it is not used ("no phoneme for ..."), or NULL */
};

/* An empty lexicon for a book or voice in `language` (BCP 47). To be freed before `languages`. */
struct lexicon *lexicon_new(struct languages *languages, const char *language);
void lexicon_free(struct lexicon *lexicon); /* NULL is fine */

/*
 * Adds the entries of a file that are for the lexicon's language. Errors (ERR_INPUT) name file,
 * line and entry: unreadable, not well-formed, an entry without one of its sides, [[ without ]], a
 * regular expression that ICU does not take. The lexicon is then as it was, or has the entries
 * before the error.
 */
bool lexicon_add_file(struct lexicon *lexicon, const char *path, struct err *err);

size_t lexicon_count(const struct lexicon *lexicon);
const struct lexicon_entry *lexicon_at(const struct lexicon *lexicon, size_t index);

/*
 * For normalise(): prepares the piece [start, end) of `text`, which must stay until the next call.
 * lexicon_next tells where the next match at or after `at` must be looked for at the latest;
 * text.bytes when nowhere. lexicon_match is asked at each beginning of a word and at those places:
 * true when an entry matches there; what is spoken is appended, *match_end is behind the written
 * form.
 */
void lexicon_begin(struct lexicon *lexicon, struct view text, size_t start, size_t end);
size_t lexicon_next(const struct lexicon *lexicon, size_t at);
bool lexicon_match(struct lexicon *lexicon, size_t at, struct text *spoken, size_t *match_end);

#endif
