/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes encoded on their own, and what is heard when their frames are joined. */
#include "../test.h"
#include "audio/mp3.h"
#include "base/mem.h"
#include "base/str.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static const struct setting {
    int rate_hz, bitrate_kbps;
} settings[] = {{22050, 56}, {22050, 64}, {22050, 160}, {44100, 64}, {44100, 128}, {44100, 320}};
enum { SETTINGS = sizeof settings / sizeof settings[0] };

/* Samples of one take: a tone between silences at both ends. */
static int16_t *make_take(const struct setting *setting, uint32_t frames, double tone_hz)
{
    size_t count = frames * (size_t)mp3_frame_samples(setting->rate_hz);
    size_t head = (size_t)setting->rate_hz * 60 / 1000, tail = (size_t)setting->rate_hz * 80 / 1000;
    int16_t *samples = mem_zero(count, sizeof *samples);
    for (size_t i = head; i + tail < count; i++)
        samples[i] = (int16_t)lrint(9000 * sin(6.2831853 * tone_hz * (double)i / setting->rate_hz));
    return samples;
}

static void encode(const struct setting *setting, uint32_t frames, double tone_hz, struct text *out)
{
    struct err err = {0};
    struct mp3 *mp3 = mp3_open(setting->rate_hz, setting->bitrate_kbps, 5, &err);
    int16_t *samples = make_take(setting, frames, tone_hz);
    CHECK(mp3 != NULL);
    if (mp3 != NULL)
        CHECK(mp3_encode(mp3, samples, frames, NULL, out, &err));
    free(samples);
    mp3_close(mp3);
}

/* The fields of a frame header that we promise (ISO 11172-3, 2.4.1.3), read without the code under
 * test. */
struct mp3_frame {
    int version, bitrate_kbps, rate_hz, padding, mode, main_data_begin;
    size_t bytes;
};

static bool read_frame(struct view stream, struct mp3_frame *frame)
{
    static const int rates_mpeg1[] = {0,   32,  40,  48,  56,  64,  80, 96,
                                      112, 128, 160, 192, 224, 256, 320};
    static const int rates_mpeg2[] = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    const unsigned char *at = (const unsigned char *)stream.at;
    if (stream.bytes < 6 || at[0] != 0xFF || (at[1] & 0xE6) != 0xE2 || at[2] >> 4 == 15)
        return false;
    bool mpeg1 = (at[1] >> 3 & 3) == 3;
    frame->version = mpeg1 ? 1 : 2;
    frame->bitrate_kbps = (mpeg1 ? rates_mpeg1 : rates_mpeg2)[at[2] >> 4];
    frame->rate_hz = (at[2] >> 2 & 3) == 0 ? (mpeg1 ? 44100 : 22050) : 0;
    frame->padding = at[2] >> 1 & 1;
    frame->mode = at[3] >> 6;
    bool has_crc = (at[1] & 1) == 0;
    const unsigned char *side = at + (has_crc ? 6 : 4);
    frame->main_data_begin = mpeg1 ? side[0] << 1 | side[1] >> 7 : side[0];
    if (frame->rate_hz == 0)
        return false;
    frame->bytes =
        (size_t)((mpeg1 ? 144 : 72) * frame->bitrate_kbps * 1000 / frame->rate_hz + frame->padding);
    return frame->bytes <= stream.bytes;
}

/* Walks all frames; every one is of the setting, mono, and needs nothing from those before it. */
static size_t count_frames(const struct setting *setting, struct view stream)
{
    size_t count = 0;
    struct mp3_frame frame;
    for (size_t at = 0; at < stream.bytes; at += frame.bytes, count++) {
        if (!read_frame(view_part(stream, at, stream.bytes), &frame)) {
            printf("# no frame at byte %zu of %zu\n", at, stream.bytes);
            CHECK(false);
            return count;
        }
        CHECK_INT(frame.bitrate_kbps, setting->bitrate_kbps);
        CHECK_INT(frame.rate_hz, setting->rate_hz);
        CHECK_INT(frame.mode, 3);
        CHECK_INT(frame.main_data_begin, 0);
    }
    return count;
}

