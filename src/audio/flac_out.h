/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to audio/: writes a FLAC, mono and 16 bit. The only file that knows libFLAC, which
 * libsndfile brings along, but which it gives no comments, pictures, cue sheets or seek tables.
 */
#ifndef AUDIO_FLAC_OUT_H
#define AUDIO_FLAC_OUT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct file_out;
struct flac_out;
struct sound_labels;

/* As sound_create, sound_write, sound_finish and sound_abandon of sound.h. */
struct flac_out *flac_out_create(struct file_out *file, int rate_hz,
                                 const struct sound_labels *labels, struct err *err);
bool flac_out_write(struct flac_out *out, const int16_t *samples, size_t count, struct err *err);
bool flac_out_finish(struct flac_out *out, const uint64_t *starts, struct err *err);
void flac_out_free(struct flac_out *out); /* NULL is fine */

#endif
