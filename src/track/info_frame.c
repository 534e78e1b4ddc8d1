/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track/info_frame.h"

#include "base/big_endian.h"
#include "track/crc16.h"

#include <string.h>

enum {
    XING_BYTES = 120,     /* "Info", flags, frames, bytes, table, quality */
    LAME_BYTES = 36,      /* the extension with its CRC */
    FLAGS_ALL = 0x0F,     /* frames, bytes, table and quality are there */
    QUALITY = 56,         /* by LAME's formula: 100 - 10 * VBR quality (4) - quality (4) */
    METHOD_CBR = 1,       /* revision 0 of the extension in the upper half */
    MISC_44100_HZ = 0x40, /* source rate in the two top bits: 0 up to 32 kHz, 1 is 44.1, 2 is 48 */
    MISC_48000_HZ = 0x80,
};

/* The offset of "Info": after the header and the side information (ISO 11172-3, 13818-3). */
static size_t info_offset(const uint8_t header[4])
{
    bool mpeg1 = (header[1] & 0x08) != 0, mono = (header[3] >> 6) == 3;
    if (mpeg1)
        return 4 + (mono ? 17 : 32);
    return 4 + (mono ? 9 : 17);
}

bool info_fits(const uint8_t header[4], size_t frame_bytes)
{
    return frame_bytes >= info_offset(header) + XING_BYTES + LAME_BYTES;
}

static uint32_t saturated(uint64_t value)
{
    return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static uint8_t misc_of(int rate_hz)
{
    if (rate_hz >= 48000)
        return MISC_48000_HZ;
    return rate_hz >= 44100 ? MISC_44100_HZ : 0;
}

/* Offsets are from the start of the extension, as in the specification. The fields for gain stay 0,
 * which means that it is not known. */
static void write_extension(uint8_t *at, const struct info_facts *facts)
{
    memcpy(at, "LAME3.100", 9);
    at[9] = METHOD_CBR;
    at[10] = (uint8_t)(facts->lowpass_hz / 100 > 255 ? 255 : facts->lowpass_hz / 100);
    at[20] = (uint8_t)(facts->bitrate_kbps > 255 ? 255 : facts->bitrate_kbps);
    uint32_t delays = (uint32_t)INFO_ENCODER_DELAY << 12 | (uint32_t)facts->padding;
    at[21] = (uint8_t)(delays >> 16);
    put_be16(at + 22, delays);
    at[24] = misc_of(facts->rate_hz);
    put_be32(at + 28, saturated(facts->bytes));
    put_be16(at + 32, facts->music_crc);
}

void info_write(uint8_t *frame, size_t frame_bytes, const uint8_t header[4],
                const struct info_facts *facts)
{
    memset(frame, 0, frame_bytes);
    memcpy(frame, header, 4);
    uint8_t *at = frame + info_offset(header);
    memcpy(at, "Info", 4);
    put_be32(at + 4, FLAGS_ALL);
    put_be32(at + 8, facts->frames);
    put_be32(at + 12, saturated(facts->bytes));
    memcpy(at + 16, facts->toc, INFO_TOC_ENTRIES);
    put_be32(at + 16 + INFO_TOC_ENTRIES, QUALITY);
    write_extension(at + XING_BYTES, facts);
    struct crc16 crc;
    crc16_start(&crc);
    uint8_t *tag_crc = at + XING_BYTES + LAME_BYTES - 2;
    put_be16(tag_crc, crc16_more(&crc, 0, frame, (size_t)(tag_crc - frame)));
}
