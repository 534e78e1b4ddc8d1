/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arithmetic on samples. */
#include "../test.h"
#include "audio/pcm.h"

#include <math.h>
#include <stdlib.h>

enum { COUNT = 20000, CEILING = 26028 };

static void finds_sound(void)
{
    static const struct {
        int16_t samples[6];
        size_t count, start, end;
    } rows[] = {
        {{0}, 0, 0, 0},        {{0, 0, 0}, 3, 0, 0},          {{1}, 1, 0, 1},
        {{0, 0, -1}, 3, 2, 3}, {{0, 5, 0, 0, 7, 0}, 6, 1, 5}, {{9, 0, 0}, 3, 0, 1},
        {{1, 2, 3}, 3, 0, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t start = 99, end = 99;
        pcm_find_sound(rows[i].samples, rows[i].count, &start, &end);
        CHECK_INT(start, rows[i].start);
        CHECK_INT(end, rows[i].end);
    }
}

static void fades(void)
{
    static int16_t samples[1000];
    for (int i = 0; i < 1000; i++)
        samples[i] = i % 2 == 0 ? 10000 : -10000;
    pcm_fade(samples, 1000, 100, 200);
    CHECK(abs(samples[0]) < 10 && abs(samples[999]) < 10);
    for (int i = 1; i < 100; i++)
        CHECK(abs(samples[i]) >= abs(samples[i - 1]));
    for (int i = 801; i < 1000; i++)
        CHECK(abs(samples[i]) <= abs(samples[i - 1]));
    for (int i = 100; i < 800; i++)
        CHECK_INT(abs(samples[i]), 10000);
    CHECK(abs(samples[50]) > 4900 && abs(samples[50]) < 5200); /* half way up: half */
    int16_t few[3] = {1000, 1000, 1000};
    pcm_fade(few, 3, 100, 100);
    CHECK_INT(few[0], 500);
    CHECK_INT(few[1], 1000);
    CHECK_INT(few[2], 500);
    pcm_fade(few, 0, 100, 100);
    int16_t one = 1000;
    pcm_fade(&one, 1, 9, 9);
    CHECK_INT(one, 1000);
}

static void factors(void)
{
    CHECK(fabs(pcm_factor(0) - 1) < 1e-12);
    CHECK(fabs(pcm_factor(20) - 10) < 1e-9);
    CHECK(fabs(pcm_factor(-6.0206) - 0.5) < 1e-6);
}

/* Speech-like: bursts of a tone with noise in them. */
static void fill(int16_t *samples, double loudness)
{
    srand(7);
    for (size_t i = 0; i < COUNT; i++) {
        double burst = 0.5 + 0.5 * sin((double)i / 700);
        double value = burst * (sin((double)i / 9) + (rand() % 2000 - 1000) / 2000.0) / 1.5;
        samples[i] = (int16_t)lrint(loudness * 32767 * value);
    }
}

static void quiet_sound_is_only_multiplied(void)
{
    static int16_t before[COUNT], after[COUNT];
    fill(before, 0.3);
    memcpy(after, before, sizeof before);
    pcm_amplify(after, COUNT, 6, CEILING);
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT; i++)
        wrong += fabs(after[i] - before[i] * pcm_factor(6)) > 0.51;
    CHECK_INT(wrong, 0);
    memcpy(after, before, sizeof before);
    pcm_amplify(after, COUNT, 0, CEILING);
    CHECK(memcmp(after, before, sizeof before) == 0);
}

static void never_over_the_ceiling(void)
{
    static const double gains_db[] = {0, 0.1, 3, 12, 40};
    static int16_t before[COUNT], after[COUNT];
    for (size_t g = 0; g < sizeof gains_db / sizeof gains_db[0]; g++) {
        fill(before, 1);
        before[777] = -32768;
        before[5000] = 32767;
        memcpy(after, before, sizeof before);
        pcm_amplify(after, COUNT, gains_db[g], CEILING);
        int most = 0;
        size_t turned = 0, louder = 0;
        for (size_t i = 0; i < COUNT; i++) {
            most = abs(after[i]) > most ? abs(after[i]) : most;
            turned += (after[i] > 0 && before[i] < 0) || (after[i] < 0 && before[i] > 0);
            louder += abs(after[i]) > abs(before[i]) * pcm_factor(gains_db[g]) + 0.51;
        }
        CHECK(most <= CEILING);
        CHECK(most > CEILING * 0.85); /* and it is used: peaks between samples may be the highest */
        CHECK_INT(turned, 0);
        CHECK_INT(louder, 0);
    }
}

