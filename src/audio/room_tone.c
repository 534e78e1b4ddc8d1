/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/room_tone.h"

#include "audio/pcm.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static const double PI = 3.14159265358979323846;
static const double CORNER_HZ = 800;

/* White noise from -1 to 1: Knuth's linear congruential generator (MMIX), of which the upper bits
 * are good. */
static double next_noise(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(int32_t)(*state >> 32) / 2147483648.0;
}

/* Low-passed noise. The filter goes round twice, so that the end runs on into the start. */
static void make_noise(double *noise, size_t count, double coefficient)
{
    double value = 0;
    for (int round = 0; round < 2; round++) {
        uint64_t state = 1;
        for (size_t i = 0; i < count; i++) {
            value += coefficient * (next_noise(&state) - value);
            noise[i] = value;
        }
    }
}

void room_tone_make(struct room_tone *tone, int rate_hz, double rms_db)
{
    size_t count = (size_t)rate_hz * ROOM_TONE_SECONDS;
    double *noise = mem_alloc(count * sizeof *noise), mean = 0, square = 0;
    make_noise(noise, count, 1 - exp(-2 * PI * CORNER_HZ / rate_hz));
    for (size_t i = 0; i < count; i++)
        mean += noise[i] / (double)count;
    for (size_t i = 0; i < count; i++)
        square += (noise[i] - mean) * (noise[i] - mean) / (double)count;
    double factor = 32768 * pcm_factor(rms_db) / sqrt(square);
    *tone = (struct room_tone){mem_alloc(count * sizeof *tone->samples), count};
    for (size_t i = 0; i < count; i++)
        tone->samples[i] = (int16_t)lrint((noise[i] - mean) * factor);
    free(noise);
}

void room_tone_release(struct room_tone *tone)
{
    free(tone->samples);
    *tone = (struct room_tone){0};
}

void room_tone_add(const struct room_tone *tone, uint64_t at, int16_t *samples, size_t count)
{
    if (tone->samples == NULL)
        return;
    size_t k = (size_t)(at % tone->count);
    for (size_t i = 0; i < count; i++) {
        int value = samples[i] + tone->samples[k];
        samples[i] = (int16_t)(value > INT16_MAX   ? INT16_MAX
                               : value < INT16_MIN ? INT16_MIN
                                                   : value);
        if (++k == tone->count)
            k = 0;
    }
}
