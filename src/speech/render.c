/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/render.h"

#include "audio/mp3.h"
#include "audio/pcm.h"
#include "audio/room_tone.h"
#include "audio/sound.h"
#include "base/mem.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "speech/espeak.h"
#include "speech/guard.h"
#include "speech/level.h"
#include "speech/speech.h"
#include "speech/take_plan.h"
#include "speech/worker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    KILLS_BORNE = 20,    /* as in performance.c, for each utterance */
    LOST_PAUSE_MS = 500, /* for what could not be spoken; chosen: long enough to be noticed */
};

static void reserve(struct samples *samples, size_t count)
{
    if (samples->count + count <= samples->capacity)
        return;
    samples->capacity = (samples->count + count) * 2;
    samples->at = mem_resize(samples->at, samples->capacity * sizeof *samples->at);
}

static void add_silence(struct samples *samples, size_t count)
{
    reserve(samples, count);
    if (count > 0)
        memset(samples->at + samples->count, 0, count * sizeof *samples->at);
    samples->count += count;
}

static void add_sound(struct samples *samples, const int16_t *sound, size_t count)
{
    reserve(samples, count);
    if (count > 0)
        memcpy(samples->at + samples->count, sound, count * sizeof *sound);
    samples->count += count;
}

static size_t samples_of_ms(uint32_t ms)
{
    return (size_t)ms * ESPEAK_RATE_HZ / 1000;
}

int render_wpm(const struct render *render, const struct voice *voice)
{
    int narrator_wpm = render->settings->narrator_wpm;
    if (narrator_wpm == 0)
        return voice->rate_wpm;
    const struct voice *narrator = &render->script->voices->items[render->script->narrator];
    return (voice->rate_wpm * narrator_wpm + narrator->rate_wpm / 2) / narrator->rate_wpm;
}

/* The pause between two pieces of an utterance, by the mark at the end of the first. */
static uint32_t pause_inside_ms(const struct script *script, char mark)
{
    if (mark == '.' || mark == '?' || mark == '!')
        return script->pause_ms[PAUSE_SENTENCE];
    return script->pause_ms[mark == ',' ? PAUSE_COMMA : PAUSE_CLAUSE];
}

/*
 * A take while it is made. Its frames go to the encoder as they come, so only one utterance at a
 * time is held, which stays in the processor's caches (measured: 40 % fewer page faults).
 */
struct draft {
    const struct room_tone *tone;
    struct mp3_stream *stream;    /* NULL: the result is samples, or has another rate */
    uint32_t frames;              /* given to the encoder */
    struct samples samples;       /* not yet given to it */
    struct samples raw;           /* one piece as the synthesiser gives it */
    struct text lost, simplified; /* indices of utterances, uint32_t */
};

static void draft_release(struct draft *draft)
{
    free(draft->samples.at);
    free(draft->raw.at);
    text_release(&draft->lost);
    text_release(&draft->simplified);
}

static void encode_whole_frames(struct draft *draft)
{
    struct samples *samples = &draft->samples;
    size_t frame_samples = (size_t)mp3_frame_samples(ESPEAK_RATE_HZ);
    uint32_t frames = (uint32_t)(samples->count / frame_samples);
    if (draft->stream == NULL || frames == 0)
        return;
    room_tone_add(draft->tone, draft->frames * frame_samples, samples->at, frames * frame_samples);
    mp3_feed(draft->stream, samples->at, frames);
    draft->frames += frames;
    samples->count -= frames * frame_samples;
    memmove(samples->at, samples->at + frames * frame_samples,
            samples->count * sizeof *samples->at);
}

/* Says `spoken` in the voice of the utterance: in pieces, each trimmed and levelled, with pauses
 * between them. */
