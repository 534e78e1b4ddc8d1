/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to info/: walks over the frames of MPEG audio, Layer III (ISO 11172-3, 13818-3). */
#ifndef INFO_FRAMES_H
#define INFO_FRAMES_H

#include "info/info.h"
#include "info/source.h"

#include <stdbool.h>

/* What a header says. */
struct frame_header {
    int version; /* 1, 2, 25 */
    int kbps, rate_hz, channels, samples;
    bool has_crc;
    size_t bytes; /* of the frame, the header included */
    size_t side_bytes;
};

enum { FRAME_MOST_BYTES = 2881 }; /* 320 kbit/s at 32 kHz with padding, or 160 at 8 kHz */

/* False for what is no header, and for free format, which has no size. */
bool frame_header_read(const uint8_t at[4], struct frame_header *header);

/*
 * Fills `audio` with what lies between `from` and the end. False when there is no MP3: no two
 * frames that follow each other within the first megabyte.
 */
bool frames_walk(struct source *source, uint64_t from, struct info_audio *audio);

#endif
