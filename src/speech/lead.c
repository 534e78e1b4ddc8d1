/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/lead.h"

#include "base/tty.h"
#include "script/script.h"
#include "speech/espeak.h"
#include "speech/speech.h"
#include "speech/state.h"

/*
 * Of spoken text, with the sentence that goes beyond it. About three seconds, which take a worker a
 * hundredth of a second. Measured: the whole take is there long before they have been heard, also
 * where a machine is busy otherwise.
 */
enum { LEAD_BYTES = 60 };

/* How many utterances of the take are enough. */
static size_t choose_count(const struct script *script, const struct take_plan *take)
{
    size_t bytes = 0, i = 0;
    while (i < take->count && bytes < LEAD_BYTES)
        bytes += script->utterances[take->first + i++].spoken_bytes;
    return i;
}

void lead_start(struct lead *lead, const struct speech *speech)
{
    struct err ignored;
    *lead = (struct lead){.worker = {.descriptor = -1}};
    if (speech->plans.count == 0 || !render_can_lead(&speech->render))
        return;
    lead->plan = speech->plans.items[0];
    lead->plan.count = choose_count(speech->render.script, &speech->plans.items[0]);
    lead->job = (struct render_job){&speech->render, &lead->plan, RENDER_LEAD, 0};
    struct worker_terms terms = render_take_terms(&speech->render, &lead->plan);
    lead->started_s = tty_clock();
    lead->running = worker_start(&lead->worker, render_take, &lead->job, &terms, 0, &ignored);
}

bool lead_needs_processors(const struct lead *lead)
{
    /* Chosen: far more than it takes; the lead may be hanging in the synthesiser. */
    return lead->running && tty_clock() < lead->started_s + 0.5;
}

int lead_descriptor(const struct lead *lead)
{
    return lead->running ? lead->worker.descriptor : -1;
}

void lead_read(struct lead *lead, const struct speech *speech)
{
    struct err ignored;
    if (!lead->running || worker_read(&lead->worker))
        return;
    lead->running = false;
    lead->ready = worker_end(&lead->worker, &ignored) == WORKER_DONE &&
                  render_read_reply(&speech->render, &lead->plan, text_view(&lead->worker.reply),
                                    &lead->reply) &&
                  render_reply_is_whole(&speech->render, &lead->reply) &&
                  lead->reply.head.frames > 0;
}

void lead_release(struct lead *lead)
{
    worker_release(&lead->worker);
    lead->running = lead->ready = false;
}
