/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to speech/: the lead, the first seconds of the first take, for someone who listens while
 * the rest is made. A worker of its own speaks the first sentences and no more, while another makes
 * the take as usual. Encoders are deterministic and look ahead by little, so the frames of the lead
 * but for the last few are those at the start of the take.
 *
 *     lead_start, lead_read until lead_is_ready or it has ended, lead_release
 *
 * The lead is a nicety: when it fails, there is none, and the take is delivered as a whole.
 */
#ifndef SPEECH_LEAD_H
#define SPEECH_LEAD_H

#include "base/str.h"
#include "speech/render.h"
#include "speech/take_plan.h"
#include "speech/worker.h"

#include <stdbool.h>
#include <stdint.h>

struct speech;

struct lead {
    struct worker worker;
    struct take_plan plan; /* what it speaks of the first take */
    struct render_job job;
    bool running, ready;
    struct take_reply reply; /* when it is ready */
    double started_s;        /* tty_clock */
    uint32_t frames;         /* of the take that have been delivered */
};

/* Starts it unless it could not be encoded alone. The struct must not be
 * moved before lead_release. */
void lead_start(struct lead *lead, const struct speech *speech);
/* No take should be started yet: on few processors it would only make the lead late. */
bool lead_needs_processors(const struct lead *lead);
/* The descriptor for poll(), -1 while there is nothing to wait for. */
int lead_descriptor(const struct lead *lead);
/* Reads what is there. */
void lead_read(struct lead *lead, const struct speech *speech);
void lead_release(struct lead *lead);

#endif