static void frame_counts(void)
{
    static const uint32_t frames[] = {0, 1, 2, 3, 7, 100, 1001};
    for (size_t s = 0; s < SETTINGS; s++)
        for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
            struct text stream = {0};
            text_add_str(&stream, "kept");
            encode(&settings[s], frames[i], 440, &stream);
            CHECK(view_starts(text_view(&stream), "kept"));
            CHECK_INT(count_frames(&settings[s], view_part(text_view(&stream), 4, stream.bytes)),
                      frames[i]);
            text_release(&stream);
        }
}

static void same_samples_same_bytes(void)
{
    struct text first = {0}, second = {0};
    encode(&settings[1], 300, 700, &first);
    encode(&settings[1], 300, 700, &second);
    CHECK(view_equal(text_view(&first), text_view(&second)));
    text_release(&first);
    text_release(&second);
}

static void refusals(void)
{
    static const struct setting rows[] = {{22050, 320}, {22050, 57}, {22000, 64}, {0, 64}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err = {0};
        struct text out[2] = {{0}};
        CHECK(mp3_open(rows[i].rate_hz, rows[i].bitrate_kbps, 5, &err) == NULL);
        CHECK_INT(err.kind, ERR_USAGE);
        CHECK(!mp3_silent_frames(rows[i].rate_hz, rows[i].bitrate_kbps, 5, out, &err));
        CHECK(out[0].at == NULL && out[1].at == NULL);
    }
    mp3_close(NULL);
}

static void facts(void)
{
    CHECK_INT(mp3_frame_samples(22050), 576);
    CHECK_INT(mp3_frame_samples(44100), 1152);
    CHECK_INT(mp3_frame_samples(48000), 1152);
    struct err err = {0};
    struct mp3 *mp3 = mp3_open(22050, 64, 5, &err);
    CHECK(mp3 != NULL && mp3_lowpass_hz(mp3) >= 0 && mp3_lowpass_hz(mp3) <= 11025);
    mp3_close(mp3);
}

static void make_silent(const struct setting *setting, struct text silent[2])
{
    struct err err = {0};
    CHECK(mp3_silent_frames(setting->rate_hz, setting->bitrate_kbps, 5, silent, &err));
}

/* They are those of a long stream of silence: the first of each kind after the encoder's delay. */
static void silent_frames(void)
{
    for (size_t s = 0; s < SETTINGS; s++) {
        enum { FRAMES = 256, SETTLED = 8 };
        struct text silent[2] = {{0}}, stream = {0};
        size_t at = 0, same[2] = {0};
        make_silent(&settings[s], silent);
        encode(&settings[s], FRAMES, 0, &stream);
        for (int i = 0; i < FRAMES; i++) {
            struct mp3_frame head = {0};
            CHECK(read_frame(view_part(text_view(&stream), at, stream.bytes), &head));
            if (i >= SETTLED && same[head.padding]++ == 0)
                CHECK(view_equal(view_part(text_view(&stream), at, at + head.bytes),
                                 text_view(&silent[head.padding])));
            at += head.bytes;
        }
        for (int padded = 0; padded < 2; padded++) {
            CHECK_INT(silent[padded].bytes > 0, same[padded] > 0);
            text_release(&silent[padded]);
        }
        text_release(&stream);
    }
}

static bool have(const char *program)
{
    char command[64];
    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", program);
    return system(command) == 0;
}

/* The samples of an MP3 stream as ffmpeg decodes it; nothing is cut off, there is no Info frame. */
static void decode(struct view stream, struct text *pcm)
{
    char in[] = "/tmp/lectern-mp3-XXXXXX", out[] = "/tmp/lectern-pcm-XXXXXX", command[256];
    int file = mkstemp(in), got = mkstemp(out);
    CHECK(write(file, stream.at, stream.bytes) == (ssize_t)stream.bytes);
    close(file);
    snprintf(command, sizeof command,
             "ffmpeg -v error -y -flags2 -skip_manual -f mp3 -i %s -f s16le %s </dev/null", in,
             out);
    CHECK_INT(system(command), 0);
    char step[65536];
    ssize_t bytes;
    while ((bytes = read(got, step, sizeof step)) > 0)
        text_add(pcm, step, (size_t)bytes);
    close(got);
    unlink(in);
    unlink(out);
}

