/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sound files: masters written and read back, sounds read, their channels mixed and rates changed.
 */
#include "../test.h"
#include "audio/sound.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static const double PI = 3.14159265358979;

static char folder[256];

static const char *path_of(const char *name)
{
    static char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static const struct sound_chapter CHAPTERS[] = {{"One", 1}, {"Ж", 1}};
static const uint64_t STARTS[] = {0, 22050};
static const struct sound_labels LABELS = {.metadata = {.title = "Titel – ж", .author = "A. Uthor"},
                                           .chapters = CHAPTERS,
                                           .chapter_count = 2};

static void fill_tone(int16_t *samples, size_t count, int rate_hz)
{
    for (size_t i = 0; i < count; i++)
        samples[i] = (int16_t)lrint(8000 * sin(2 * PI * 440 * (double)i / rate_hz));
}

/* Writes `count` samples of a tone in uneven pieces. */
static void write_master(const char *path, enum sound_format format, int rate_hz, size_t count)
{
    struct err err = {0};
    struct file_out file;
    int16_t *samples = mem_zero(count, sizeof *samples);
    fill_tone(samples, count, rate_hz);
    CHECK(file_create(&file, path, &err));
    struct sound_out *out = sound_create(&file, format, rate_hz, &LABELS, &err);
    CHECK(out != NULL);
    for (size_t at = 0, step = 1; out != NULL && at < count; at += step, step = step * 2 + 1) {
        step = step < count - at ? step : count - at;
        CHECK(sound_write(out, samples + at, step, &err));
    }
    CHECK(out != NULL && sound_finish(out, STARTS, &err));
    CHECK(file_commit(&file, &err));
    CHECK_STR(err.text, "");
    free(samples);
}

static void slurp(const char *path, struct text *bytes)
{
    struct err err = {0};
    CHECK(file_read(path, 1 << 26, bytes, &err));
}

static const struct {
    const char *name, *magic;
    enum sound_format format;
    int rate_hz;
    double tolerance; /* of one sample, full scale 1 */
} MASTERS[] = {
    {"a.wav", "RIFF", SOUND_WAV, 44100, 1e-6},
    {"a.flac", "fLaC", SOUND_FLAC, 22050, 1e-6},
    {"a.opus", "OggS", SOUND_OPUS, 48000, 0.02},
};
enum { MASTER_COUNT = sizeof MASTERS / sizeof MASTERS[0], SAMPLES = 100003 };

/* The same number of samples comes back, and the same sound. */
static void masters_read_back(void)
{
    for (int m = 0; m < MASTER_COUNT; m++) {
        struct err err = {0};
        float *samples = NULL;
        size_t count = 0;
        write_master(path_of(MASTERS[m].name), MASTERS[m].format, MASTERS[m].rate_hz, SAMPLES);
        CHECK(sound_read(path_of(MASTERS[m].name), MASTERS[m].rate_hz, 10000, &samples, &count,
                         &err));
        CHECK_STR(err.text, "");
        CHECK_INT(count, SAMPLES);
        double worst = 0;
        for (size_t i = 4000; i + 4000 < count; i++) {
            double wanted = rint(8000 * sin(2 * PI * 440 * (double)i / MASTERS[m].rate_hz)) / 32768;
            worst = fmax(worst, fabs(samples[i] - wanted));
        }
        if (worst > MASTERS[m].tolerance)
            printf("# %s: off by %g\n", MASTERS[m].name, worst);
        CHECK(worst <= MASTERS[m].tolerance);
        free(samples);
    }
}

static void masters_are_what_they_say_and_the_same_every_time(void)
{
    for (int m = 0; m < MASTER_COUNT; m++) {
        struct text first = {0}, second = {0};
        write_master(path_of(MASTERS[m].name), MASTERS[m].format, MASTERS[m].rate_hz, SAMPLES);
        slurp(path_of(MASTERS[m].name), &first);
        write_master(path_of("again"), MASTERS[m].format, MASTERS[m].rate_hz, SAMPLES);
        slurp(path_of("again"), &second);
        CHECK(view_starts(text_view(&first), MASTERS[m].magic));
        CHECK(view_find(text_view(&first), "A. Uthor", 0) < first.bytes);
        CHECK(view_equal(text_view(&first), text_view(&second)));
        printf("# %s: %zu bytes\n", MASTERS[m].name, first.bytes);
        text_release(&first);
        text_release(&second);
    }
}

static void ogg_serial_is_fixed_on_every_page(void)
{
    struct text bytes = {0};
    write_master(path_of("a.opus"), SOUND_OPUS, 48000, SAMPLES);
    slurp(path_of("a.opus"), &bytes);
    struct view v = text_view(&bytes);
    int pages = 0;
    for (size_t at = 0; (at = view_find(v, "OggS", at)) < v.bytes; at++, pages++)
        CHECK(v.bytes - at >= 27 && memcmp(v.at + at + 14, "lect", 4) == 0);
    CHECK(pages >= 3);
    text_release(&bytes);
}

static void a_full_disk_is_told(void)
{
    if (access("/dev/full", W_OK) != 0)
        SKIP_TEST("no /dev/full");
    for (int m = 0; m < MASTER_COUNT; m++) {
        struct err err = {0};
        struct file_out file;
        CHECK(file_create(&file, path_of("full"), &err));
        FILE *full = fopen("/dev/full", "r+");
        dup2(fileno(full), file.descriptor);
        fclose(full);
        struct sound_out *out =
            sound_create(&file, MASTERS[m].format, MASTERS[m].rate_hz, &LABELS, &err);
        int16_t *samples = mem_zero(SAMPLES, sizeof *samples);
        fill_tone(samples, SAMPLES, 44100);
        bool good = out != NULL;
        for (int i = 0; good && i < 20; i++)
            good = sound_write(out, samples, SAMPLES, &err);
        if (good)
            good = sound_finish(out, STARTS, &err);
        else
            sound_abandon(out);
        CHECK(!good);
        CHECK_INT(err.kind, ERR_OUTPUT);
        CHECK(strstr(err.text, "No space") != NULL);
        file_discard(&file);
        CHECK(access(path_of("full"), F_OK) != 0);
        free(samples);
    }
}

static void writes_file(const char *path, const void *bytes, size_t count)
{
    FILE *file = fopen(path, "w");
    fwrite(bytes, 1, count, file);
    fclose(file);
}

static void bad_sounds_are_refused(void)
{
    /* A WAV header that promises 4 GiB of 255 channels, a zero rate, an empty file, a text. */
    static const char zero_rate[] = "RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0"
                                    "\x02\0\x10\0data\x08\0\0\0\1\2\3\4\5\6\7\x08";
    static const struct {
        const char *bytes;
        size_t count;
    } bad[] = {{"", 0}, {"just text", 9}, {"RIFF", 4}, {zero_rate, sizeof zero_rate - 1}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct err err = {0};
        float *samples = NULL;
        size_t count = 0;
        writes_file(path_of("bad"), bad[i].bytes, bad[i].count);
        CHECK(!sound_read(path_of("bad"), 44100, 1000, &samples, &count, &err));
        CHECK_INT(err.kind, ERR_INPUT);
        CHECK(strstr(err.text, "bad") != NULL);
        free(samples);
    }
    struct err err = {0};
    float *samples;
    size_t count;
    CHECK(!sound_read(path_of("missing"), 44100, 1000, &samples, &count, &err));
    CHECK_INT(err.kind, ERR_INPUT);
}

/* Two channels of 32 bit float: their mean; what is no number is silence. */
static void channels_are_mixed(void)
{
    static const char header[] =
        "RIFF\x3C\0\0\0WAVEfmt \x10\0\0\0\x03\0\x02\0\x40\x1F\0\0\0\xFA\0\0"
        "\x08\0\x20\0data\x18\0\0\0";
    float frames[3][2] = {{0.5F, 0.25F}, {NAN, 0.5F}, {-1, INFINITY}};
    static const float wanted[3] = {0.375F, 0.25F, -0.5F};
    char bytes[sizeof header - 1 + sizeof frames];
    memcpy(bytes, header, sizeof header - 1);
    memcpy(bytes + sizeof header - 1, frames,
           sizeof frames); /* little-endian, as this test needs */
    writes_file(path_of("a.wav"), bytes, sizeof bytes);
    struct err err = {0};
    float *samples = NULL;
    size_t count = 0;
    CHECK(sound_read(path_of("a.wav"), 8000, 1000, &samples, &count, &err));
    CHECK_STR(err.text, "");
    CHECK_INT(count, 3);
    for (size_t i = 0; i < 3 && i < count; i++)
        CHECK(samples[i] == wanted[i]);
    free(samples);
}

static void a_sound_too_long_is_refused(void)
{
    struct err err = {0};
    float *samples = NULL;
    size_t count = 0;
    write_master(path_of("a.wav"), SOUND_WAV, 44100, 44100);
    CHECK(!sound_read(path_of("a.wav"), 44100, 999, &samples, &count, &err));
    CHECK_INT(err.kind, ERR_INPUT);
    CHECK(sound_read(path_of("a.wav"), 44100, 1000, &samples, &count, &err));
    CHECK_INT(count, 44100);
    free(samples);
}

static double level(const float *samples, size_t count, double hz, int rate_hz)
{
    double re = 0, im = 0;
    for (size_t i = count / 4; i < count * 3 / 4; i++) {
        re += samples[i] * cos(2 * PI * hz * (double)i / rate_hz);
        im += samples[i] * sin(2 * PI * hz * (double)i / rate_hz);
    }
    return 4 * sqrt(re * re + im * im) / (double)count;
}

/* Length by the formula; the tone stays, at the same height and loudness; no mirror image. */
static void resampling_keeps_the_tone(void)
{
    static const struct {
        int from_hz, to_hz;
        size_t count, wanted;
    } cases[] = {{22050, 44100, 22050, 44100}, {22050, 48000, 10001, 21771},
                 {44100, 22050, 9999, 5000},   {48000, 44100, 4801, 4411},
                 {44100, 44100, 1234, 1234},   {22050, 44100, 0, 0},
                 {22050, 44100, 1, 2}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct err err = {0};
        float *in = mem_zero(cases[c].count, sizeof *in), *out = NULL;
        size_t count = 0;
        for (size_t i = 0; i < cases[c].count; i++)
            in[i] = (float)(0.5 * sin(2 * PI * 1000 * (double)i / cases[c].from_hz));
        CHECK(sound_resample(in, cases[c].count, cases[c].from_hz, cases[c].to_hz, &out, &count,
                             &err));
        CHECK_INT(count, cases[c].wanted);
        if (count > 1000) {
            CHECK(fabs(level(out, count, 1000, cases[c].to_hz) - 0.5) < 0.01);
            CHECK(cases[c].from_hz != 22050 || level(out, count, 21050, cases[c].to_hz) < 0.0001);
        }
        free(in);
        free(out);
    }
    struct err err = {0};
    float one = 0, *out = NULL;
    size_t count = 0;
    CHECK(!sound_resample(&one, 1, 1, 48000, &out, &count, &err));
    CHECK_INT(err.kind, ERR_INPUT);
}

static void removes_its_folder(void)
{
    static const char *const names[] = {"a.wav", "a.flac", "a.opus", "again", "bad"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        unlink(path_of(names[i]));
    CHECK_INT(rmdir(folder), 0); /* fails when a temporary file was left behind */
}

static void makes_its_folder(void)
{
    const char *temporary = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/lectern-test-XXXXXX",
             temporary != NULL ? temporary : "/tmp");
    CHECK(mkdtemp(folder) != NULL);
}

TEST_MAIN(TEST(makes_its_folder), TEST(masters_read_back),
          TEST(masters_are_what_they_say_and_the_same_every_time),
          TEST(ogg_serial_is_fixed_on_every_page), TEST(a_full_disk_is_told),
          TEST(bad_sounds_are_refused), TEST(channels_are_mixed), TEST(a_sound_too_long_is_refused),
          TEST(resampling_keeps_the_tone), TEST(removes_its_folder))
