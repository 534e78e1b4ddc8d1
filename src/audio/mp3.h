/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of audio/: sound as samples, as MP3 frames and as files. The room knows nothing of books,
 * takes or tags, and uses base/ only. It has five doors:
 *
 *     mp3.h      samples to MP3 frames, by LAME
 *     pcm.h      arithmetic on samples
 *     loudness.h how loud a sound is
 *     room_tone.h the noise of a quiet room
 *     sound.h    sound files, by libsndfile and libsamplerate
 *
 * Tests: test_mp3, test_pcm, test_loudness, test_room_tone, test_sound; tests/cli/players.sh has
 * other programs play the result.
 *
 * This is the only file that knows LAME. Every take is encoded by an encoder in its first state,
 * with the bit reservoir off. Its frames therefore need nothing from other frames and may be joined
 * as bytes with any others where both sides are digital silence. An encoder is opened once, before
 * the processes that use it fork; each fork encodes one take:
 *
 *     mp3_open (parent), mp3_start, mp3_feed ..., mp3_finish (child), mp3_close (parent)
 */
#ifndef AUDIO_MP3_H
#define AUDIO_MP3_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The delay of encoder and decoder together: 576 + 529 samples, LAME's own figures. A take has at
 * least this much digital silence at each end; at its end one frame more, in which the last sound
 * dies away in the filters.
 */
enum { MP3_DELAY_SAMPLES = 1105 };

struct mp3;

/*
 * `rate_hz` is 22050, 44100 or 48000. `bitrate_kbps` is one of the constant rates of that MPEG
 * version and not below 56: a smaller frame cannot hold the Info frame that gives players the exact
 * length. `quality` is LAME's -q, 0 to 9. Errors: ERR_USAGE for values that LAME does not accept.
 * NULL on failure.
 */
struct mp3 *mp3_open(int rate_hz, int bitrate_kbps, int quality, struct err *err);
void mp3_close(struct mp3 *mp3); /* NULL is fine */

/*
 * Encodes sound as it comes: mp3_start, any number of mp3_feed with whole frames of samples, then
 * mp3_finish, which appends exactly as many MP3 frames to `out` as were fed. An encoder does this
 * only once; a second take would not start from the first state.
 *
 * Long runs of zeros skip the encoder and become copies of `silent`: two frames made by
 * mp3_silent_frames, without and with the padding byte, mixed in the proportion that keeps the
 * nominal bitrate. They are borrowed. With NULL or an empty first frame everything is encoded.
 *
 * mp3_finish always frees the stream. Errors: ERR_SYSTEM.
 */
struct mp3_stream;
struct mp3_stream *mp3_start(struct mp3 *mp3, const struct view silent[2]);
void mp3_feed(struct mp3_stream *stream, const int16_t *samples, uint32_t frames);
bool mp3_finish(struct mp3_stream *stream, struct text *out, struct err *err);

/*
 * Instead of mp3_finish: appends only the first frames, those that are the same whatever is fed
 * after them, and returns how many; 0 also when something failed. Always frees the stream.
 */
uint32_t mp3_cut(struct mp3_stream *stream, struct text *out);

/* mp3_start, mp3_feed and mp3_finish in one call. */
bool mp3_encode(struct mp3 *mp3, const int16_t *samples, uint32_t frames,
                const struct view silent[2], struct text *out, struct err *err);

/*
 * Appends a frame of digital silence to out[0], and to out[1] one with the padding byte that some
 * frames of a constant bitrate have. Nothing is appended there where the rate has no padded frames
 * (48 kHz). Both must be empty. Errors: those of mp3_open; ERR_SYSTEM.
 */
bool mp3_silent_frames(int rate_hz, int bitrate_kbps, int quality, struct text out[2],
                       struct err *err);

/* The frequency above which LAME removes everything at this rate and bitrate. */
int mp3_lowpass_hz(const struct mp3 *mp3);
/*
 * How many frames `frames` is, when it is nothing but whole ones of the kind of this encoder; 0
 * otherwise. `silent` is a frame of mp3_silent_frames.
 */
uint32_t mp3_count_frames(const struct mp3 *mp3, struct view silent, struct view frames);

/* How many bytes the first `count` of these frames have. */
size_t mp3_frames_bytes(const struct mp3 *mp3, struct view frames, uint32_t count);

/* LAME's version, such as "3.100". */
const char *mp3_version(void);
/* Samples per frame: 576 below 32 kHz (MPEG-2, ISO 13818-3), else 1152 (MPEG-1, ISO 11172-3). */
int mp3_frame_samples(int rate_hz);

#endif
