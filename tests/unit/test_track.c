/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock, the times, the bitrate and the failures, with frames that have only a header. */
#include "../test.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "track/track.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static char folder[256];

static const char *path_of(const char *name)
{
    static char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void makes_its_folder(void)
{
    const char *temporary = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/lectern-test-XXXXXX",
             temporary != NULL ? temporary : "/tmp");
    CHECK(mkdtemp(folder) != NULL);
}

static int files_left(void)
{
    int count = 0;
    DIR *directory = opendir(folder);
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;)
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    if (directory != NULL)
        closedir(directory);
    return count;
}

enum { SPF = 1152, SHORT_BYTES = 417 };

/* 44.1 kHz, 128 kbit/s, mono: 417.96 bytes a frame. */
static const char *frame(int padded)
{
    static char frames[2][SHORT_BYTES + 1];
    memcpy(frames[padded], padded ? "\xFF\xFB\x92\xC4" : "\xFF\xFB\x90\xC4", 4);
    return frames[padded];
}

static struct track_plan plan_of(const struct track_chapter *chapters, size_t count)
{
    return (struct track_plan){.format = TRACK_MP3,
                               .rate_hz = 44100,
                               .bitrate_kbps = 128,
                               .chapters = chapters,
                               .chapter_count = count,
                               .silent = {{frame(0), SHORT_BYTES}, {frame(1), SHORT_BYTES + 1}}};
}

/* As an encoder in its first state gives them: the accumulator starts with a short frame. */
static bool put_take(struct track *track, uint32_t frames, struct err *err)
{
    struct text take = {0};
    int lag = 144 * 128000 % 44100;
    for (uint32_t i = 0; i < frames; i++) {
        lag -= 144 * 128000 % 44100;
        int padded = lag < 0;
        lag += padded ? 44100 : 0;
        text_add(&take, frame(padded), (size_t)(SHORT_BYTES + padded));
    }
    bool good = track_frames(track, take.at, take.bytes, frames, err);
    text_release(&take);
    return good;
}

