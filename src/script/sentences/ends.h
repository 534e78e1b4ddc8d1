/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/sentences: whether a sentence ends at the marks that were read.
 */
#ifndef SCRIPT_SENTENCES_ENDS_H
#define SCRIPT_SENTENCES_ENDS_H

#include "base/str.h"

struct end_mark;
struct sentence_rules;

/* Where the splitter is: the text, and where the current sentence begins in it. */
struct sentence_position {
    const struct sentence_rules *rules;
    struct view text;
    size_t first;    /* where the first sentence begins */
    size_t sentence; /* where the current one begins */
};

/*
 * Looks at a bounded number of bytes on both sides of the mark. False at the end of the text, where
 * the caller ends the last sentence.
 */
bool sentence_ends_at(const struct sentence_position *s, const struct end_mark *mark);

#endif
