/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/pcm.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

void pcm_find_sound(const int16_t *samples, size_t count, size_t *start, size_t *end)
{
    size_t first = 0;
    while (first < count && samples[first] == 0)
        first++;
    while (count > first && samples[count - 1] == 0)
        count--;
    *start = first < count ? first : 0;
    *end = first < count ? count : 0;
}

/* From 0 to 1 in `length` steps. */
static double ramp(size_t step, size_t length)
{
    return 0.5 - 0.5 * cos(PI * ((double)step + 0.5) / (double)length);
}

void pcm_fade(int16_t *samples, size_t count, size_t in_samples, size_t out_samples)
{
    if (in_samples > count / 2)
        in_samples = count / 2;
    if (out_samples > count / 2)
        out_samples = count / 2;
    for (size_t i = 0; i < in_samples; i++)
        samples[i] = (int16_t)lrint(samples[i] * ramp(i, in_samples));
    for (size_t i = 0; i < out_samples; i++)
        samples[count - 1 - i] = (int16_t)lrint(samples[count - 1 - i] * ramp(i, out_samples));
}

double pcm_factor(double gain_db)
{
    return pow(10, gain_db / 20);
}

/* To the nearest whole number, halves away from zero. lrintf() would be a function call and keep
 * the compiler from using vector instructions. */
static int16_t rounded(float value)
{
    return (int16_t)(int32_t)(value + copysignf(0.5f, value));
}

static int peak_of(const int16_t *samples, size_t count)
{
    int peak = 0;
    for (size_t i = 0; i < count; i++) {
        int value = samples[i] < 0 ? -samples[i] : samples[i];
        peak = value > peak ? value : peak;
    }
    return peak;
}

/* The largest factor, at most `factor`, that keeps each block under the ceiling. */
static void needed_factors(const int16_t *samples, size_t count, double factor, int ceiling,
                           float *needed)
{
    for (size_t start = 0; start < count; start += LIMITER_BLOCK) {
        size_t length = count - start < LIMITER_BLOCK ? count - start : LIMITER_BLOCK;
        double peak = peak_of(samples + start, length);
        needed[start / LIMITER_BLOCK] = (float)(peak * factor > ceiling ? ceiling / peak : factor);
    }
}

/* At the border before block i: the smallest of LIMITER_REACH blocks on either side. */
static float least_around(const float *needed, size_t blocks, size_t i)
{
    size_t from = i > LIMITER_REACH ? i - LIMITER_REACH : 0;
    size_t to = i + LIMITER_REACH < blocks ? i + LIMITER_REACH : blocks;
    float least = needed[from];
    for (size_t k = from + 1; k < to; k++)
        if (needed[k] < least)
            least = needed[k];
    return least;
}

/* Multiplies one whole block by a factor that begins as `left` and grows by `step`. */
static void scale_block(int16_t *samples, float left, float step)
{
    for (int i = 0; i < LIMITER_BLOCK; i++)
        samples[i] = rounded(samples[i] * (left + step * (float)i));
}

static void limit(int16_t *samples, size_t count, double factor, int ceiling)
{
    size_t blocks = (count + LIMITER_BLOCK - 1) / LIMITER_BLOCK;
    float *needed = mem_alloc(blocks * sizeof *needed);
    needed_factors(samples, count, factor, ceiling, needed);
    float left = least_around(needed, blocks, 0);
    for (size_t block = 0; block < blocks; block++) {
        int16_t part[LIMITER_BLOCK] = {0}, *at = samples + block * LIMITER_BLOCK;
        size_t length = count - block * LIMITER_BLOCK;
        float right = least_around(needed, blocks, block + 1);
        length = length < LIMITER_BLOCK ? length : LIMITER_BLOCK;
        memcpy(part, at, length * sizeof *at);
        scale_block(part, left, (right - left) / LIMITER_BLOCK);
        memcpy(at, part, length * sizeof *at);
        left = right;
    }
    free(needed);
}

void pcm_amplify(int16_t *samples, size_t count, double gain_db, int ceiling)
{
    double factor = pcm_factor(gain_db);
    if (count == 0)
        return;
    if (peak_of(samples, count) * factor > ceiling) {
        limit(samples, count, factor, ceiling);
        return;
    }
    float single = (float)factor;
    for (size_t i = 0; i < count; i++)
        samples[i] = rounded(samples[i] * single);
}