static bool say_text(const struct render *render, const struct utterance *utterance,
                     struct view spoken, struct draft *draft, struct err *err)
{
    struct samples *samples = &draft->samples, *raw = &draft->raw;
    const struct voice *voice = &render->script->voices->items[utterance->voice];
    double gain_db = level_gain_db(render, utterance);
    struct text piece = {0};
    bool good = true;
    char mark = '\0';
    while (good && guard_next_piece(&spoken, !utterance->ends_sentence, &piece)) {
        raw->count = 0;
        good = espeak_say(render->espeak, utterance->voice,
                          render->espeak_language[utterance->language], render_wpm(render, voice),
                          text_view(&piece), raw, err);
        size_t start, end;
        pcm_find_sound(raw->at, good ? raw->count : 0, &start, &end);
        if (good && end == 0)
            good = espeak_check(render->espeak, err);
        if (!good || end == 0)
            continue;
        if (mark != '\0')
            add_silence(samples, samples_of_ms(pause_inside_ms(render->script, mark)));
        level_piece(raw->at + start, end - start, gain_db);
        add_sound(samples, raw->at + start, end - start);
        mark = piece.at[piece.bytes - 1];
    }
    text_release(&piece);
    return good;
}

/* The longest that speaking so many bytes may take. espeak_say stops a piece after five minutes,
 * and a piece has up to GUARD_PIECE_BYTES; a shorter one gets some seconds more in proportion. */
static uint64_t sound_most_ms(size_t spoken_bytes)
{
    return (uint64_t)spoken_bytes * 300000 / GUARD_PIECE_BYTES + 10000;
}

static struct worker_terms terms_for(const struct render *render, uint64_t reply_bytes)
{
    struct worker_terms terms = {.reply_bytes = (size_t)reply_bytes + ERR_TEXT_BYTES};
    terms.descriptors = espeak_descriptors(render->espeak, &terms.descriptor_count);
    return terms;
}

struct worker_terms render_terms(const struct render *render, uint64_t sound_ms)
{
    const struct speech_settings *settings = render->settings;
    uint64_t bytes = settings->encode ? sound_ms * (uint64_t)settings->bitrate_kbps / 8
                                      : sound_ms * (uint64_t)settings->rate_hz / 1000 * 2;
    return terms_for(render, bytes + sizeof(struct take_head) + ERR_TEXT_BYTES);
}

struct worker_terms render_take_terms(const struct render *render, const struct take_plan *plan)
{
    uint64_t ms = 0;
    for (size_t i = plan->first; i < plan->first + plan->count; i++) {
        const struct utterance *utterance = &render->script->utterances[i];
        ms += sound_most_ms(utterance->spoken_bytes) + script_pause_ms(render->script, utterance);
    }
    struct worker_terms terms = render_terms(render, ms + TAKE_HEAD_MS + TAKE_TAIL_MS);
    terms.reply_bytes += plan->count * sizeof(uint32_t);
    return terms;
}

/* MP3 frames without and with the padding byte have this many bytes at least and at most. */
static bool payload_fits(const struct render *render, const struct take_head *head,
                         size_t payload_bytes)
{
    const struct speech_settings *settings = render->settings;
    uint64_t frames = head->frames, samples = (uint64_t)mp3_frame_samples(settings->rate_hz);
    if (head->padding_samples >= samples)
        return false;
    if (!settings->encode)
        return payload_bytes == frames * samples * sizeof(int16_t);
    uint64_t least =
        samples / 8 * (uint64_t)settings->bitrate_kbps * 1000 / (uint64_t)settings->rate_hz;
    return payload_bytes >= frames * least && payload_bytes <= frames * (least + 1);
}

bool render_read_reply(const struct render *render, const struct take_plan *plan, struct view bytes,
                       struct take_reply *reply)
{
    struct take_head *head = &reply->head;
    if (bytes.bytes < sizeof *head)
        return false;
    memcpy(head, bytes.at, sizeof *head);
    uint64_t count = (uint64_t)head->lost_count + head->simplified_count;
    if (count > (plan != NULL ? plan->count : 0))
        return false;
    size_t start = sizeof *head + (size_t)count * sizeof(uint32_t);
    if (bytes.bytes < start)
        return false;
    reply->indices = view_part(bytes, sizeof *head, start);
    reply->payload = view_part(bytes, start, bytes.bytes);
    for (size_t i = 0; i < count; i++) {
        uint32_t index;
        memcpy(&index, reply->indices.at + i * sizeof index, sizeof index);
        if (index < plan->first || index >= plan->first + plan->count)
            return false;
    }
    return payload_fits(render, head, reply->payload.bytes);
}

