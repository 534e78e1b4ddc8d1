/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A real MP3: takes encoded by LAME one by one, joined by track, judged by an independent verifier
 * where there is one.
 */
#include "../test.h"
#include "audio/mp3.h"
#include "base/mem.h"
#include "base/str.h"
#include "track/track.h"

#include <lame/lame.h>
#include <math.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char VERIFIER[] = "../shared/checks/verify-chaptered-mp3";

static lame_t open_lame(const struct track_plan *plan)
{
    lame_t lame = lame_init();
    lame_set_in_samplerate(lame, plan->rate_hz);
    lame_set_out_samplerate(lame, plan->rate_hz);
    lame_set_num_channels(lame, 1);
    lame_set_mode(lame, MONO);
    lame_set_brate(lame, plan->bitrate_kbps);
    lame_set_quality(lame, 4);
    lame_set_disable_reservoir(lame, 1);
    lame_set_bWriteVbrTag(lame, 0);
    lame_init_params(lame);
    return lame;
}

/* The size of the frame at `at`, by ISO 11172-3. */
static size_t frame_bytes(const struct track_plan *plan, const char *at)
{
    int slots = mp3_frame_samples(plan->rate_hz) / 8;
    return (size_t)(slots * plan->bitrate_kbps * 1000 / plan->rate_hz) + (at[2] >> 1 & 1);
}

/* Exactly as many frames as `samples` has. */
static void encode(const struct track_plan *plan, const int16_t *samples, int frames,
                   struct text *out)
{
    int count = frames * mp3_frame_samples(plan->rate_hz);
    int room = count * 2 + 16384;
    unsigned char *stream = mem_alloc((size_t)room);
    lame_t lame = open_lame(plan);
    int bytes = lame_encode_buffer(lame, samples, NULL, count, stream, room);
    lame_encode_flush(lame, stream + bytes, room - bytes);
    lame_close(lame);
    size_t kept = 0;
    for (int i = 0; i < frames; i++)
        kept += frame_bytes(plan, (const char *)stream + kept);
    text_add(out, (const char *)stream, kept);
    free(stream);
}

/* Something like a spoken word: harmonics under a swell, silence at both ends. */
static void put_take(struct track *track, const struct track_plan *plan, int frames,
                     struct err *err)
{
    const double pi = 3.14159265358979;
    int spf = mp3_frame_samples(plan->rate_hz), count = frames * spf, edge = 1105 + spf;
    int16_t *samples = mem_zero((size_t)count, sizeof *samples);
    for (int i = edge; i < count - edge; i++) {
        double t = (double)i / plan->rate_hz;
        double swell = sin(pi * (i - edge) / (count - 2 * edge));
        double wave = 0;
        for (int h = 1; h < 20; h++)
            wave += sin(2 * pi * 130 * h * t + h * h) / h;
        samples[i] = (int16_t)(6000 * swell * wave);
    }
    struct text mp3 = {0};
    encode(plan, samples, frames, &mp3);
    CHECK(track_frames(track, mp3.at, mp3.bytes, (uint32_t)frames, err));
    text_release(&mp3);
    free(samples);
}

static void make_silent_frames(struct track_plan *plan, struct text silent[2])
{
    enum { FRAMES = 100, SETTLED = 20 };
    int16_t *zeros = mem_zero(FRAMES * 1152, sizeof *zeros);
    struct text stream = {0};
    encode(plan, zeros, FRAMES, &stream);
    const char *at = stream.at;
    for (int i = 0; i < FRAMES; at += frame_bytes(plan, at), i++) {
        int padded = at[2] >> 1 & 1;
        if (i >= SETTLED && silent[padded].bytes == 0)
            text_add(&silent[padded], at, frame_bytes(plan, at));
    }
    for (int i = 0; i < 2; i++)
        plan->silent[i] = (struct track_silent_frame){silent[i].at, silent[i].bytes};
    text_release(&stream);
    free(zeros);
}

static const struct track_chapter CHAPTERS[] = {
    {"Erster Teil: Die Ankunft", 1},       {"1. Der lange Weg über die Brücke", 2},
    {"2. \xF0\x9F\x93\x96 Ein Buch", 2},   {"Zweiter Teil", 1},
    {"3. Tiếng Việt, русский, 日本語", 2}, {"Nachwort", 1},
};
enum { CHAPTER_COUNT = sizeof CHAPTERS / sizeof CHAPTERS[0] };

