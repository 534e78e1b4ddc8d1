/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of speech/: lines become takes.
 *
 * Which take next, how many at once, delivery in order. Takes are spoken and encoded in child
 * processes; this side only collects bytes. A take is a pure function of its text, voices and
 * settings, so what is delivered does not depend on the number of workers or on when they end.
 */
#ifndef SPEECH_SPEECH_H
#define SPEECH_SPEECH_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct script;

struct speech_settings {
    int jobs;          /* workers at once, 1 or more */
    int rate_hz;       /* of the result: 22050, 44100 or 48000 */
    bool encode;       /* MP3 frames; else samples */
    int bitrate_kbps;  /* MP3 */
    int quality;       /* MP3: LAME's -q */
    int narrator_wpm;  /* reading rate of the narrator; every other voice is scaled along; 0: the
                          voice's own */
    double gain_db;    /* on top of each voice's own */
    bool keep_going;   /* what cannot be spoken becomes a short pause, and is counted */
    const char *chime; /* sound file played before each chapter; NULL: none */
    double chime_gain_db;
};

extern const struct speech_settings speech_defaults;

/* What the sink gets, in reading order. Bytes are valid during the call only. */
struct take {
    size_t id, of; /* index, and how many there will be */
    uint32_t chapter;
    bool chapter_start;
    uint32_t silence_frames;                /* digital silence before it, in frames */
    uint32_t silence_before_chapter_frames; /* how many of these belong to the chapter before */
    uint32_t frames;                        /* its own length */
    struct view mp3;                        /* settings.encode: its frames */
    const int16_t *samples;                 /* else: frames * mp3_frame_samples(rate) samples */
    size_t sample_count;
};

typedef bool take_sink(void *context, const struct take *take, struct err *err);

/* Something worth a warning; `sentence` is valid during the call. */
typedef void speech_warning(void *context, const char *sentence);

struct speech_hooks {
    take_sink *take;
    speech_warning *warn;
    bool (*stop)(void); /* asked now and then; true: give up (a signal came) */
    void *context;      /* handed to both */
};

struct speech_report {
    size_t takes, retried, lost_sentences; /* lost: replaced by a pause under keep_going */
};

/* What a take needs of the machine before the first fork; see espeak.h, mp3.h. */
struct speech;

/* Opens synthesiser and encoder. Errors: ERR_SETUP, ERR_USAGE, ERR_INPUT (chime). NULL on failure.
 */
struct speech *speech_open(const struct script *script, const struct speech_settings *settings,
                           struct err *err);
void speech_close(struct speech *speech); /* NULL is fine */

/* A frame of digital silence for the track, padded or not; valid until speech_close. */
struct view speech_silent_frame(const struct speech *speech, bool padded);
int speech_lowpass_hz(const struct speech *speech);

/* Has the synthesiser this language of the script? What it has not is read as the book's own. */
bool speech_has_language(const struct speech *speech, size_t language);

/* Speaks everything. Errors: ERR_SPEECH names the sentence; the sink's own errors pass through. */
bool speech_perform(struct speech *speech, const struct speech_hooks *hooks,
                    struct speech_report *report, struct err *err);

/* Length of the whole in ms as a rough estimate from the amount of text, without speaking. */
uint64_t speech_estimate_ms(const struct script *script, const struct speech_settings *settings,
                            size_t first_utterance, size_t utterance_count);

#endif
