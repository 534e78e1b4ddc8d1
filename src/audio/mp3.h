/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of audio/. The only file that knows LAME: samples of one take in, its MP3 frames out.
 *
 * Every take is encoded by an encoder in its first state, with the bit reservoir off, so its frames
 * need nothing from other frames and may be joined as bytes with any others where both sides are
 * digital silence. An encoder is opened once, before the processes that use it fork; each fork
 * encodes one take.
 */
#ifndef AUDIO_MP3_H
#define AUDIO_MP3_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Samples of digital silence that a take has at each end, at least: the encoder's and decoder's
 * delay (576 + 529 samples, LAME's own figures) and one frame in which the last sound dies away in
 * the filters.
 */
enum { MP3_DELAY_SAMPLES = 1105 };

struct mp3;

/*
 * `rate_hz` 22050 or 44100; `bitrate_kbps` one of the constant rates of that MPEG version, not
 * below 56 (LAME leaves out its own header frame below that, and so would every player its exact
 * length); `quality` LAME's -q, 0 to 9. Errors: ERR_USAGE for values LAME does not take. NULL on
 * failure.
 */
struct mp3 *mp3_open(int rate_hz, int bitrate_kbps, int quality, struct err *err);
void mp3_close(struct mp3 *mp3); /* NULL is fine */

/*
 * Encoding as the sound comes: mp3_start, any number of mp3_feed with whole frames of samples,
 * mp3_finish, which appends exactly as many MP3 frames to `out` as were fed. Only once per encoder,
 * or the second take would not start from the first state. Long runs of zeros need no encoder:
 * copies of `silent` (borrowed; two frames by mp3_silent_frame, without and with the padding byte)
 * stand for them, chosen so that they keep the nominal bitrate; NULL or an empty first frame has
 * all encoded. mp3_finish frees the stream, whatever happens. Errors: ERR_SYSTEM.
 */
struct mp3_stream;
struct mp3_stream *mp3_start(struct mp3 *mp3, const struct view silent[2]);
void mp3_feed(struct mp3_stream *stream, const int16_t *samples, uint32_t frames);
bool mp3_finish(struct mp3_stream *stream, struct text *out, struct err *err);

/* The three in one. */
bool mp3_encode(struct mp3 *mp3, const int16_t *samples, uint32_t frames,
                const struct view silent[2], struct text *out, struct err *err);

/* One frame of digital silence, without or with the padding byte that a constant rate needs at
 * times. */
bool mp3_silent_frame(int rate_hz, int bitrate_kbps, int quality, bool padded, struct text *out,
                      struct err *err);

int mp3_lowpass_hz(const struct mp3 *mp3);
/* Samples per frame: 576 below 32 kHz (MPEG-2), else 1152. */
int mp3_frame_samples(int rate_hz);

#endif
