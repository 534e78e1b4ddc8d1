/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of audio/ (see mp3.h): reads and writes sound files. The only file that knows libsndfile and
 * libsamplerate. Inside: labels.h is what masters say about themselves; wave_out.h and flac_out.h
 * write those that libsndfile cannot label, ogg_pages.h replaces what it writes into an Opus.
 */
#ifndef AUDIO_SOUND_H
#define AUDIO_SOUND_H

#include "base/err.h"
#include "base/metadata.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads any file that libsndfile can read, mixes it down to mono and resamples it to `rate_hz`.
 * *samples, *count of them, has a full scale of 1.0; the caller frees it with free(). Errors:
 * ERR_INPUT, also when the sound is longer than `max_ms` or the file larger than 256 MiB.
 */
bool sound_read(const char *path, int rate_hz, int max_ms, float **samples, size_t *count,
                struct err *err);
/* The same, but of a longer sound it reads the first `max_ms`. */
bool sound_read_start(const char *path, int rate_hz, int max_ms, float **samples, size_t *count,
                      struct err *err);

/*
 * Resamples mono sound. The result depends on the input alone; its length is count * to_hz /
 * from_hz, rounded up, and the caller frees it with free(). Errors: ERR_INPUT for a ratio that
 * libsamplerate does not support, ERR_SYSTEM.
 *
 * The filter is libsamplerate's medium sinc. From 22,050 Hz it is flat to 9.5 kHz and keeps images
 * 80 dB down. The best one is flat to 10.4 kHz, where speech has hardly anything left, and takes
 * three times as long, which is as long as encoding.
 */
bool sound_resample(const float *samples, size_t count, int from_hz, int to_hz, float **resampled,
                    size_t *resampled_count, struct err *err);

/* The versions of the libraries that read, write and resample, as text. */
const char *sound_version(void);
const char *sound_resampler_version(void);

/* A master being written, mono: 16 bit WAV (RF64 beyond 4 GiB) or FLAC, or Ogg Opus (48 kHz). */
enum sound_format { SOUND_WAV, SOUND_FLAC, SOUND_OPUS };
struct sound_out;
struct file_out;

/* What it says about itself. */
struct sound_labels {
    struct metadata metadata;
    const char *title;           /* of one file among several; NULL: that of the book */
    size_t number, of;           /* which file of how many; 0: there is one */
    double replay_gain_db, peak; /* see track.h; `peak` 0: not said. A WAV has no place for it */
    const void *cover;           /* JPEG or PNG; NULL: none. A WAV has no place for it */
    size_t cover_bytes;
    const struct sound_chapter {
        const char *title;
        int level;
    } * chapters;
    size_t chapter_count;
};

/*
 * Order of calls: sound_create, sound_write ..., sound_finish or sound_abandon.
 *
 * Writes through `file`, which the caller has created and commits or discards. `labels` is borrowed
 * until the end. A WAV has its chapters as cues with labels; a FLAC as comments and as a cue sheet;
 * an Opus as comments. Comments have room for 999 chapters and a cue sheet for 254; of more,
 * those of the highest levels are listed. The bytes depend on the samples and arguments alone: an
 * Ogg stream has a fixed serial number. Errors: ERR_OUTPUT. NULL on failure.
 */
struct sound_out *sound_create(struct file_out *file, enum sound_format format, int rate_hz,
                               const struct sound_labels *labels, struct err *err);
bool sound_write(struct sound_out *out, const int16_t *samples, size_t count, struct err *err);
/* Completes the headers. `starts`: of the chapters, in samples. Always frees `out`; the file stays
 * open. */
bool sound_finish(struct sound_out *out, const uint64_t *starts, struct err *err);
void sound_abandon(struct sound_out *out); /* NULL is fine */

#endif
