/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What masters say about themselves, and a WAV that becomes an RF64. */
#include "../test.h"
#include "audio/labels.h"
#include "audio/wave_out.h"
#include "base/file.h"
#include "base/mem.h"

#include <sndfile.h>
#include <stdlib.h>
#include <unistd.h>

static const struct sound_chapter THREE[] = {{"One", 1}, {"Two", 2}, {"Three!", 1}};
static const uint64_t STARTS[] = {0, 11025, 22050};

static const struct sound_labels LABELS = {
    .metadata = {.title = "T", .author = "A"},
    .cover = "\xFF\xD8\xFF\xE0",
    .cover_bytes = 4,
    .chapters = THREE,
    .chapter_count = 3,
};

static bool has(struct view v, const char *bytes, size_t count)
{
    for (size_t at = 0; at + count <= v.bytes; at++)
        if (memcmp(v.at + at, bytes, count) == 0)
            return true;
    return false;
}

static void comments(void)
{
    struct vorbis_comments made;
    vorbis_comments_make(&made, &LABELS, true);
    size_t before = made.list.bytes;
    vorbis_comments_set_times(&made, STARTS, 22050);
    CHECK_INT(made.list.bytes, before);
    struct view v = text_view(&made.list);
    CHECK(has(v, "\x07\0\0\0TITLE=T", 11));
    CHECK(has(v, "\x17\0\0\0CHAPTER001=00:00:00.000\x12\0\0\0CHAPTER001NAME=One", 49));
    CHECK(has(v, "CHAPTER002=00:00:00.500", 23));
    CHECK(has(v, "CHAPTER003=00:00:01.000", 23));
    /* Type 3, "image/jpeg" and its length, five zeros, four bytes. */
    CHECK(has(
        v,
        "METADATA_BLOCK_PICTURE=AAAAAwAAAAppbWFnZS9qcGVnAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE/9j/4A==",
        87));
    size_t count = 0;
    for (size_t at = 0; at < v.bytes; count++)
        at += 4 + (size_t)(unsigned char)v.at[at] + 256 * (size_t)(unsigned char)v.at[at + 1];
    CHECK_INT(count, made.count);
    vorbis_comments_free(&made);
}

static void picks(void)
{
    enum { COUNT = 40 };
    struct sound_chapter chapters[COUNT];
    for (int i = 0; i < COUNT; i++)
        chapters[i] = (struct sound_chapter){"x", i % 10 == 0 ? 1 : i % 5 == 0 ? 2 : 3};
    struct sound_labels labels = {.chapters = chapters, .chapter_count = COUNT};
    static const struct {
        size_t most, count, last;
    } rows[] = {{40, 40, 39}, {39, 8, 35}, {8, 8, 35}, {7, 4, 30}, {4, 4, 30}, {3, 3, 20}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t count, *picked = labels_pick(&labels, rows[i].most, &count);
        CHECK_INT(count, rows[i].count);
        CHECK_INT(picked[count - 1], rows[i].last);
        free(picked);
    }
}

/* A second of a ramp, as libsndfile reads it; `most_bytes`: when it becomes an RF64. */
static void check_wave(uint64_t most_bytes, int wanted_format)
{
    char path[] = "/tmp/lectern-wave-XXXXXX";
    int descriptor = mkstemp(path);
    struct err err = {0};
    struct file_out file;
    struct wave_out out;
    int16_t samples[1000], back[1000];
    for (int i = 0; i < 1000; i++)
        samples[i] = (int16_t)(i * 60 - 30000);
    CHECK(descriptor >= 0 && file_create(&file, path, &err));
    CHECK(wave_out_start(&out, &file, 22050, &LABELS, &err));
    out.most_bytes = most_bytes;
    CHECK(wave_out_write(&out, samples, 999, &err) && wave_out_write(&out, samples + 999, 1, &err));
    CHECK(wave_out_finish(&out, STARTS, &err) && file_commit(&file, &err));
    wave_out_free(&out);
    CHECK_STR(err.text, "");
    SF_INFO info = {0};
    SNDFILE *sound = sf_open(path, SFM_READ, &info);
    CHECK(sound != NULL);
    CHECK_INT(info.format, wanted_format | SF_FORMAT_PCM_16);
    CHECK_INT(info.frames, 1000);
    CHECK_INT(sf_read_short(sound, back, 1000), 1000);
    CHECK(memcmp(samples, back, sizeof back) == 0);
    CHECK_STR(sf_get_string(sound, SF_STR_TITLE), "T");
    SF_CUES cues = {0};
    if (wanted_format == SF_FORMAT_WAV) { /* libsndfile reads no cues of an RF64 */
        CHECK(sf_command(sound, SFC_GET_CUE, &cues, sizeof cues) == SF_TRUE);
        CHECK_INT(cues.cue_count, 3);
        CHECK_INT(cues.cue_points[2].sample_offset, 22050);
        CHECK_STR(cues.cue_points[2].name, "Three!");
    }
    sf_close(sound);
    close(descriptor);
    unlink(path);
}

static void plain_wave(void)
{
    check_wave(WAVE_PLAIN_MOST_BYTES, SF_FORMAT_WAV);
}

static void large_wave(void)
{
    check_wave(2000, SF_FORMAT_RF64);
}

TEST_MAIN(TEST(comments), TEST(picks), TEST(plain_wave), TEST(large_wave))
