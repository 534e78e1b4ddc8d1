/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Takes: the script cut into runs of utterances that are spoken and encoded on their own.
 *
 * Boundaries come from the text alone: always at the end of a chapter; at the end of a paragraph
 * when the run is long enough and a hash of its last words says so (so an edit moves only the
 * boundaries next to it, as in content-defined chunking); at any pause that is long enough when a
 * run would become too long. A take begins and ends in digital silence, and what is left of the
 * pause between two takes is made of whole frames of silence.
 */
#ifndef SPEECH_TAKE_PLAN_H
#define SPEECH_TAKE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct script;

enum {
    TAKE_LEAST_BYTES = 1200, /* of spoken text, about a minute: below it a fork, an encoder's start
                                and an idle processor between two takes cost too much */
    TAKE_MOST_BYTES =
        3000, /* about three minutes: more would make workers big and the last one late */
    TAKE_HARD_BYTES = 4000, /* where there is no pause to cut at, one is made */
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
 * Every plan has something to say: utterances that have not belong to a neighbour. But a chapter
 * with nothing to say is a plan, so that it has a length. No utterance at all gives count 0.
 */
struct take_plans take_plan_all(const struct script *script);
void take_plans_free(struct take_plans *plans);

/* Digital silence at each end of a take, in ms, and so the least pause that a boundary can stand
 * in. */
enum { TAKE_HEAD_MS = 60, TAKE_TAIL_MS = 80 };
enum { TAKE_JOIN_LEAST_MS = 200 };

#endif