/* First sample that is louder than `floor`, or the count. */
static size_t first_loud(const int16_t *samples, size_t count, int floor)
{
    size_t at = 0;
    while (at < count && abs(samples[at]) <= floor)
        at++;
    return at;
}

/*
 * Two takes with silent frames between them sound as each alone: the same samples, where each
 * take's frames are. The decoder hands a frame's sound out over two frames, so the next frame
 * belongs to it.
 */
static void joined_takes_decode_as_single_ones(void)
{
    if (!have("ffmpeg"))
        SKIP_TEST("ffmpeg is not installed");
    for (size_t s = 0; s < SETTINGS; s += 2) {
        const struct setting *setting = &settings[s];
        enum { FRAMES = 60, BETWEEN = 5 };
        struct text first = {0}, second = {0}, silent[2] = {{0}}, joined = {0}, pcm[3] = {{0}};
        make_silent(setting, silent);
        encode(setting, FRAMES, 440, &first);
        encode(setting, FRAMES, 1234, &second);
        text_add_view(&joined, text_view(&first));
        for (int i = 0; i < BETWEEN; i++)
            text_add_view(&joined, text_view(&silent[0]));
        text_add_view(&joined, text_view(&second));
        decode(text_view(&first), &pcm[0]);
        decode(text_view(&second), &pcm[1]);
        decode(text_view(&joined), &pcm[2]);
        size_t frame_bytes = (size_t)mp3_frame_samples(setting->rate_hz) * sizeof(int16_t);
        CHECK_INT(pcm[0].bytes, FRAMES * frame_bytes);
        CHECK_INT(pcm[2].bytes, (2 * FRAMES + BETWEEN) * frame_bytes);
        if (pcm[2].bytes == (2 * FRAMES + BETWEEN) * frame_bytes) {
            CHECK(memcmp(pcm[2].at, pcm[0].at, FRAMES * frame_bytes) == 0);
            const char *behind = pcm[2].at + (FRAMES + BETWEEN) * frame_bytes;
            CHECK(memcmp(behind, pcm[1].at, FRAMES * frame_bytes) == 0);
            const int16_t *between =
                (const int16_t *)(const void *)(pcm[2].at + (FRAMES + 1) * frame_bytes);
            CHECK_INT(first_loud(between, (BETWEEN - 1) * frame_bytes / sizeof *between, 0),
                      (BETWEEN - 1) * frame_bytes / sizeof *between);
        }
        text_release(&first);
        text_release(&second);
        text_release(&silent[0]);
        text_release(&silent[1]);
        text_release(&joined);
        for (int i = 0; i < 3; i++)
            text_release(&pcm[i]);
    }
}

/* Two tones with `zeros` frames of nothing between them; `silent` as in mp3_encode. */
static void encode_with_gap(const struct setting *setting, uint32_t zeros,
                            const struct view silent[2], struct text *out)
{
    enum { TONE = 30 };
    struct err err = {0};
    struct mp3 *mp3 = mp3_open(setting->rate_hz, setting->bitrate_kbps, 5, &err);
    size_t frame = (size_t)mp3_frame_samples(setting->rate_hz);
    int16_t *tone = make_take(setting, TONE, 800);
    int16_t *samples = mem_zero((2 * TONE + zeros) * frame, sizeof *samples);
    memcpy(samples, tone, TONE * frame * sizeof *samples);
    memcpy(samples + (TONE + zeros) * frame, tone, TONE * frame * sizeof *samples);
    CHECK(mp3_encode(mp3, samples, 2 * TONE + zeros, silent, out, &err));
    CHECK_INT(count_frames(setting, text_view(out)), 2 * TONE + zeros);
    free(samples);
    free(tone);
    mp3_close(mp3);
}

