/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of audio/: sound files in, sound files out. The only file that knows libsndfile
 * and libsamplerate.
 */
#ifndef AUDIO_SOUND_H
#define AUDIO_SOUND_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads any file libsndfile can read: mixed down to mono, resampled to `rate_hz`, at most `max_ms`
 * long (longer: ERR_INPUT), at most 256 MiB. *samples (full scale is 1.0) is malloc'ed, *count
 * long. Errors: ERR_INPUT.
 */
bool sound_read(const char *path, int rate_hz, int max_ms, float **samples, size_t *count,
                struct err *err);

/*
 * Resamples mono sound. The result depends on the input alone; it is malloc'ed, and its length is
 * count * to_hz / from_hz, rounded up. libsamplerate's medium sinc filter: from 22050 Hz it is flat
 * to 9.5 kHz and keeps images 80 dB down. The best one is flat to 10.4 kHz, where speech has hardly
 * anything left, for three times the time, which would be as much as encoding takes.
 */
bool sound_resample(const float *samples, size_t count, int from_hz, int to_hz, float **resampled,
                    size_t *resampled_count, struct err *err);

/* A master being written: mono 16 bit; WAV (RF64 beyond 4 GiB), FLAC, or Ogg Opus (48 kHz). */
enum sound_format { SOUND_WAV, SOUND_FLAC, SOUND_OPUS };
struct sound_out;
struct file_out;

/*
 * Writes through `file`, which the caller created, commits and discards. `title` and `author` may
 * be NULL. The bytes depend on the samples and arguments alone: an Ogg stream's serial number is
 * fixed.
 */
struct sound_out *sound_create(struct file_out *file, enum sound_format format, int rate_hz,
                               const char *title, const char *author, struct err *err);
bool sound_write(struct sound_out *out, const int16_t *samples, size_t count, struct err *err);
/* Finishes headers. Frees `out` in every case; the file stays open. */
bool sound_finish(struct sound_out *out, struct err *err);
void sound_abandon(struct sound_out *out); /* NULL is fine */

#endif
