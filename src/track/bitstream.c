/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track/bitstream.h"

#include "audio/mp3.h"

#include "base/mem.h"
#include "track/track.h"

#include <stdlib.h>
#include <string.h>

enum { PADDING_BIT = 0x02 }; /* in the third byte of a header */

/* True when sync, version, layer, CRC, bitrate, rate and mono are the same in both headers. */
static bool alike(const uint8_t *a, const uint8_t *b)
{
    return a[0] == b[0] && a[1] == b[1] && (a[2] | PADDING_BIT) == (b[2] | PADDING_BIT) &&
           (a[3] & 0xC0) == (b[3] & 0xC0);
}

/* n * rate_hz, which is a whole number at every rate. */
static uint64_t frame_bytes_by_rate(const struct bitstream *stream)
{
    return (uint64_t)mp3_frame_samples(stream->rate_hz) / 8 * 1000 * (uint64_t)stream->bitrate_kbps;
}

bool bitstream_start(struct bitstream *stream, const void *frame, size_t bytes, int rate_hz,
                     int bitrate_kbps)
{
    *stream = (struct bitstream){.rate_hz = rate_hz, .bitrate_kbps = bitrate_kbps};
    if (frame == NULL || bytes < 4 || rate_hz <= 0 || bitrate_kbps <= 0)
        return false;
    memcpy(stream->header, frame, 4);
    stream->short_bytes = (size_t)(frame_bytes_by_rate(stream) / (uint64_t)rate_hz);
    crc16_start(&stream->crc);
    const uint8_t *header = stream->header;
    bool layer3_without_crc = header[0] == 0xFF && (header[1] & 0xE7) == 0xE3;
    bool mono = (header[3] & 0xC0) == 0xC0, padding = (header[2] & PADDING_BIT) != 0;
    return layer3_without_crc && mono && !padding && bytes == stream->short_bytes;
}

void bitstream_free(struct bitstream *stream)
{
    free(stream->padded);
    stream->padded = NULL;
}

bool bitstream_frame_is_padded(const void *frame)
{
    return (((const uint8_t *)frame)[2] & PADDING_BIT) != 0;
}

bool bitstream_is_frame(const struct bitstream *stream, const void *frame, size_t bytes,
                        bool padded)
{
    const uint8_t *at = frame;
    return bytes == stream->short_bytes + padded && alike(at, stream->header) &&
           ((at[2] & PADDING_BIT) != 0) == padded;
}

static uint32_t count_frames(const struct bitstream *stream, const uint8_t *mp3, size_t bytes)
{
    uint32_t frames = 0;
    for (size_t at = 0; at < bytes; frames++) {
        if (bytes - at < 4 || !alike(mp3 + at, stream->header))
            return 0;
        size_t frame_bytes = stream->short_bytes + ((mp3[at + 2] & PADDING_BIT) != 0);
        if (bytes - at < frame_bytes)
            return 0;
        at += frame_bytes;
    }
    return frames;
}

static void note_frame(struct bitstream *stream, bool padded)
{
    size_t byte = (size_t)(stream->frames / 8);
    if (stream->frames % 8 == 0) {
        stream->padded = mem_grow(stream->padded, byte, &stream->padded_capacity, 1);
        stream->padded[byte] = 0;
    }
    if (padded)
        stream->padded[byte] |= (uint8_t)(1u << stream->frames % 8);
    stream->frames++;
}

static bool frame_is_padded(const struct bitstream *stream, uint64_t frame)
{
    return (stream->padded[frame / 8] >> frame % 8 & 1) != 0;
}

uint32_t bitstream_add(struct bitstream *stream, const void *mp3, size_t bytes)
{
    const uint8_t *at = mp3;
    uint32_t frames = count_frames(stream, at, bytes);
    for (uint32_t i = 0; i < frames; i++) {
        bool padded = (at[2] & PADDING_BIT) != 0;
        note_frame(stream, padded);
        at += stream->short_bytes + padded;
    }
    if (frames > 0) {
        stream->bytes += bytes;
        stream->crc_now = crc16_more(&stream->crc, stream->crc_now, mp3, bytes);
    }
    return frames;
}

int64_t bitstream_owes(const struct bitstream *stream)
{
    return stream->debt + (int64_t)(stream->frames * frame_bytes_by_rate(stream)) -
           (int64_t)(stream->bytes * (uint64_t)stream->rate_hz);
}

/* By how much a frame without the padding byte is shorter than n, in 1/rate_hz byte. */
static int64_t shortfall(const struct bitstream *stream)
{
    return (int64_t)(frame_bytes_by_rate(stream) % (uint64_t)stream->rate_hz);
}

bool bitstream_has_padding(const struct bitstream *stream)
{
    return shortfall(stream) != 0;
}

int bitstream_silent(const struct bitstream *stream)
{
    int64_t missing_after_short = bitstream_owes(stream) + shortfall(stream);
    return 2 * missing_after_short >= stream->rate_hz;
}

size_t bitstream_fit(const struct bitstream *stream, const void *mp3, size_t bytes,
                     struct text *out)
{
    const char *at = mp3;
    if (bytes < stream->short_bytes || (at[2] & PADDING_BIT) != 0 || bitstream_silent(stream) == 0)
        return 0;
    text_add(out, at, stream->short_bytes);
    out->at[out->bytes - stream->short_bytes + 2] |= PADDING_BIT;
    text_add_char(out, '\0');
    return stream->short_bytes;
}

void bitstream_toc(const struct bitstream *stream, size_t info_bytes, uint8_t toc[INFO_TOC_ENTRIES])
{
    uint64_t total_bytes = info_bytes + stream->bytes, offset = info_bytes, frame = 0;
    for (uint64_t i = 0; i < INFO_TOC_ENTRIES; i++) {
        for (; frame < i * stream->frames / INFO_TOC_ENTRIES; frame++)
            offset += stream->short_bytes + frame_is_padded(stream, frame);
        uint64_t part = 256 * offset / total_bytes;
        toc[i] = (uint8_t)(part > 255 ? 255 : part);
    }
    /* Players that look only here start at the Info frame. Where that is a good part of the file, 1
     * is still inside it and nearer to the first sound. */
    toc[0] = toc[0] > 0;
}
