/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to track/: the audio frames after the Info frame. Checks and counts them, adds up their
 * CRC, and keeps the nominal bitrate. Writes nothing.
 *
 * A frame of Layer III has floor(n) or floor(n) + 1 bytes, where n = samples/8 * bitrate/rate (ISO
 * 11172-3, 2.4.3.1). The encoder of every take begins with a short frame, so each take alone is
 * about half a byte too short. In a long book that adds up to fractions of a second for players
 * that seek by the nominal bitrate. So bitstream_silent chooses between the short and the long
 * silent frame, and bitstream_fit makes the first frame of a take long when that comes nearer. The
 * stream stays within two bytes of n bytes a frame.
 *
 *     bitstream_start, { bitstream_fit, bitstream_add }*, bitstream_toc, bitstream_free
 */
#ifndef TRACK_BITSTREAM_H
#define TRACK_BITSTREAM_H

#include "base/str.h"
#include "track/crc16.h"
#include "track/info_frame.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bitstream {
    uint8_t header[4];  /* of a frame without the padding byte */
    size_t short_bytes; /* size of such a frame */
    int rate_hz, bitrate_kbps;
    uint64_t frames, bytes; /* so far */
    uint16_t crc_now;       /* CRC-16/ARC of them */
    int64_t debt; /* what bitstream_owes said of the stream that this one goes on from; 0: none */
    /* private */
    struct crc16 crc;
    uint8_t *padded; /* a bit for each frame: it has the padding byte */
    size_t padded_capacity;
};

/*
 * `frame` must be a frame without the padding byte, of this rate and bitrate, mono Layer III
 * without CRC; false when it is not. Allocates nothing yet.
 */
bool bitstream_start(struct bitstream *stream, const void *frame, size_t bytes, int rate_hz,
                     int bitrate_kbps);
void bitstream_free(struct bitstream *stream); /* fine on {0} and twice */

/*
 * Adds whole frames. All must have the header of the stream, except for the bits padding,
 * copyright, original and emphasis. Returns their number; 0 when one is incomplete or different,
 * and then the stream is unchanged.
 */
uint32_t bitstream_add(struct bitstream *stream, const void *mp3, size_t bytes);

/* True when this is one whole frame of the stream that has (or has not) the padding byte. */
bool bitstream_is_frame(const struct bitstream *stream, const void *frame, size_t bytes,
                        bool padded);

/* Whether a frame has the padding byte, by its header. */
bool bitstream_frame_is_padded(const void *frame);

/* Bytes missing to (above 0) or beyond the nominal bitrate so far, in units of 1/rate_hz byte. */
int64_t bitstream_owes(const struct bitstream *stream);

/* False when n is a whole number, and no frame needs the padding byte. */
bool bitstream_has_padding(const struct bitstream *stream);

/* 1 when the next silent frame should have the padding byte, else 0. */
int bitstream_silent(const struct bitstream *stream);

/*
 * When the first frame of a take is short and the nominal bitrate requires a long one, appends that
 * frame to `out` with the padding bit and a zero byte at its end, and returns how many bytes of the
 * take it replaces; else 0. To a decoder the byte is ancillary data, because takes keep no main
 * data for later frames.
 */
size_t bitstream_fit(const struct bitstream *stream, const void *mp3, size_t bytes,
                     struct text *out);

/* Fills the table of contents of the Info frame. The Info frame, `info_bytes` long, comes first. */
void bitstream_toc(const struct bitstream *stream, size_t info_bytes,
                   uint8_t toc[INFO_TOC_ENTRIES]);

#endif