static void write_book(const char *path, struct track_plan *plan, uint64_t starts[CHAPTER_COUNT],
                       struct track_report *report)
{
    struct err err = {0};
    struct text silent[2] = {{0}};
    make_silent_frames(plan, silent);
    struct track *track = track_open(path, plan, &err);
    CHECK(track != NULL);
    for (size_t i = 0; track != NULL && i < CHAPTER_COUNT; i++) {
        CHECK(track_chapter(track, i, &err));
        starts[i] = track_now_samples(track);
        CHECK(track_silence(track, 25, &err));
        for (int take = 0; take < 3; take++) {
            put_take(track, plan, 40 + 7 * take + 3 * (int)i, &err);
            CHECK(track_silence(track, 12 + (uint32_t)take, &err));
        }
    }
    CHECK(track != NULL && track_close(track, report, &err));
    CHECK_STR(err.text, "");
    text_release(&silent[0]);
    text_release(&silent[1]);
}

static void write_expectation(const char *path, const struct track_plan *plan,
                              const uint64_t starts[CHAPTER_COUNT],
                              const struct track_report *report)
{
    FILE *file = fopen(path, "w");
    double rate = plan->rate_hz / 1000.0;
    fprintf(file,
            "{\"duration_ms\":%.3f,\"duration_tolerance_ms\":0.1,\"time_tolerance_ms\":1,"
            "\"tag_version\":3,\"audio\":{\"sample_rate\":%d,\"channels\":1,\"bitrate\":%d,"
            "\"mode\":\"CBR\"},\"tags\":{\"TIT2\":\"%s\",\"TALB\":\"%s\",\"TPE1\":\"%s\","
            "\"TLAN\":\"deu\",\"TYER\":\"1921\",\"COMM:deu:\":\"%s\"},\"chapters\":[",
            (double)report->samples / rate, plan->rate_hz, plan->bitrate_kbps * 1000,
            plan->metadata.title, plan->metadata.title, plan->metadata.author,
            plan->metadata.description);
    for (size_t i = 0; i < CHAPTER_COUNT; i++)
        fprintf(file, "%s{\"title\":\"%s\",\"start_ms\":%.0f,\"end_ms\":%.0f}", i > 0 ? "," : "",
                CHAPTERS[i].title, (double)starts[i] / rate,
                (double)(i + 1 < CHAPTER_COUNT ? starts[i + 1] : report->samples) / rate);
    fputs("]}\n", file);
    fclose(file);
}

static int run_verifier(const char *mp3, const char *expectation)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO);
        execl(VERIFIER, VERIFIER, mp3, "--expect", expectation, "--text", (char *)NULL);
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* One pixel (PNG specification, part 5). */
static const char PNG[] = "\x89PNG\r\n\x1A\n"
                          "\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90\x77\x53\xDE"
                          "\0\0\0\x0CIDAT\x78\xDA\x63\x68\x70\x50\0\0\x02\x24\0\xE1\x95\xA4\xB1\x8B"
                          "\0\0\0\0IEND\xAE\x42\x60\x82";

static void verify(int rate_hz, int bitrate_kbps)
{
    if (access(VERIFIER, X_OK) != 0)
        SKIP_TEST("no independent verifier here");
    struct track_plan plan = {.format = TRACK_MP3,
                              .rate_hz = rate_hz,
                              .bitrate_kbps = bitrate_kbps,
                              .metadata = {.title = "Die Brücke – ein Roman",
                                           .subtitle = "In zwei Teilen",
                                           .author = "Jóhanna Müller",
                                           .narrator = "eSpeak NG",
                                           .language = "de-AT",
                                           .date = "zuerst 1921",
                                           .publisher = "Verlag Ж",
                                           .description = "Gelesen von einer Maschine.",
                                           .genre = "Audiobook"},
                              .cover = PNG,
                              .cover_bytes = sizeof PNG - 1,
                              .chapters = CHAPTERS,
                              .chapter_count = CHAPTER_COUNT};
    const char *temporary = getenv("TMPDIR");
    char folder[256], mp3[300], expectation[300];
    snprintf(folder, sizeof folder, "%s/lectern-test-XXXXXX",
             temporary != NULL ? temporary : "/tmp");
    CHECK(mkdtemp(folder) != NULL);
    snprintf(mp3, sizeof mp3, "%s/book.mp3", folder);
    snprintf(expectation, sizeof expectation, "%s/expect.json", folder);
    uint64_t starts[CHAPTER_COUNT] = {0};
    struct track_report report = {0};
    write_book(mp3, &plan, starts, &report);
    write_expectation(expectation, &plan, starts, &report);
    CHECK_INT(run_verifier(mp3, expectation), 0);
    unlink(mp3);
    unlink(expectation);
    rmdir(folder);
}

static void mpeg1_is_clean(void)
{
    verify(44100, 128);
}

static void mpeg2_is_clean(void)
{
    verify(22050, 64);
}

TEST_MAIN(TEST(mpeg1_is_clean), TEST(mpeg2_is_clean))
