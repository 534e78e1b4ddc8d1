/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/chime.h"

#include "audio/loudness.h"
#include "audio/mp3.h"
#include "audio/pcm.h"
#include "audio/room_tone.h"
#include "audio/sound.h"
#include "base/mem.h"
#include "speech/espeak.h"
#include "speech/level.h"
#include "speech/render.h"
#include "speech/speech.h"
#include "speech/take_plan.h"
#include "speech/worker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Chosen: below the peaks of the voices, which reach -3.9 dBFS; a chime must not startle. */
static const double CHIME_PEAK_DB = -9;

/* Chosen: short enough not to be heard, only against clicks; and as radio ends a piece of music. */
enum { CHIME_FADE_MS = 5, MUSIC_FADE_MS = 3000 };

struct chime_job {
    const struct render *render;
    const char *path;
    bool is_music;
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

/* Converts `sound` to samples that are as loud as the book. */
static void set_loudness(const float *sound, size_t count, const struct speech_settings *settings,
                         int16_t *samples)
{
    const double head_room_db = -6;
    set_peak(sound, count, head_room_db, samples);
    float peak = 0;
    for (size_t i = 0; i < count; i++)
        peak = fmaxf(peak, fabsf(sound[i]));
    double lufs = loudness_of(sound, count, settings->rate_hz);
    if (peak == 0 || lufs == -HUGE_VAL)
        return;
    double now_lufs = lufs + head_room_db - 20 * log10((double)peak);
    pcm_amplify(samples, count, settings->loudness_lufs + settings->gain_db - now_lufs,
                LEVEL_CEILING);
}

/* Runs in a child, like every take: the parent's encoder must stay in its first state. */
static bool render_chime(void *context, struct text *reply, struct err *err)
{
    struct chime_job *job = context;
    const struct speech_settings *settings = job->render->settings;
    int rate_hz = settings->rate_hz;
    float *sound = NULL;
    size_t count = 0;
    if (!(job->is_music ? sound_read_start(job->path, rate_hz, MUSIC_MOST_MS, &sound, &count, err)
                        : sound_read(job->path, rate_hz, CHIME_MOST_MS, &sound, &count, err)))
        return err_prefix(err, "--%s takes a sound file such as WAV or FLAC",
                          job->path == settings->chime   ? "chime"
                          : job->path == settings->intro ? "intro"
                                                         : "outro");
    size_t head = (size_t)rate_hz * TAKE_HEAD_MS / 1000,
           tail = (size_t)rate_hz * TAKE_TAIL_MS / 1000;
    struct samples samples = {.count = head + count + tail, .capacity = head + count + tail};
    samples.at = mem_zero(samples.count, sizeof *samples.at);
    size_t fade = (size_t)rate_hz * CHIME_FADE_MS / 1000;
    if (job->is_music)
        set_loudness(sound, count, settings, samples.at + head);
    else
        set_peak(sound, count, CHIME_PEAK_DB + settings->chime_gain_db, samples.at + head);
    pcm_fade(samples.at + head, count, fade,
             job->is_music ? (size_t)rate_hz * MUSIC_FADE_MS / 1000 : fade);
    struct take_head made = {0};
    text_add(reply, (const char *)&made, sizeof made);
    bool good = render_payload(job->render, &samples, rate_hz, reply, &made, err);
    memcpy(reply->at, &made, sizeof made);
    free(samples.at);
    free(sound);
    return good;
}

/* Silence, under which there is room tone, as there is under all. */
static bool render_room_tone(void *context, struct text *reply, struct err *err)
{
    const struct chime_job *job = context;
    int rate_hz = job->render->settings->rate_hz;
    size_t frame_samples = (size_t)mp3_frame_samples(rate_hz);
    struct samples samples = {.count = job->render->tone->count / frame_samples * frame_samples};
    samples.capacity = samples.count;
    samples.at = mem_zero(samples.count, sizeof *samples.at);
    struct take_head made = {0};
    text_add(reply, (const char *)&made, sizeof made);
    bool good = render_payload(job->render, &samples, rate_hz, reply, &made, err);
    memcpy(reply->at, &made, sizeof made);
    free(samples.at);
    return good;
}

static bool make(worker_function *function, struct chime_job job, uint64_t most_ms,
                 struct text *payload, uint32_t *frames, struct err *err)
{
    const struct render *render = job.render;
    struct text reply = {0};
    struct worker_terms terms = render_terms(render, most_ms + TAKE_HEAD_MS + TAKE_TAIL_MS);
    bool good = worker_run(function, &job, &terms, &reply, err) == WORKER_DONE;
    if (good) {
        struct take_reply made;
        good = render_read_reply(render, NULL, text_view(&reply), &made) ||
               err_set(err, ERR_SPEECH, "%s: the worker's answer makes no sense", job.path);
        *frames = good ? made.head.frames : 0;
        if (good)
            text_add_view(payload, made.payload);
    }
    text_release(&reply);
    return good;
}

bool chime_make(const struct render *render, const char *path, struct text *payload,
                uint32_t *frames, struct err *err)
{
    return make(render_chime, (struct chime_job){render, path, false}, CHIME_MOST_MS, payload,
                frames, err);
}

bool chime_make_music(const struct render *render, const char *path, struct text *payload,
                      uint32_t *frames, struct err *err)
{
    return make(render_chime, (struct chime_job){render, path, true}, MUSIC_MOST_MS, payload,
                frames, err);
}

bool chime_make_room_tone(const struct render *render, struct text *payload, struct err *err)
{
    enum { RISING_FRAMES = 4 }; /* in which the encoder begins from nothing */
    struct text all = {0};
    uint32_t frames;
    bool good = make(render_room_tone, (struct chime_job){render, "room tone", false},
                     ROOM_TONE_SECONDS * 1000, &all, &frames, err);
    if (good)
        text_add_view(payload,
                      view_part(text_view(&all),
                                render->mp3 == NULL
                                    ? 0
                                    : mp3_frames_bytes(render->mp3, text_view(&all), RISING_FRAMES),
                                all.bytes));
    text_release(&all);
    return good;
}
