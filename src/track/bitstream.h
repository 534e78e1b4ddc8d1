/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The audio frames behind the Info frame, as they go by: checked, counted, summed up, and kept at
 * their nominal bitrate. Nothing is written here.
 *
 * Bitrate. A frame of Layer III has floor(n) or floor(n) + 1 bytes, n = samples/8 * bitrate/rate.
 * Every take comes from a fresh encoder, whose accumulator starts with a short frame, so takes
 * alone run short by about half a byte each: fractions of a second in a long book, for players that
 * seek by the nominal bitrate. So bitstream_silent chooses between the short and the long silent
 * frame, and bitstream_fit makes the first frame of a take long where that is nearer: the whole
 * stays within two bytes of n bytes a frame.
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
    uint8_t header[4];  /* of a frame without padding byte */
    size_t short_bytes; /* size of such a frame */
    int rate_hz, bitrate_kbps;
    uint64_t frames, bytes;
    uint16_t crc_now;
    /* private */
    struct crc16 crc;
    uint8_t *padded; /* one bit a frame: it has the padding byte */
    size_t padded_capacity;
};

/*
 * `frame` is a frame without padding byte, of the rate and bitrate given. False when it is none, or
 * not mono Layer III without CRC. Takes no memory yet.
 */
bool bitstream_start(struct bitstream *stream, const void *frame, size_t bytes, int rate_hz,
                     int bitrate_kbps);
void bitstream_free(struct bitstream *stream); /* fine on {0} and twice */

/*
 * Takes in whole frames: all must have the header of the stream (but for the padding bit,
 * copyright, original and emphasis). Gives their number; 0 when they are not whole or not alike:
 * then the stream is as it was.
 */
uint32_t bitstream_add(struct bitstream *stream, const void *mp3, size_t bytes);

/* True for one whole frame of the stream, with or without the padding byte. */
bool bitstream_is_frame(const struct bitstream *stream, const void *frame, size_t bytes,
                        bool padded);

/* False where a frame is a whole number of bytes, so that none needs the padding byte. */
bool bitstream_has_padding(const struct bitstream *stream);

/* 1 when the next silent frame should have the padding byte, else 0. */
int bitstream_silent(const struct bitstream *stream);

/*
 * Appends a take to `out`. Its first frame, when it is short and the nominal bitrate asks for a
 * long one, gets the padding bit and a zero byte at its end: ancillary data to a decoder, since
 * takes keep no main data for later frames. Bytes that are no frame are appended as they are.
 */
void bitstream_fit(const struct bitstream *stream, const void *mp3, size_t bytes, struct text *out);

/* The table of the Info frame, which is `info_bytes` long and counts as the start. */
void bitstream_toc(const struct bitstream *stream, size_t info_bytes,
                   uint8_t toc[INFO_TOC_ENTRIES]);

#endif