/* One utterance for a child of its own. */
struct utterance_job {
    const struct render *render;
    const struct utterance *utterance;
    struct view spoken;
};

static bool say_utterance(void *context, struct text *reply, struct err *err)
{
    struct utterance_job *job = context;
    struct draft draft = {0};
    bool good = say_text(job->render, job->utterance, job->spoken, &draft, err);
    if (good)
        text_add(reply, (const char *)draft.samples.at,
                 draft.samples.count * sizeof *draft.samples.at);
    draft_release(&draft);
    return good;
}

static void note_index(struct text *list, size_t index)
{
    uint32_t number = (uint32_t)index;
    text_add(list, (const char *)&number, sizeof number);
}

/* A failure that is not the fault of the text: to go on would lose what can be said. */
static bool is_of_system(const struct err *err)
{
    return err->kind == ERR_SYSTEM || err->kind == ERR_SETUP;
}

/* Runs in a process of its own. A process killed from outside is not the fault of the utterance.
 * False with an error of the system; else *done says whether it was said. */
static bool say_alone(struct utterance_job *job, struct text *reply, bool *done, struct err *err)
{
    struct worker_terms terms =
        terms_for(job->render, sound_most_ms(job->spoken.bytes) * ESPEAK_RATE_HZ / 1000 * 2);
    enum worker_end end;
    int kills = 0;
    do
        end = worker_run(say_utterance, job, &terms, reply, err);
    while (end == WORKER_KILLED && ++kills < KILLS_BORNE);
    *done = end == WORKER_DONE;
    return end != WORKER_FAILED || !is_of_system(err);
}

/* Why an utterance failed makes no difference, unless it is the system: it is reported as lost, and
 * the book goes on. */
static bool say_carefully(const struct render *render, size_t index, struct draft *draft,
                          struct err *err)
{
    const struct utterance *utterance = &render->script->utterances[index];
    struct utterance_job job = {render, utterance, script_spoken(render->script, utterance)};
    struct text reply = {0}, simple = {0};
    bool done, good = say_alone(&job, &reply, &done, err);
    if (good && !done) {
        guard_simplify(job.spoken, &simple);
        job.spoken = text_view(&simple);
        good = say_alone(&job, &reply, &done, err);
        note_index(done ? &draft->simplified : &draft->lost, index);
    }
    if (done)
        add_sound(&draft->samples, (const int16_t *)(const void *)text_view(&reply).at,
                  reply.bytes / sizeof(int16_t));
    else
        add_silence(&draft->samples, samples_of_ms(LOST_PAUSE_MS));
    text_release(&reply);
    text_release(&simple);
    return good;
}

static bool say_plan(const struct render_job *job, struct draft *draft, struct err *err)
{
    const struct script *script = job->render->script;
    uint32_t pause_ms = 0;
    bool sounded = false;
    for (size_t i = job->plan->first; i < job->plan->first + job->plan->count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        if (utterance->spoken_bytes > 0) {
            if (sounded)
                add_silence(&draft->samples, samples_of_ms(pause_ms));
            pause_ms = 0;
            sounded = true;
            if (!(job->mode == RENDER_CAREFUL
                      ? say_carefully(job->render, i, draft, err)
                      : say_text(job->render, utterance, script_spoken(script, utterance), draft,
                                 err)))
                return false;
            encode_whole_frames(draft);
        }
        if (script_pause_ms(script, utterance) > pause_ms)
            pause_ms = script_pause_ms(script, utterance);
    }
    return true;
}

