/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: in which language a text is, by its script and its function words
 * (assets/lang/mul/recognition.txt).
 *
 * Measured on pieces of 30 words from books that the lists were not made from, see
 * assets/lang/README.md. A text of any length takes constant time beyond some thousand words, which
 * are taken from all over it.
 */
#ifndef BOOK_WORDING_RECOGNITION_H
#define BOOK_WORDING_RECOGNITION_H

#include "base/err.h"
#include "base/str.h"
#include "data/language.h"

#include <stdbool.h>
#include <stddef.h>

struct book;

/* What a text says about its language. */
struct language_evidence {
    char code[LANGUAGE_CODE_BYTES]; /* the likeliest; "" when nothing speaks for any */
    size_t words;                   /* of the sample */
    size_t found;                   /* of these, function words of that language */
    size_t score;                   /* what they weigh: a word of few languages weighs more */
    size_t told_score;              /* the same for the language that was told; 0: none */
    bool latin;                     /* most letters are Latin */
    bool told_known;                /* there is a list of its words */
    bool script_differs;            /* the text is in a script that is not of the language told */
};

/* `told`: the language that the text is said to have (BCP 47), or NULL. False with ERR_SETUP. */
bool language_weigh(struct languages *languages, struct view text, const char *told,
                    struct language_evidence *evidence, struct err *err);

/* The language of a text as a code; "en" when a few lines are not enough for another one. */
bool language_detect(struct languages *languages, struct view text, char code[LANGUAGE_CODE_BYTES],
                     struct err *err);

enum language_verdict {
    LANGUAGE_AS_TOLD, /* or too little is known */
    LANGUAGE_DOUBTED, /* rather another one */
    LANGUAGE_OTHER,   /* without doubt another one */
};

/* What the evidence says of the language told. */
enum language_verdict language_judge(const struct language_evidence *evidence);

/*
 * The language of a book that says it is `told`, with a sample of its text: `told`, or another one,
 * in the book's arena, when the text is in that without doubt. A warning tells when they disagree.
 * `told` NULL: the book does not say; then the text decides.
 */
bool language_confirm(struct book *book, struct view text, const char *told, const char **language,
                      struct err *err);

/* True when ICU has it that a language (BCP 47) is written in a script (UScriptCode), or does not
 * know the language. */
bool language_is_written(const char *tag, int script);

#endif
