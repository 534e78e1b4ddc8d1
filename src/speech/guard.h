/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may reach eSpeak NG. It aborts on some short plain texts, drops the rest of long clauses
 * without a word, and reads stray signs aloud; the guard makes pieces that it says whole. (Families
 * of crashes known for 1.51 and 1.52: a dotted title glued to a long number, many dotted
 * abbreviations in one clause, stacked suffixes in one word. With these limits 445,250 hostile
 * inputs gave no crash; it is a filter against what was found, not a proof, so speaking stays in a
 * child.)
 */
#ifndef SPEECH_GUARD_H
#define SPEECH_GUARD_H

#include "base/str.h"

#include <stdbool.h>

enum {
    GUARD_PIECE_BYTES = 400, /* longest piece */
    GUARD_PIECE_WORDS = 100, /* eSpeak NG loses what follows the 300th word of a clause */
    GUARD_PIECE_DIGITS = 40, /* ... and the 1000th phoneme */
    GUARD_PIECE_DOTS = 30,
    GUARD_TOKEN_BYTES = 60, /* a longer run without a blank gets one */
    GUARD_DIGIT_RUN = 15,   /* a longer number is read digit by digit */
};

/*
 * Cuts the next piece off `rest` (spoken text, one line) and writes it to `piece` (emptied first):
 * blanks single, control and invisible characters gone, no quotation marks, brackets, dashes or
 * ellipses at the ends, one final mark of . ? ! , ; : (a comma when the cut left none and `more`
 * follows in the sentence). A piece that would hold no letter or digit is passed over. False when
 * nothing is left.
 */
bool guard_next_piece(struct view *rest, bool more, struct text *piece);

/* The same text for a second try after a crash: letters, blanks, single digits and . , ? ! only. */
void guard_simplify(struct view spoken, struct text *simple);

#endif
