/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Info frame: the first frame of the stream, which decodes to silence and tells players the
 * number of frames and bytes, where every hundredth of the file is, and how many samples to cut at
 * both ends.
 *
 * Layout: the "Xing" header with LAME's extension, "Mp3 Info Tag revision 1 Specifications" by
 * G. Gonzalez and others. "Info" instead of "Xing" says that the bitrate is constant: players then
 * seek by bitrate, exactly, and not by the coarse table.
 */
#ifndef TRACK_INFO_FRAME_H
#define TRACK_INFO_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    INFO_TOC_ENTRIES = 100,
    INFO_ENCODER_DELAY = 576, /* samples LAME puts before the first one it was given */
    INFO_DECODER_DELAY = 529, /* samples a decoder adds: 528 of the filter bank, and one */
    INFO_PADDING_MAX = 4095,  /* the field has 12 bits */
};

struct info_facts {
    uint32_t frames; /* without the Info frame itself */
    uint64_t bytes;  /* with the Info frame; the field holds at most 2^32 - 1 */
    uint8_t toc[INFO_TOC_ENTRIES];
    int bitrate_kbps, rate_hz;
    int lowpass_hz;     /* 0 when not known */
    int padding;        /* samples to cut at the end, 0 to INFO_PADDING_MAX */
    uint16_t music_crc; /* CRC-16/ARC of all frames behind this one */
};

/* True when a mono frame of this size, with this header, has room for everything. */
bool info_fits(const uint8_t header[4], size_t frame_bytes);

/*
 * Fills `frame` (frame_bytes long, info_fits must hold) from the first four bytes of any frame of
 * the stream, which must be one without padding byte.
 */
void info_write(uint8_t *frame, size_t frame_bytes, const uint8_t header[4],
                const struct info_facts *facts);

#endif
