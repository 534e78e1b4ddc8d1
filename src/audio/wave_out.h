/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to audio/: writes a WAV, mono and 16 bit.
 *
 * The length of a book is known only at its end, and most readers want the plain header
 * (WAVE_FORMAT_PCM; Python's `wave` before 3.12 takes no other). libsndfile must be told at the
 * start whether a file will be an RF64, whose header is WAVE_FORMAT_EXTENSIBLE even where the file
 * turns out to be small, and it writes no labels of cues. So this is written here: a plain header
 * with room that becomes the ds64 chunk of an RF64 (EBU Tech 3306) when the file has grown too
 * large.
 */
#ifndef AUDIO_WAVE_OUT_H
#define AUDIO_WAVE_OUT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct file_out;
struct sound_labels;

/* A RIFF file has 32 bits for its length. */
#define WAVE_PLAIN_MOST_BYTES ((uint64_t)UINT32_MAX)

struct wave_out {
    struct file_out *file;
    const struct sound_labels *labels;
    uint64_t most_bytes; /* beyond this it is an RF64; for tests */
    uint64_t samples;
    size_t data_at; /* offset of the samples */
    struct text bytes;
};

/* Errors of all three: ERR_OUTPUT. Call wave_out_free at the end, in any case. */
bool wave_out_start(struct wave_out *out, struct file_out *file, int rate_hz,
                    const struct sound_labels *labels, struct err *err);
bool wave_out_write(struct wave_out *out, const int16_t *samples, size_t count, struct err *err);
/* `starts`: of the chapters, in samples. */
bool wave_out_finish(struct wave_out *out, const uint64_t *starts, struct err *err);
void wave_out_free(struct wave_out *out); /* fine on {0} */

#endif