static uint32_t be32(const char *at)
{
    const unsigned char *u = (const unsigned char *)at;
    return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

static void slurp(const char *path, struct text *bytes)
{
    struct err err = {0};
    CHECK(file_read(path, 1 << 28, bytes, &err));
    CHECK_STR(err.text, "");
}

static size_t tag_bytes(struct view file)
{
    const unsigned char *u = (const unsigned char *)file.at;
    return 10 + ((size_t)u[6] << 21 | (size_t)u[7] << 14 | (size_t)u[8] << 7 | u[9]);
}

static const struct track_chapter THREE[] = {{"A", 1}, {"B", 1}, {"C", 1}};

static void times_and_info_by_the_formulas(void)
{
    struct err err = {0};
    struct track_plan plan = plan_of(THREE, 3);
    struct track *track = track_open(path_of("a.mp3"), &plan, &err);
    CHECK(track_chapter(track, 0, &err));
    CHECK(track_silence(track, 20, &err));
    CHECK(put_take(track, 101, &err));
    CHECK(track_chapter(track, 1, &err));
    CHECK_INT(track_now_samples(track), 121 * SPF);
    CHECK(put_take(track, 1000, &err));
    CHECK(track_chapter(track, 2, &err));
    CHECK(put_take(track, 7, &err));
    CHECK(access(path_of("a.mp3"), F_OK) != 0); /* nothing to be seen before the end */
    struct track_report report = {0};
    CHECK(track_close(track, &report, &err));
    CHECK_STR(err.text, "");
    CHECK_INT(report.samples, 1128 * SPF);
    CHECK_INT(files_left(), 1);

    struct text file = {0};
    slurp(path_of("a.mp3"), &file);
    CHECK_INT(report.bytes, file.bytes);
    static const uint32_t starts_frames[] = {0, 121, 1121, 1128};
    size_t at = 0;
    for (int i = 0; i < 3; i++, at++) {
        at = view_find(text_view(&file), "CHAP", at);
        CHECK_INT(be32(file.at + at + 17), (starts_frames[i] * SPF * 1000.0) / 44100 + 0.5);
        CHECK_INT(be32(file.at + at + 21), (starts_frames[i + 1] * SPF * 1000.0) / 44100 + 0.5);
    }
    const char *info = file.at + tag_bytes(text_view(&file)) + 21;
    CHECK(memcmp(info, "Info", 4) == 0);
    CHECK_INT(be32(info + 8), 1130);
    CHECK_INT(be32(info + 12), file.bytes - tag_bytes(text_view(&file)));
    uint32_t delays = be32(info + 120 + 21) >> 8;
    CHECK_INT(delays >> 12, 576);
    CHECK_INT(1130 * SPF - 576 - (delays & 0xFFF), report.samples);
    text_release(&file);
}

/* floor(256 * offset of frame i % / bytes), the offsets found by walking the file. */
static void table_of_the_info_frame(void)
{
    struct err err = {0};
    struct track_plan plan = plan_of(NULL, 0);
    struct track *track = track_open(path_of("a.mp3"), &plan, &err);
    for (uint32_t i = 0; i < 40; i++) {
        CHECK(put_take(track, 3 + 5 * i, &err));
        CHECK(track_silence(track, i % 4, &err));
    }
    CHECK(track_close(track, NULL, &err));
    struct text file = {0};
    slurp(path_of("a.mp3"), &file);
    size_t start = tag_bytes(text_view(&file)), at = start + SHORT_BYTES;
    uint32_t frames = be32(file.at + start + 21 + 8), bytes = be32(file.at + start + 21 + 12);
    const unsigned char *table = (const unsigned char *)file.at + start + 21 + 16;
    for (uint32_t i = 0, k = 0; i < 100; i++) {
        for (; k < i * frames / 100; k++)
            at += SHORT_BYTES + (size_t)(file.at[at + 2] >> 1 & 1);
        CHECK_INT(table[i], i == 0 ? 0 : 256 * (at - start) / bytes);
    }
    text_release(&file);
}

/* Ten hours of short takes: the whole file keeps the nominal bitrate to the byte. */
static void bitrate_stays_nominal(void)
{
    struct err err = {0};
    struct track_plan plan = plan_of(NULL, 0);
    struct track *track = track_open(path_of("a.mp3"), &plan, &err);
    for (uint32_t i = 0; i < 300; i++) {
        CHECK(put_take(track, 20 + i * 7 % 100, &err));
        CHECK(track_silence(track, 2 + i % 12, &err));
    }
    CHECK(track_silence(track, 100, &err));
    struct track_report report = {0};
    CHECK(track_close(track, &report, &err));
    struct text file = {0};
    slurp(path_of("a.mp3"), &file);
    size_t start = tag_bytes(text_view(&file));
    uint32_t frames = be32(file.at + start + 21 + 8);
    double wanted = frames * 144.0 * 128000 / 44100;
    double got = (double)(file.bytes - start - SHORT_BYTES);
    CHECK(got - wanted < 1 && got - wanted > -1);
    if (got - wanted >= 1 || got - wanted <= -1)
        printf("# %u frames, %.1f bytes wanted, %.1f got\n", frames, wanted, got);
    text_release(&file);
}

/* Chapters without sound of their own still start at different times, in order. */
static void empty_chapters_are_kept_apart(void)
{
    struct err err = {0};
    struct track_plan plan = plan_of(THREE, 3);
    struct track *track = track_open(path_of("a.mp3"), &plan, &err);
    CHECK(track_chapter(track, 0, &err) && track_chapter(track, 1, &err) &&
          track_chapter(track, 2, &err));
    struct track_report report = {0};
    CHECK(track_close(track, &report, &err));
    CHECK_INT(report.samples, 3 * SPF);
    struct text file = {0};
    slurp(path_of("a.mp3"), &file);
    size_t at = 0;
    for (uint32_t i = 0; i < 3; i++, at++) {
        at = view_find(text_view(&file), "CHAP", at);
        CHECK_INT(be32(file.at + at + 17), (i * SPF * 1000 + 22050) / 44100);
        CHECK_INT(be32(file.at + at + 21), ((i + 1) * SPF * 1000 + 22050) / 44100);
    }
    text_release(&file);
}

/* What comes before the first chapter belongs to it: no time of the file is without a chapter. */
static void the_first_chapter_starts_at_zero(void)
{
    struct err err = {0};
    struct track_plan plan = plan_of(THREE, 2);
    struct track *track = track_open(path_of("a.mp3"), &plan, &err);
    CHECK(track_silence(track, 10, &err) && track_chapter(track, 0, &err));
    CHECK(track_silence(track, 10, &err) && track_chapter(track, 1, &err));
    CHECK(track_silence(track, 10, &err) && track_close(track, NULL, &err));
    struct text file = {0};
    slurp(path_of("a.mp3"), &file);
    size_t at = view_find(text_view(&file), "CHAP", 0);
    CHECK_INT(be32(file.at + at + 17), 0);
    CHECK_INT(be32(file.at + at + 21), (20 * SPF * 1000 + 22050) / 44100);
    text_release(&file);
}

static void the_first_failure_sticks(void)
{
    struct err err = {0}, again = {0};
    struct track_plan plan = plan_of(THREE, 3);
    struct track *track = track_open(path_of("b.mp3"), &plan, &err);
    CHECK(track_chapter(track, 0, &err));
    CHECK(!track_frames(track, "\xFF\xFB\x90\xC4 cut off", 12, 1, &err));
    CHECK_INT(err.kind, ERR_SYSTEM);
    CHECK(!track_silence(track, 1, &again));
    CHECK_STR(again.text, err.text);
    CHECK(!track_close(track, NULL, &again));
    CHECK_STR(again.text, err.text);
    track_abandon(track);
    CHECK(access(path_of("b.mp3"), F_OK) != 0);
}

/* What only a bug can do is told apart from success. */
static void bugs_are_found(void)
{
    for (int bug = 0; bug < 5; bug++) {
        struct err err = {0};
        struct track_plan plan = plan_of(THREE, 3);
        struct track *track = track_open(path_of("b.mp3"), &plan, &err);
        static const int16_t sample;
        bool good = true;
        if (bug == 0)
            good = track_chapter(track, 1, &err);
        else if (bug == 1)
            good = track_frames(track, frame(0), SHORT_BYTES, 2, &err);
        else if (bug == 2)
            good = track_samples(track, &sample, 1, &err);
        else if (bug == 3)
            good = track_frames(track, "\xFF\xFB\xA0\xC4", 4, 1, &err);
        else
            good = track_chapter(track, 0, &err) && track_close(track, NULL, &err);
        CHECK(!good);
        CHECK_INT(err.kind, ERR_SYSTEM);
        track_abandon(track);
    }
}

static void bad_targets_are_refused(void)
{
    struct err err = {0};
    struct track_plan plan = plan_of(NULL, 0);
    CHECK(track_open(folder, &plan, &err) == NULL);
    CHECK_INT(err.kind, ERR_OUTPUT);
    CHECK(track_open(path_of("no/such/folder.mp3"), &plan, &err) == NULL);
    CHECK_INT(err.kind, ERR_OUTPUT);
}

/* 40 kbit/s at 44.1 kHz: 130 bytes, where the Info frame needs 177. */
static void frames_too_small_are_refused(void)
{
    static const char small[2][131] = {"\xFF\xFB\x30\xC4", "\xFF\xFB\x32\xC4"};
    struct err err = {0};
    struct track_plan plan = plan_of(NULL, 0);
    plan.bitrate_kbps = 40;
    plan.silent[0] = (struct track_silent_frame){small[0], 130};
    plan.silent[1] = (struct track_silent_frame){small[1], 131};
    CHECK(track_open(path_of("b.mp3"), &plan, &err) == NULL);
    CHECK_INT(err.kind, ERR_OUTPUT);
    CHECK(strstr(err.text, "40 kbit/s") != NULL);
}

/* 48 kHz, 64 kbit/s: every frame has 192 bytes, so there is no padded one to hand over. */
static void rates_without_padding_work(void)
{
    static const char whole[192] = "\xFF\xFB\x54\xC4";
    struct err err = {0};
    struct track_plan plan = plan_of(NULL, 0);
    plan.rate_hz = 48000;
    plan.bitrate_kbps = 64;
    plan.silent[0] = (struct track_silent_frame){whole, 192};
    plan.silent[1] = (struct track_silent_frame){NULL, 0};
    struct track *track = track_open(path_of("a.mp3"), &plan, &err);
    CHECK(track != NULL);
    if (track == NULL)
        return;
    CHECK(track_silence(track, 100, &err));
    CHECK(track_frames(track, whole, 192, 1, &err));
    struct track_report report = {0};
    CHECK(track_close(track, &report, &err));
    CHECK_INT(report.samples, 101 * SPF);
    struct text file = {0};
    slurp(path_of("a.mp3"), &file);
    CHECK_INT(file.bytes - tag_bytes(text_view(&file)), 104 * 192);
    text_release(&file);
    plan.silent[0].bytes = 191;
    CHECK(track_open(path_of("b.mp3"), &plan, &err) == NULL);
}

/* A limit on the size of files stands for a full disk. */
static void a_full_disk_is_told_and_leaves_nothing(void)
{
    struct rlimit before, small;
    getrlimit(RLIMIT_FSIZE, &before);
    small = before;
    small.rlim_cur = 200000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    for (int format = TRACK_MP3; format <= TRACK_OPUS; format++) {
        int left = files_left();
        struct err err = {0};
        struct track_plan plan = plan_of(NULL, 0);
        plan.format = (enum track_format)format;
        plan.rate_hz = format == TRACK_OPUS ? 48000 : 44100;
        static int16_t noise[SPF];
        for (int i = 0; i < SPF; i++)
            noise[i] = (int16_t)(i * 7919 % 20000);
        setrlimit(RLIMIT_FSIZE, &small);
        struct track *track = track_open(path_of("full"), &plan, &err);
        bool good = track != NULL;
        for (int i = 0; good && i < 3000; i++)
            good = format == TRACK_MP3 ? track_silence(track, 1, &err)
                                       : track_samples(track, noise, SPF, &err);
        good = good && track_close(track, NULL, &err);
        setrlimit(RLIMIT_FSIZE, &before);
        CHECK(!good);
        CHECK_INT(err.kind, ERR_OUTPUT);
        CHECK(strstr(err.text, "full") != NULL);
        track_abandon(track);
        CHECK_INT(files_left(), left);
    }
    signal(SIGXFSZ, handler);
}

static void masters_have_the_same_clock(void)
{
    static const enum track_format formats[] = {TRACK_WAV, TRACK_FLAC, TRACK_OPUS};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        struct err err = {0};
        struct track_plan plan = plan_of(THREE, 3);
        static int16_t samples[5000];
        plan.format = formats[i];
        plan.rate_hz = 48000;
        plan.metadata.title = "A";
        struct track *track = track_open(path_of("a.mp3"), &plan, &err);
        CHECK(track_chapter(track, 0, &err) && track_silence(track, 3, &err));
        CHECK(track_chapter(track, 1, &err) && track_samples(track, samples, 5000, &err));
        CHECK_INT(track_now_samples(track), 3 * SPF + 5000);
        CHECK(track_chapter(track, 2, &err) && track_samples(track, samples, 1, &err));
        CHECK(!track_frames(track, frame(0), SHORT_BYTES, 1, &err));
        track_abandon(track);
        err = (struct err){0};
        track = track_open(path_of("a.mp3"), &plan, &err);
        for (size_t c = 0; c < 3; c++)
            CHECK(track_chapter(track, c, &err) && track_silence(track, 10, &err));
        struct track_report report = {0};
        CHECK(track_close(track, &report, &err));
        CHECK_STR(err.text, "");
        CHECK_INT(report.samples, 30 * SPF);
        struct text file = {0};
        slurp(path_of("a.mp3"), &file);
        CHECK_INT(report.bytes, file.bytes);
        text_release(&file);
    }
}