/* One peak pulls its neighbourhood down and nothing else. */
static void limits_only_around_a_peak(void)
{
    static int16_t samples[COUNT];
    enum { PEAK = 10000, FAR = PCM_BLOCK * (LIMITER_REACH + 2) };
    for (size_t i = 0; i < COUNT; i++)
        samples[i] = 1000;
    samples[PEAK] = 20000;
    pcm_amplify(samples, COUNT, 6, CEILING);
    CHECK(samples[PEAK] <= CEILING && samples[PEAK] >= CEILING - 1);
    for (size_t i = 0; i < COUNT; i++)
        if (i + FAR < PEAK || i > PEAK + FAR)
            CHECK_INT(samples[i], 1995);
    int steepest = 0;
    for (size_t i = PEAK - FAR; i < PEAK + FAR; i++)
        if (i != PEAK && i + 1 != PEAK && abs(samples[i + 1] - samples[i]) > steepest)
            steepest = abs(samples[i + 1] - samples[i]);
    CHECK(steepest <= 24); /* smooth: no step of the gain is heard */
}

static void tone(int16_t *samples, double hz, double offset, double size)
{
    for (size_t i = 0; i < COUNT; i++)
        samples[i] = (int16_t)lrint(
            offset + size * sin(2 * 3.14159265358979 * hz * (double)i / 22050 + 0.7));
}

/* The level of a tone after the high-pass, in dB, away from the ends. */
static double passed_db(double hz)
{
    static int16_t samples[COUNT];
    double before = 0, after = 0;
    tone(samples, hz, 0, 10000);
    for (size_t i = 2000; i < COUNT - 2000; i++)
        before += (double)samples[i] * samples[i];
    pcm_high_pass(samples, COUNT);
    for (size_t i = 2000; i < COUNT - 2000; i++)
        after += (double)samples[i] * samples[i];
    return 10 * log10(after / before);
}

static void passes_what_is_heard(void)
{
    static const double heard_hz[] = {38, 60, 75, 100, 180, 300, 344.5, 689, 1000, 3000, 9000};
    for (size_t i = 0; i < sizeof heard_hz / sizeof heard_hz[0]; i++)
        CHECK(fabs(passed_db(heard_hz[i])) < 0.45);
    CHECK(passed_db(20) < -3);
    CHECK(passed_db(10) < -12);
    CHECK(passed_db(5) < -24);
}

/* It shifts no phase: a tone that passes comes out as it was, sample for sample. */
static void moves_nothing_in_time(void)
{
    static int16_t before[COUNT], after[COUNT];
    tone(before, 400, 40, 8000);
    memcpy(after, before, sizeof before);
    pcm_high_pass(after, COUNT);
    int most = 0;
    for (size_t i = 2000; i < COUNT - 2000; i++)
        most = abs(after[i] - (before[i] - 40)) > most ? abs(after[i] - (before[i] - 40)) : most;
    CHECK(most <= 40); /* 0.5 % of the tone */
}

static void takes_the_offset_away(void)
{
    static int16_t samples[COUNT];
    double sum = 0;
    fill(samples, 0.5);
    for (size_t i = 0; i < COUNT; i++)
        samples[i] = (int16_t)(i < COUNT / 2 ? samples[i] + 900 : 0);
    pcm_high_pass(samples, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        sum += samples[i];
    CHECK(fabs(sum / COUNT) < 9); /* of 450; the rest is at the ends */
    for (size_t i = COUNT / 2 + PCM_BLOCK * (PCM_MEAN_BLOCKS + 2); i < COUNT; i++)
        CHECK_INT(samples[i], 0); /* silence stays silence */
    for (size_t count = 0; count < 3 * PCM_BLOCK; count++) {
        int16_t few[3 * PCM_BLOCK + 1] = {0};
        few[count] = 77;
        for (size_t i = 0; i < count; i++)
            few[i] = i % 2 == 0 ? 32767 : -32768;
        pcm_high_pass(few, count);
        CHECK_INT(few[count], 77);
    }
}

/* A tone at a quarter of the rate whose samples all miss its peaks, which are 3 dB higher. */
static void sees_peaks_between_samples(void)
{
    static int16_t samples[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        samples[i] = i / 2 % 2 == 0 ? 20000 : -20000;
    size_t touched = pcm_amplify(samples, COUNT, 0, CEILING);
    CHECK_INT(touched, COUNT);
    for (size_t i = 100; i < COUNT - 100; i++)
        CHECK(abs(samples[i]) < CEILING / 1.41 * 1.04);
    tone(samples, 500, 0, CEILING - 10);
    CHECK_INT(pcm_amplify(samples, COUNT, 0, CEILING), 0);
}

static void any_length(void)
{
    for (size_t count = 0; count < 3 * PCM_BLOCK; count++) {
        int16_t *samples = malloc((count + 1) * sizeof *samples);
        for (size_t i = 0; i <= count; i++)
            samples[i] = 30000;
        pcm_amplify(samples, count, 3, CEILING);
        CHECK_INT(samples[count], 30000);
        for (size_t i = 0; i < count; i++)
            CHECK(samples[i] <= CEILING && samples[i] > CEILING - 2);
        free(samples);
    }
}

TEST_MAIN(TEST(finds_sound), TEST(fades), TEST(factors), TEST(quiet_sound_is_only_multiplied),
          TEST(never_over_the_ceiling), TEST(limits_only_around_a_peak), TEST(passes_what_is_heard),
          TEST(moves_nothing_in_time), TEST(takes_the_offset_away),
          TEST(sees_peaks_between_samples), TEST(any_length))
