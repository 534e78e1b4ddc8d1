/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a sentence ends at the marks that were read. Inside of the sentence splitter only.
 */
#ifndef SCRIPT_SENTENCES_ENDS_H
#define SCRIPT_SENTENCES_ENDS_H

#include "base/str.h"

struct end_mark;
struct sentence_rules;

/* Where we are: the text, and the beginning of the current sentence in it. */
struct sentence_place {
    const struct sentence_rules *rules;
    struct view text;
    size_t first;    /* where the first sentence begins */
    size_t sentence; /* where the current one begins */
};

/*
 * Looks at a bounded number of bytes on both sides of the mark. False at the end of the text, which
 * needs no rule.
 */
bool sentence_ends_at(const struct sentence_place *s, const struct end_mark *mark);

#endif