/* Players seek by the nominal bitrate, so silence that was not encoded must keep it too. */
static void silence_keeps_the_bitrate(void)
{
    static const struct setting odd[] = {{22050, 64}, {22050, 80}, {22050, 112}, {44100, 160}};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        enum { ZEROS = 1000 };
        struct text silent[2] = {{0}}, all = {0}, left_out = {0};
        make_silent(&odd[i], silent);
        encode_with_gap(&odd[i], ZEROS, NULL, &all);
        encode_with_gap(&odd[i], ZEROS,
                        (struct view[]){text_view(&silent[0]), text_view(&silent[1])}, &left_out);
        long long off = (long long)left_out.bytes - (long long)all.bytes;
        CHECK(off >= -2 && off <= 2);
        text_release(&silent[0]);
        text_release(&silent[1]);
        text_release(&all);
        text_release(&left_out);
    }
}

/* Silent frames in place of encoded silence: the same length, the same sound at the same place. */
static void skipped_silence_is_not_heard(void)
{
    bool decoding = have("ffmpeg");
    for (uint32_t zeros = 0; zeros < 40; zeros = zeros * 2 + 1) {
        const struct setting *setting = &settings[zeros % 2 == 0 ? 1 : 5];
        struct text silent[2] = {{0}}, all = {0}, left_out = {0}, pcm[2] = {{0}};
        make_silent(setting, silent);
        encode_with_gap(setting, zeros, NULL, &all);
        encode_with_gap(setting, zeros,
                        (struct view[]){text_view(&silent[0]), text_view(&silent[1])}, &left_out);
        if (decoding) {
            decode(text_view(&all), &pcm[0]);
            decode(text_view(&left_out), &pcm[1]);
            CHECK_INT(pcm[0].bytes, pcm[1].bytes);
            const int16_t *a = (const int16_t *)(const void *)pcm[0].at;
            const int16_t *b = (const int16_t *)(const void *)pcm[1].at;
            double noise = 0, sound = 1;
            for (size_t i = 0; i < pcm[0].bytes / 2; i++) {
                noise += (double)(a[i] - b[i]) * (a[i] - b[i]);
                sound += (double)a[i] * a[i];
            }
            if (noise > sound / 1000)
                printf("# %u frames: %.1f dB\n", zeros, 10 * log10(noise / sound));
            CHECK(noise <= sound / 1000);
        }
        text_release(&silent[0]);
        text_release(&silent[1]);
        text_release(&all);
        text_release(&left_out);
        text_release(&pcm[0]);
        text_release(&pcm[1]);
    }
    if (!decoding)
        SKIP_TEST("ffmpeg is not installed: only frames were counted");
}

/* The encoder's and decoder's delay is what the header says: the tone comes out that much later. */
static void the_delay_is_known(void)
{
    if (!have("ffmpeg"))
        SKIP_TEST("ffmpeg is not installed");
    struct text stream = {0}, pcm = {0};
    const struct setting *setting = &settings[5];
    encode(setting, 60, 1000, &stream);
    decode(text_view(&stream), &pcm);
    size_t head = (size_t)setting->rate_hz * 60 / 1000;
    size_t found = first_loud((const int16_t *)(const void *)pcm.at, pcm.bytes / 2, 2000);
    CHECK(found > head + MP3_DELAY_SAMPLES - 10 && found < head + MP3_DELAY_SAMPLES + 30);
    text_release(&stream);
    text_release(&pcm);
}

TEST_MAIN(TEST(frame_counts), TEST(same_samples_same_bytes), TEST(refusals), TEST(facts),
          TEST(silent_frames), TEST(joined_takes_decode_as_single_ones),
          TEST(silence_keeps_the_bitrate), TEST(skipped_silence_is_not_heard),
          TEST(the_delay_is_known))
