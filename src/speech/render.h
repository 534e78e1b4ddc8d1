/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to speech/: makes one take, in the child. Each utterance is cut into pieces (guard.h),
 * spoken (espeak.h), trimmed, faded and brought to the level of its voice; pauses are added, and
 * all is encoded.
 */
#ifndef SPEECH_RENDER_H
#define SPEECH_RENDER_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct script;
struct espeak;
struct room_tone;
struct voice;
struct samples;
struct mp3;
struct take_plan;
struct speech_settings;
struct worker_terms;

/*
 * Part of the key of every take (take_key.h). Raise it with each change of this program, however
 * small, that changes the bytes of a take: its splitting into pieces, its fades and levels, the way
 * LAME is called.
 */
enum { RENDER_VERSION = 2 };

/* What every take is rendered with; all borrowed. The encoder is in its first state; NULL: the
 * result is samples. */
struct render {
    const struct script *script;
    struct espeak *espeak;
    struct mp3 *mp3;
    const struct speech_settings *settings;
    const uint8_t *espeak_language; /* per language of the script: its number in espeak.h */
    struct view silent[2]; /* MP3 frames of digital silence, see mp3.h; empty without encoder */
    const struct room_tone *tone; /* at the final rate; from its start in each take */
};

/*
 * The reply of a child, as bytes: this head, then `lost_count` + `simplified_count` indices of
 * utterances (uint32_t), then MP3 frames or samples.
 */
struct take_head {
    uint32_t frames;
    uint32_t padding_samples; /* zeros that fill up the last frame, at the final rate */
    uint32_t lost_count, simplified_count;
};

/* One job for a child: RENDER_PLAIN speaks the take as a whole. */
enum render_mode {
    RENDER_PLAIN,
    /*
     * Each utterance in a process of its own, first as it is, then simplified, then as a pause.
     * This is slower and sounds a little different; only for a take that has crashed two workers.
     */
    RENDER_CAREFUL,
    /* As RENDER_PLAIN, but only the frames that are the same whatever follows: see lead.h. */
    RENDER_LEAD,
};

struct render_job {
    const struct render *render;
    const struct take_plan *plan;
    enum render_mode mode;
    int wait_ms; /* before it begins: what it needs was not there the last time */
};

/* The rate of a voice, in words per minute: in proportion to that of the narrator. */
int render_wpm(const struct render *render, const struct voice *voice);

/* A worker_function; `context` is a struct render_job. Appends the reply described above. Errors:
 * ERR_SPEECH, ERR_SYSTEM. */
bool render_take(void *context, struct text *reply, struct err *err);

/* Whether RENDER_LEAD can be had: the encoder gets its frames as they come. */
bool render_can_lead(const struct render *render);

/* What a child has that makes a take, or another reply with `sound_ms` of sound at most. */
struct worker_terms render_take_terms(const struct render *render, const struct take_plan *plan);
struct worker_terms render_terms(const struct render *render, uint64_t sound_ms);

/*
 * Takes a reply apart: its head, the indices and the payload. False when it cannot be the work of
 * render_take for `plan` (NULL: of render_payload alone): counts, indices or sizes are impossible.
 */
struct take_reply {
    struct take_head head;
    struct view indices, payload;
};
bool render_read_reply(const struct render *render, const struct take_plan *plan, struct view bytes,
                       struct take_reply *reply);

/* Whether a reply that was taken apart has lost nothing, and really consists of as many frames as
 * its head says. For one that does not come from a worker. */
bool render_reply_is_whole(const struct render *render, const struct take_reply *reply);

/*
 * Resamples `samples` from `from_hz` to the final rate, pads them with zeros to whole frames, adds
 * the room tone, and appends them to `reply` as the payload, encoded if there is an encoder. Fills
 * in `frames` and `padding_samples` of `head`. Also used for the chime.
 */
bool render_payload(const struct render *render, struct samples *samples, int from_hz,
                    struct text *reply, struct take_head *head, struct err *err);

#endif
