/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to speech/: the guard, which decides what may reach eSpeak NG.
 *
 * eSpeak NG aborts on some short plain texts, silently drops the end of long clauses, and reads
 * stray characters aloud. The guard cuts spoken text into pieces that it says completely.
 *
 * Crashes known in 1.51 and 1.52: a title with a full stop directly before a long number, many
 * dotted abbreviations in one clause, many suffixes on one word. With the limits below 445,250
 * hostile inputs gave no crash. That is a filter against what was found, not a proof, so speaking
 * stays in a child process.
 */
#ifndef SPEECH_GUARD_H
#define SPEECH_GUARD_H

#include "base/str.h"

#include <stdbool.h>

/* Bytes, dots and token bytes are the limits of those 445,250 inputs. The others keep a distance
 * from measured losses. */
enum {
    GUARD_PIECE_BYTES = 400, /* eSpeak NG cuts a clause by itself after about 726 */
    GUARD_PIECE_WORDS = 100, /* it drops what follows the 300th word of a clause */
    GUARD_PIECE_DIGITS = 40, /* it drops what follows the 1000th phoneme, about 90 digits */
    GUARD_PIECE_DOTS = 30,   /* 85 abbreviations such as "A." in one clause make it crash */
    GUARD_TOKEN_BYTES = 60,  /* a blank is put into a longer word; it cuts off words at about 130 */
    GUARD_DIGIT_RUN = 15,    /* a longer number is read digit by digit; beyond 20 it loses some */
};

/*
 * Cuts the next piece off `rest` (spoken text, one line) and writes it to `piece`, which is emptied
 * first. A piece has single blanks, no control or invisible characters, no quotation marks,
 * brackets, dashes or ellipses at its ends, and one final mark out of . ? ! , ; : When the text has
 * none there, it is a comma if more of the sentence follows (in `rest`, or after it by `more`),
 * else a full stop. Pieces without any letter or digit are skipped. False when nothing is left.
 */
bool guard_next_piece(struct view *rest, bool more, struct text *piece);

/* Appends the text for a second try after a crash: letters, blanks, single digits and . , ? ! */
void guard_simplify(struct view spoken, struct text *simple);

#endif
