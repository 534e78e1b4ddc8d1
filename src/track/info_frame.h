/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to track/: the Info frame, the first frame of the stream. It decodes to silence and says
 * how many frames and bytes there are, where every hundredth of the time is, and how many samples
 * to cut at both ends.
 *
 * Layout: the "Xing" header with LAME's extension, see "Mp3 Info Tag revision 1 Specifications" by
 * G. Gonzalez and others. "Info" instead of "Xing" means that the bitrate is constant: players then
 * seek by the bitrate, which is exact, and not by the table, which is off by minutes in a long
 * book.
 */
#ifndef TRACK_INFO_FRAME_H
#define TRACK_INFO_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    INFO_TOC_ENTRIES = 100,
    INFO_ENCODER_DELAY = 576, /* samples that LAME puts before the first */
    INFO_DECODER_DELAY = 529, /* samples that a decoder adds: 528 of the filter bank, and one */
    INFO_PADDING_MAX = 4095,  /* the field has 12 bits */
};

struct info_facts {
    uint32_t frames; /* without the Info frame itself */
    uint64_t bytes;  /* with the Info frame; the field holds at most 2^32 - 1 */
    uint8_t toc[INFO_TOC_ENTRIES];
    int bitrate_kbps, rate_hz;
    int lowpass_hz;     /* 0 when it is not known */
    int padding;        /* samples to cut at the end, 0 to INFO_PADDING_MAX */
    uint16_t music_crc; /* CRC-16/ARC of all frames after this one */
};

/* True when a frame of this size, with this header, has room for everything. */
bool info_fits(const uint8_t header[4], size_t frame_bytes);

/*
 * Fills `frame`, frame_bytes long, for which info_fits must be true. `header`: the first four bytes
 * of any frame of the stream without the padding byte.
 */
void info_write(uint8_t *frame, size_t frame_bytes, const uint8_t header[4],
                const struct info_facts *facts);

#endif