static bool resample(const int16_t *samples, size_t count, int from_hz, int to_hz,
                     struct samples *out, struct err *err)
{
    float *in = mem_alloc(count * sizeof *in), *resampled = NULL;
    size_t resampled_count = 0;
    for (size_t i = 0; i < count; i++)
        in[i] = (float)samples[i];
    bool good = sound_resample(in, count, from_hz, to_hz, &resampled, &resampled_count, err);
    free(in);
    if (!good)
        return false;
    add_silence(out, resampled_count);
    for (size_t i = 0; i < resampled_count; i++) {
        float value = resampled[i] > 32767 ? 32767 : resampled[i] < -32768 ? -32768 : resampled[i];
        out->at[i] = (int16_t)lrintf(value);
    }
    free(resampled);
    return true;
}

bool render_payload(const struct render *render, struct samples *samples, int from_hz,
                    struct text *reply, struct take_head *head, struct err *err)
{
    int rate_hz = render->settings->rate_hz;
    size_t frame_samples = (size_t)mp3_frame_samples(rate_hz);
    struct samples resampled = {0}, *final = samples;
    if (from_hz != rate_hz) {
        if (!resample(samples->at, samples->count, from_hz, rate_hz, &resampled, err))
            return false;
        final = &resampled;
    }
    bool good = true;
    head->frames = (uint32_t)((final->count + frame_samples - 1) / frame_samples);
    head->padding_samples = (uint32_t)(head->frames * frame_samples - final->count);
    add_silence(final, head->padding_samples);
    room_tone_add(render->tone, 0, final->at, final->count);
    if (render->mp3 != NULL)
        good = mp3_encode(render->mp3, final->at, head->frames, render->silent, reply, err);
    else
        text_add(reply, (const char *) final->at, final->count * sizeof *final->at);
    free(resampled.at);
    return good;
}

/* Encodes the rest of a take whose frames go to the encoder as they come. */
static bool finish_stream(struct draft *draft, struct text *reply, struct take_head *head,
                          struct err *err)
{
    size_t frame_samples = (size_t)mp3_frame_samples(ESPEAK_RATE_HZ);
    struct mp3_stream *stream = draft->stream;
    head->padding_samples =
        (uint32_t)((frame_samples - draft->samples.count % frame_samples) % frame_samples);
    add_silence(&draft->samples, head->padding_samples);
    encode_whole_frames(draft);
    head->frames = draft->frames;
    draft->stream = NULL;
    return mp3_finish(stream, reply, err);
}

bool render_can_lead(const struct render *render)
{
    return render->mp3 != NULL && render->settings->rate_hz == ESPEAK_RATE_HZ;
}

bool render_take(void *context, struct text *reply, struct err *err)
{
    const struct render_job *job = context;
    const struct render *render = job->render;
    struct draft draft = {.tone = render->tone};
    struct take_head head = {0};
    const struct timespec wait = {job->wait_ms / 1000, job->wait_ms % 1000 * 1000000L};
    nanosleep(&wait, NULL);
    if (render_can_lead(render))
        draft.stream = mp3_start(render->mp3, render->silent);
    add_silence(&draft.samples, samples_of_ms(TAKE_HEAD_MS));
    bool good = say_plan(job, &draft, err);
    add_silence(&draft.samples, samples_of_ms(TAKE_TAIL_MS));
    head.lost_count = (uint32_t)(draft.lost.bytes / sizeof(uint32_t));
    head.simplified_count = (uint32_t)(draft.simplified.bytes / sizeof(uint32_t));
    text_add(reply, (const char *)&head, sizeof head);
    text_add_view(reply, text_view(&draft.lost));
    text_add_view(reply, text_view(&draft.simplified));
    if (draft.stream != NULL && job->mode == RENDER_LEAD)
        head.frames = mp3_cut(draft.stream, reply);
    else if (draft.stream != NULL)
        good = finish_stream(&draft, reply, &head, err) && good;
    else
        good = good && render_payload(render, &draft.samples, ESPEAK_RATE_HZ, reply, &head, err);
    memcpy(reply->at, &head, sizeof head);
    draft_release(&draft);
    return good;
}

bool render_reply_is_whole(const struct render *render, const struct take_reply *reply)
{
    return reply->head.lost_count == 0 && reply->head.simplified_count == 0 &&
           (render->mp3 == NULL ||
            mp3_count_frames(render->mp3, render->silent[0], reply->payload) == reply->head.frames);
}