static void same_calls_same_bytes(void)
{
    struct text files[2] = {{0}};
    for (int i = 0; i < 2; i++) {
        struct err err = {0};
        struct track_plan plan = plan_of(THREE, 3);
        struct track *track = track_open(path_of("a.mp3"), &plan, &err);
        for (size_t c = 0; c < 3; c++)
            CHECK(track_chapter(track, c, &err) && put_take(track, 50, &err));
        CHECK(track_close(track, NULL, &err));
        slurp(path_of("a.mp3"), &files[i]);
    }
    CHECK(view_equal(text_view(&files[0]), text_view(&files[1])));
    text_release(&files[0]);
    text_release(&files[1]);
}

static void removes_its_folder(void)
{
    unlink(path_of("a.mp3"));
    CHECK_INT(rmdir(folder), 0); /* fails when a temporary file was left behind */
}

TEST_MAIN(TEST(makes_its_folder), TEST(times_and_info_by_the_formulas),
          TEST(table_of_the_info_frame), TEST(bitrate_stays_nominal),
          TEST(empty_chapters_are_kept_apart), TEST(the_first_chapter_starts_at_zero),
          TEST(the_first_failure_sticks), TEST(bugs_are_found), TEST(bad_targets_are_refused),
          TEST(frames_too_small_are_refused), TEST(rates_without_padding_work),
          TEST(a_full_disk_is_told_and_leaves_nothing), TEST(masters_have_the_same_clock),
          TEST(same_calls_same_bytes), TEST(removes_its_folder))
