/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame that tells a player the true length and the delays of an MP3. */
#include "../test.h"
#include "track/crc16.h"
#include "track/info_frame.h"

#include <stdlib.h>

/* Check values of the CRC catalogue for CRC-16/ARC, and what long division by hand gives for one
 * byte. */
static void crc_known_vectors(void)
{
    static const struct {
        const char *bytes;
        size_t count;
        uint16_t wanted;
    } cases[] = {{"", 0, 0}, {"123456789", 9, 0xBB3D}, {"\x01", 1, 0xC0C1}, {"A", 1, 0x30C0}};
    struct crc16 crc;
    crc16_start(&crc);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_INT(crc16_more(&crc, 0, cases[i].bytes, cases[i].count), cases[i].wanted);
}

static uint16_t crc_bit_by_bit(const uint8_t *bytes, size_t count)
{
    uint32_t value = 0;
    for (size_t i = 0; i < count; i++)
        for (int bit = 0; bit < 8; bit++) {
            uint32_t out = (value ^ (uint32_t)(bytes[i] >> bit)) & 1;
            value = value >> 1 ^ out * 0xA001;
        }
    return (uint16_t)value;
}

/* All lengths round the step of sixteen, and cut in two anywhere. */
static void crc_in_steps_is_the_same(void)
{
    struct crc16 crc;
    crc16_start(&crc);
    uint8_t bytes[67];
    uint32_t random = 1;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)((random = random * 1103515245 + 12345) >> 16);
    for (size_t count = 0; count <= sizeof bytes; count++) {
        uint16_t wanted = crc_bit_by_bit(bytes, count);
        for (size_t cut = 0; cut <= count; cut++) {
            uint16_t first = crc16_more(&crc, 0, bytes, cut);
            CHECK_INT(crc16_more(&crc, first, bytes + cut, count - cut), wanted);
        }
    }
}

static const uint8_t MPEG1_MONO[4] = {0xFF, 0xFB, 0x90, 0xC4};
static const uint8_t MPEG2_MONO[4] = {0xFF, 0xF3, 0x80, 0xC4};

static void fits_where_side_information_and_156_bytes_do(void)
{
    CHECK(info_fits(MPEG1_MONO, 4 + 17 + 156));
    CHECK(!info_fits(MPEG1_MONO, 4 + 17 + 155));
    CHECK(info_fits(MPEG2_MONO, 4 + 9 + 156));
    CHECK(!info_fits(MPEG2_MONO, 4 + 9 + 155));
}

static void check_bytes(const uint8_t *got, const char *wanted, size_t count, const char *what)
{
    if (memcmp(got, wanted, count) == 0)
        return;
    printf("# %s differs\n", what);
    CHECK(memcmp(got, wanted, count) == 0);
}

static void every_byte_by_hand(void)
{
    struct info_facts facts = {.frames = 0x01020304,
                               .bytes = 0x0A0B0C0D,
                               .bitrate_kbps = 128,
                               .rate_hz = 44100,
                               .lowpass_hz = 17000,
                               .padding = 0x6C0,
                               .music_crc = 0xBEEF};
    for (int i = 0; i < 100; i++)
        facts.toc[i] = (uint8_t)(2 * i);
    uint8_t frame[417];
    memset(frame, 0x55, sizeof frame);
    info_write(frame, sizeof frame, MPEG1_MONO, &facts);
    check_bytes(frame, "\xFF\xFB\x90\xC4\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 21,
                "header, side info");
    check_bytes(frame + 21, "Info\0\0\0\x0F\x01\x02\x03\x04\x0A\x0B\x0C\x0D", 16, "counts");
    check_bytes(frame + 37, (const char *)facts.toc, 100, "table");
    check_bytes(frame + 137, "\0\0\0\x38LAME3.100\x01\xAA", 15, "quality, encoder, method");
    check_bytes(frame + 152, "\0\0\0\0\0\0\0\0\0\x80\x24\x06\xC0\x40\0\0\0", 17, "gain to preset");
    check_bytes(frame + 169, "\x0A\x0B\x0C\x0D\xBE\xEF", 6, "length and CRC of the music");
    CHECK_INT(frame[175] << 8 | frame[176], crc_bit_by_bit(frame, 175));
    for (size_t i = 177; i < sizeof frame; i++)
        CHECK_INT(frame[i], 0);
}

static void mpeg2_stands_eight_bytes_earlier(void)
{
    struct info_facts facts = {.frames = 1, .bytes = 400, .bitrate_kbps = 64, .rate_hz = 22050};
    uint8_t frame[208];
    info_write(frame, sizeof frame, MPEG2_MONO, &facts);
    check_bytes(frame, "\xFF\xF3\x80\xC4\0\0\0\0\0\0\0\0\0Info\0\0\0\x0F\0\0\0\x01", 25, "start");
    CHECK_INT(frame[13 + 120 + 20], 64);
    CHECK_INT(frame[13 + 120 + 24], 0);
}

/* 75 hours at 128 kbit/s. */
static void what_is_too_large_stays_at_the_largest(void)
{
    struct info_facts facts = {.frames = 10000000,
                               .bytes = 5000000000,
                               .bitrate_kbps = 320,
                               .rate_hz = 48000,
                               .lowpass_hz = 30000};
    uint8_t frame[960];
    info_write(frame, sizeof frame, MPEG1_MONO, &facts);
    check_bytes(frame + 21 + 12, "\xFF\xFF\xFF\xFF", 4, "bytes");
    check_bytes(frame + 21 + 120 + 28, "\xFF\xFF\xFF\xFF", 4, "length of the music");
    CHECK_INT(frame[21 + 120 + 10], 255);
    CHECK_INT(frame[21 + 120 + 20], 255);
    CHECK_INT(frame[21 + 120 + 24], 0x80);
}

TEST_MAIN(TEST(crc_known_vectors), TEST(crc_in_steps_is_the_same),
          TEST(fits_where_side_information_and_156_bytes_do), TEST(every_byte_by_hand),
          TEST(mpeg2_stands_eight_bytes_earlier), TEST(what_is_too_large_stays_at_the_largest))
