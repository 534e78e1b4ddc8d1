/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to speech/: cuts the script into takes, series of utterances that are spoken and encoded
 * on their own.
 *
 * The text alone decides where a take ends: always at the end of a chapter; at the end of a
 * paragraph when the take is long enough and a hash of its last utterance says so (as in
 * content-defined chunking, so an edit moves only the boundaries next to it); at any pause that is
 * long enough when the take would become too long. A take begins and ends in digital silence. The
 * rest of the pause between two takes consists of whole frames of silence.
 */
#ifndef SPEECH_TAKE_PLAN_H
#define SPEECH_TAKE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct script;

enum {
    /* Of spoken text. Measured on three hours of sound, together with other changes: larger takes
     * need fewer forks and keep processors busier. */
    TAKE_LEAST_BYTES = 1200, /* about a minute: in a shorter take, fork and encoder cost too much */
    TAKE_MOST_BYTES = 3000,  /* about three: longer ones need more memory and end late */
    TAKE_HARD_BYTES = 4000,  /* a take ends here even without a pause, which is then added */
};

struct take_plan {
    size_t first, count; /* utterances */
    uint32_t chapter;
    uint32_t pause_ms;  /* between this take's last sound and the next one's first */
    bool chapter_start; /* the first take of its chapter */
};

struct take_plans {
    struct take_plan *items; /* free with take_plans_free */
    size_t count;
};

/*
 * Every take has something to say: utterances without spoken text join a neighbour. Only a chapter
 * with nothing to say is a take of its own, to give it a length. A script without utterances gives
 * count 0. Expects the pauses of the script to be final.
 */
struct take_plans take_plan_all(const struct script *script);
void take_plans_free(struct take_plans *plans);

/* Digital silence at each end of a take: MP3_DELAY_SAMPLES (50 ms at 22,050 Hz), at the end also
 * one frame (26 ms); rounded up. Their sum, 140 ms, leaves room in TAKE_JOIN_LEAST_MS, the shortest
 * pause at which a take may end, for a frame of rounding. */
enum { TAKE_HEAD_MS = 60, TAKE_TAIL_MS = 80 };
enum { TAKE_JOIN_LEAST_MS = 200 };

#endif
