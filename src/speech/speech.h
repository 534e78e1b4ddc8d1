/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of speech/: a script becomes takes, spoken and encoded.
 *
 * Takes are made in child processes, several at a time; this side only plans them, collects their
 * bytes and delivers them in order. A take is a pure function of its text, voices and settings, so
 * what is delivered does not depend on the number of workers or on when they end.
 *
 *     speech_open, { speech_begin, speech_complete }, speech_perform, speech_close
 *
 * Inside, in the order of the work: take_plan.h cuts the script into takes, take_key.h says under
 * which key the cache has one; state.h keeps what speech.c opens; performance.c starts workers
 * (worker.h) and delivers; lead.h makes the first seconds for someone who waits for them; render.h
 * makes a take in the child, with guard.h, espeak.h and level.h; chime.h makes chime and music. Two
 * more doors: espeak.h and worker.h, for `lectern words`.
 *
 * May use: base, audio, cache, book, script and script/casting. Tests: test_take, test_speech,
 * test_worker, test_guard, test_espeak; tests/cli/processes.sh.
 */
#ifndef SPEECH_SPEECH_H
#define SPEECH_SPEECH_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cache;
struct permit_holder;
struct script;

struct speech_settings {
    int jobs;             /* workers at once, 1 or more */
    int rate_hz;          /* of the result: 22050, 44100 or 48000 */
    bool encode;          /* MP3 frames; else samples */
    int bitrate_kbps;     /* MP3 */
    int quality;          /* MP3: LAME's -q */
    int narrator_wpm;     /* reading rate of the narrator; all other voices change in proportion;
                             0: each voice's own */
    double loudness_lufs; /* integrated, of the whole book (ITU-R BS.1770) */
    double gain_db;       /* on top of that */
    double
        room_tone_db;  /* RMS in dBFS of the noise under everything; 0: none, silence is digital */
    int lead_in_ms;    /* from the start of a chapter to its first sound */
    int lead_out_ms;   /* from the last sound of a chapter to its end, at least; 0: as the pauses
                          are */
    bool keep_going;   /* a sentence that cannot be spoken becomes a short pause, and is counted */
    const char *chime; /* sound file played before each chapter; NULL: none */
    double chime_gain_db;
    const char *intro, *outro; /* music before and after the book; NULL: none */
    struct cache *cache;       /* where takes are found and kept; borrowed; NULL: nowhere */
    /* With share_count above 0 only every share_count-th take is made, from number `share` (from 0)
     * on, and none is delivered: this fills the cache, which must be given. */
    size_t share, share_count;
    /* Other books are rendered at the same time: each worker needs a permit of this holder. NULL:
     * there are no others. */
    const struct permit_holder *permits;
};

/* Chosen: 64 kbit/s at 22,050 Hz, the smallest usual bitrate; LAME's quality 5 by the measurements
 * in tests/bench/README.md; the loudness that AES TD1008 asks of speech, which is also within what
 * audiobook stores and LibriVox take. */
extern const struct speech_settings speech_defaults;

/* What the sink receives, in reading order. Bytes are valid during the call only. */
struct take {
    size_t id, of;  /* index, and how many there will be */
    bool continues; /* the first part of this take came before: nothing starts, no silence */
    uint32_t chapter;
    bool chapter_start;
    uint32_t silence_frames;                /* digital silence before it, in frames */
    uint32_t silence_before_chapter_frames; /* of these: how many belong to the chapter before */
    uint32_t frames;                        /* its own length */
    struct view mp3;                        /* settings.encode: its frames */
    const int16_t *samples;                 /* else: frames * mp3_frame_samples(rate) samples */
    size_t sample_count;
};

typedef bool take_sink(void *context, const struct take *take, struct err *err);

/* Something worth a warning; `sentence` is valid during the call. */
typedef void speech_warning(void *context, const char *sentence);

struct outlet;

struct speech_hooks {
    take_sink *take; /* not called for a share */
    speech_warning *warn;
    bool (*stop)(void); /* called regularly; true: give up, because of a signal */
    void *context;      /* for `take` and `warn` */
    /* Somebody listens: what `take` puts into this is written while takes are made, no take is
     * delivered while it is full, and the first one comes in two parts, the first as soon as it can
     * be had. NULL: nobody. */
    struct outlet *outlet;
};

struct speech_report {
    size_t takes, cached, retried; /* cached: of `takes`, those that were not made; other shares'
                                      takes are in neither */
    size_t lost_sentences;         /* replaced by a pause with keep_going */
};

struct speech;

/*
 * Plans the takes and opens synthesiser and encoder, before the first fork (see espeak.h and
 * mp3.h). The script is borrowed until speech_close, the settings are copied. Errors: ERR_SETUP,
 * ERR_USAGE, ERR_INPUT (chime and music). NULL on failure.
 */
struct speech *speech_open(const struct script *script, const struct speech_settings *settings,
                           struct err *err);
void speech_close(struct speech *speech); /* NULL is fine */

/*
 * For a script that has only begun when it is opened (script_options.begun): speech_begin delivers
 * the first seconds as soon as it can, if it can; speech_complete, once the script is complete,
 * plans the takes anew and adds the languages that it has since; speech_perform delivers the rest.
 * Errors: as the others.
 */
bool speech_begin(struct speech *speech, const struct speech_hooks *hooks, struct err *err);
bool speech_complete(struct speech *speech, struct err *err);

/* A frame of digital silence for the track, padded or not; valid until speech_close. */
struct view speech_silent_frame(const struct speech *speech, bool padded);
/* No peak of the result is higher, between samples too, after an encoder; 1.0 is full scale. */
double speech_peak(const struct speech_settings *settings);
/* With room_tone_db what takes the place of digital silence, to be repeated: whole frames or
 * samples; else empty. Valid until speech_close. */
struct view speech_room_tone(const struct speech *speech);
/* What mp3_lowpass_hz says; 0 without MP3. */
int speech_lowpass_hz(const struct speech *speech);

/* Without speech_open: ERR_SETUP when the synthesiser has no voice for the language (BCP 47) of a
 * book, or its data cannot be read. */
bool speech_check_language(const char *language, struct err *err);

/* Whether the synthesiser has this language of the script; others are read like the book's own. */
bool speech_has_language(const struct speech *speech, size_t language);

/*
 * Speaks everything, once. *report is filled in any case. Errors: ERR_SPEECH names the sentence
 * that cannot be spoken (without keep_going); ERR_SYSTEM: no processes, or stopped by hooks->stop;
 * those of the sink and the outlet; for a share ERR_OUTPUT when a take cannot be kept.
 */
bool speech_perform(struct speech *speech, const struct speech_hooks *hooks,
                    struct speech_report *report, struct err *err);

/* The first utterance of each take, as speech_perform will deliver them, without speaking; *count
 * of them. free() the list. */
size_t *speech_take_starts(const struct script *script, size_t *count);

/* Estimates the length of some utterances in ms from the amount of text, without speaking. */
uint64_t speech_estimate_ms(const struct script *script, const struct speech_settings *settings,
                            size_t first_utterance, size_t utterance_count);

#endif
