/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loudness of a sound: the cases of EBU Tech 3341 that have one channel, at all our rates. */
#include "../test.h"
#include "audio/loudness.h"

#include <math.h>
#include <stdlib.h>

/* A tone of 1,000 Hz in steps of so many seconds at a peak level in dBFS each; 0 s ends them. */
struct step {
    double seconds, dbfs;
};

static double measured(const struct step *steps, int rate_hz)
{
    size_t count = 0, at = 0;
    for (const struct step *step = steps; step->seconds > 0; step++)
        count += (size_t)(step->seconds * rate_hz);
    float *samples = calloc(count + 1, sizeof *samples);
    for (const struct step *step = steps; step->seconds > 0; step++)
        for (size_t i = 0; i < (size_t)(step->seconds * rate_hz); i++, at++)
            samples[at] = (float)(pow(10, step->dbfs / 20) *
                                  sin(2 * 3.14159265358979 * 1000 * (double)at / rate_hz));
    double lufs = loudness_of(samples, count, rate_hz);
    free(samples);
    return lufs;
}

/* Tech 3341 has two channels, which are 3 dB louder than one. */
static void tech_3341(void)
{
    static const struct {
        struct step steps[6];
        double lufs;
    } rows[] = {
        {{{20, -23}}, -26},
        {{{20, -33}}, -36},
        {{{10, -36}, {60, -23}, {10, -36}}, -26},
        {{{10, -72}, {10, -36}, {60, -23}, {10, -36}, {10, -72}}, -26},
        {{{20, -26}, {20.1, -20}, {20, -26}}, -26},
    };
    static const int rates_hz[] = {22050, 44100, 48000};
    for (size_t r = 0; r < sizeof rates_hz / sizeof rates_hz[0]; r++)
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
            CHECK(fabs(measured(rows[i].steps, rates_hz[r]) - rows[i].lufs) < 0.1);
}

static void short_and_silent(void)
{
    static const float zeros[30000];
    CHECK(loudness_of(NULL, 0, 22050) == -HUGE_VAL);
    CHECK(loudness_of(zeros, 3, 22050) == -HUGE_VAL);
    CHECK(loudness_of(zeros, 30000, 22050) == -HUGE_VAL);
    CHECK(fabs(measured((struct step[]){{0.2, -20}, {0, 0}}, 22050) - -23) < 0.3);
}

TEST_MAIN(TEST(tech_3341), TEST(short_and_silent))
