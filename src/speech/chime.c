/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/chime.h"

#include "audio/pcm.h"
#include "audio/sound.h"
#include "base/mem.h"
#include "speech/espeak.h"
#include "speech/render.h"
#include "speech/speech.h"
#include "speech/take_plan.h"
#include "speech/worker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Chosen: below the peaks of the voices, which reach -3.6 dBFS; a chime must not startle. */
static const double CHIME_PEAK_DB = -9;

struct chime_job {
    const struct render *render;
    const char *path;
};

/* Converts `sound` to samples with this peak. */
static void set_peak(const float *sound, size_t count, double peak_db, int16_t *samples)
{
    float peak = 0;
    for (size_t i = 0; i < count; i++)
        peak = fmaxf(peak, fabsf(sound[i]));
    /* At most 90 % of full scale, whatever chime_gain_db is. */
    float factor = peak > 0 ? (float)(32767 * fmin(pcm_factor(peak_db), 0.9)) / peak : 0;
    for (size_t i = 0; i < count; i++)
        samples[i] = (int16_t)lrintf(sound[i] * factor);
}

/* Runs in a child, like every take: the parent's encoder must stay in its first state. */
static bool render_chime(void *context, struct text *reply, struct err *err)
{
    struct chime_job *job = context;
    int rate_hz = job->render->settings->rate_hz;
    float *sound = NULL;
    size_t count = 0;
    if (!sound_read(job->path, rate_hz, CHIME_MOST_MS, &sound, &count, err))
        return err_prefix(err, "--chime takes a sound file such as WAV or FLAC");
    size_t head = (size_t)rate_hz * TAKE_HEAD_MS / 1000,
           tail = (size_t)rate_hz * TAKE_TAIL_MS / 1000;
    struct samples samples = {.count = head + count + tail, .capacity = head + count + tail};
    samples.at = mem_zero(samples.count, sizeof *samples.at);
    set_peak(sound, count, CHIME_PEAK_DB + job->render->settings->chime_gain_db, samples.at + head);
    size_t fade = (size_t)rate_hz * 5 / 1000;
    pcm_fade(samples.at + head, count, fade, fade);
    struct take_head made = {0};
    text_add(reply, (const char *)&made, sizeof made);
    bool good = render_payload(job->render, &samples, rate_hz, reply, &made, err);
    memcpy(reply->at, &made, sizeof made);
    free(samples.at);
    free(sound);
    return good;
}

bool chime_make(const struct render *render, const char *path, struct text *payload,
                uint32_t *frames, struct err *err)
{
    struct chime_job job = {render, path};
    struct text reply = {0};
    struct worker_terms terms = render_terms(render, CHIME_MOST_MS + TAKE_HEAD_MS + TAKE_TAIL_MS);
    bool good = worker_run(render_chime, &job, &terms, &reply, err) == WORKER_DONE;
    if (good) {
        struct take_reply made;
        good = render_read_reply(render, NULL, text_view(&reply), &made) ||
               err_set(err, ERR_SPEECH, "%s: the worker's answer makes no sense", path);
        *frames = good ? made.head.frames : 0;
        if (good)
            text_add_view(payload, made.payload);
    }
    text_release(&reply);
    return good;
}
