/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The audio frames of some MP3s, one after the other, for the command-line tests.
 *
 *     frames OUT FILE...      without ID3 tags and Info frames, and without the last two frames of
 *                             each file but the last, which only let decoders reach the end
 */
#include "base/file.h"
#include "base/str.h"
#include "track/track.h"

#include <stdio.h>

/* The bytes of a frame of 64 kbit/s at 22,050 Hz, MPEG-2 Layer III; 0 when it is none. */
static size_t frame_bytes(struct view file, size_t at)
{
    const unsigned char *header = (const unsigned char *)file.at + at;
    if (at + 4 > file.bytes || header[0] != 0xFF || (header[1] & 0xFE) != 0xF2 ||
        (header[2] & 0xFC) != 0x80)
        return 0;
    return (size_t)(208 + (header[2] >> 1 & 1));
}

static bool add_frames(struct view file, bool is_last, FILE *out)
{
    const unsigned char *u = (const unsigned char *)file.at;
    if (file.bytes < 10)
        return false;
    size_t at = 10 + ((size_t)u[6] << 21 | (size_t)u[7] << 14 | (size_t)u[8] << 7 | u[9]);
    at += frame_bytes(file, at);
    size_t start = at, ends[TRACK_TAIL_FRAMES + 1] = {0};
    while (at < file.bytes) {
        size_t bytes = frame_bytes(file, at);
        if (bytes == 0)
            return false;
        at += bytes;
        for (int i = TRACK_TAIL_FRAMES; i > 0; i--)
            ends[i] = ends[i - 1];
        ends[0] = at;
    }
    size_t end = is_last ? at : ends[TRACK_TAIL_FRAMES];
    return end >= start && fwrite(file.at + start, 1, end - start, out) == end - start;
}

int main(int argc, char **argv)
{
    FILE *out = argc > 2 ? fopen(argv[1], "wb") : NULL;
    bool good = out != NULL;
    for (int i = 2; good && i < argc; i++) {
        struct text bytes = {0};
        struct err err;
        good = file_read(argv[i], 1 << 28, &bytes, &err) &&
               add_frames(text_view(&bytes), i + 1 == argc, out);
        text_release(&bytes);
        if (!good)
            fprintf(stderr, "frames: %s is not as expected\n", argv[i]);
    }
    good = out != NULL && fclose(out) == 0 && good;
    return good ? 0 : 1;
}
