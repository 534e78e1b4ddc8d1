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

static int16_t clipped(float value)
{
    return rounded(value > 32767 ? 32767 : value < -32768 ? -32768 : value);
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

static size_t blocks_of(size_t count)
{
    return (count + PCM_BLOCK - 1) / PCM_BLOCK;
}

/* ---- The high-pass ---- */

/* Sums over each block: exact, so that silence stays silence. */
static void sum_blocks(const int16_t *samples, size_t count, int32_t *sums)
{
    for (size_t start = 0; start < count; start += PCM_BLOCK) {
        size_t length = count - start < PCM_BLOCK ? count - start : PCM_BLOCK;
        int32_t sum = 0;
        for (size_t i = 0; i < length; i++)
            sum += samples[start + i];
        sums[start / PCM_BLOCK] = sum;
    }
}

/* Running sums over PCM_MEAN_BLOCKS values: sums[i] becomes that of those before place i + 1. */
static void sum_runs(int32_t *sums, size_t count)
{
    int32_t kept[PCM_MEAN_BLOCKS] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t *oldest = &kept[i % PCM_MEAN_BLOCKS];
        sum += sums[i] - *oldest;
        *oldest = sums[i];
        sums[i] = sum;
    }
}

void pcm_high_pass(int16_t *samples, size_t count)
{
    size_t blocks = blocks_of(count), all = blocks + 2 * PCM_MEAN_BLOCKS;
    int32_t *sums = mem_zero(all, sizeof *sums);
    sum_blocks(samples, count, sums);
    sum_runs(sums, all);
    sum_runs(sums, all);
    /* Now the value for the middle of block b is at b + PCM_MEAN_BLOCKS - 1; between two middles,
     * it is on the line from one to the other. */
    const float weight = 1.0F / (PCM_BLOCK * PCM_MEAN_BLOCKS * PCM_MEAN_BLOCKS);
    enum { HALF = PCM_BLOCK / 2 };
    for (size_t half = 0; half * HALF < count; half++) {
        int16_t part[HALF] = {0}, *at = samples + half * HALF;
        size_t left = (half + 1) / 2 + PCM_MEAN_BLOCKS - 2;
        size_t length = count - half * HALF < HALF ? count - half * HALF : HALF;
        float mean = (float)sums[left] * weight;
        float step = ((float)sums[left + 1] * weight - mean) / PCM_BLOCK;
        mean += step * (half % 2 == 0 ? HALF : 0);
        memcpy(part, at, length * sizeof *at);
        for (int i = 0; i < HALF; i++)
            part[i] = clipped((float)part[i] - mean - step * ((float)i + 0.5F));
        memcpy(at, part, length * sizeof *at);
    }
    free(sums);
}

/* ---- The limiter ---- */

/* The highest value half way between two samples, from the one before `start` to the one before
 * `end`, by a sinc of four samples on either side under a Hann window. */
static int peak_between(const int16_t *samples, size_t count, size_t start, size_t end)
{
    static const float weights[] = {0.6105F, -0.1463F, 0.0392F, -0.0034F};
    float peak = 0;
    for (size_t i = start < 4 ? 4 : start; i < end && i + 4 <= count; i++) {
        float value = 0;
        for (size_t k = 0; k < 4; k++)
            value += weights[k] * (float)(samples[i + k] + samples[i - 1 - k]);
        peak = fmaxf(peak, fabsf(value));
    }
    return (int)ceilf(peak);
}

/* The largest factor, at most `factor`, that keeps each block under the ceiling. Values between
 * samples are looked at only where they may matter: in speech they are at most some tenths of the
 * highest sample higher. */
static void needed_factors(const int16_t *samples, size_t count, double factor, int ceiling,
                           float *needed)
{
    for (size_t start = 0; start < count; start += PCM_BLOCK) {
        size_t length = count - start < PCM_BLOCK ? count - start : PCM_BLOCK;
        double peak = peak_of(samples + start, length);
        if (peak * factor > ceiling * 0.7)
            peak = fmax(peak, peak_between(samples, count, start, start + length + 1));
        needed[start / PCM_BLOCK] = (float)(peak * factor > ceiling ? ceiling / peak : factor);
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
    for (int i = 0; i < PCM_BLOCK; i++)
        samples[i] = rounded(samples[i] * (left + step * (float)i));
}

static size_t limit(int16_t *samples, size_t count, double factor, int ceiling)
{
    size_t blocks = blocks_of(count), touched = 0;
    float *needed = mem_alloc(blocks * sizeof *needed);
    needed_factors(samples, count, factor, ceiling, needed);
    float left = least_around(needed, blocks, 0);
    for (size_t block = 0; block < blocks; block++) {
        int16_t part[PCM_BLOCK] = {0}, *at = samples + block * PCM_BLOCK;
        size_t length = count - block * PCM_BLOCK;
        float right = least_around(needed, blocks, block + 1);
        length = length < PCM_BLOCK ? length : PCM_BLOCK;
        memcpy(part, at, length * sizeof *at);
        scale_block(part, left, (right - left) / PCM_BLOCK);
        memcpy(at, part, length * sizeof *at);
        touched += left < (float)factor || right < (float)factor ? length : 0;
        left = right;
    }
    free(needed);
    return touched;
}

size_t pcm_amplify(int16_t *samples, size_t count, double gain_db, int ceiling)
{
    double factor = pcm_factor(gain_db);
    if (count == 0)
        return 0;
    if (peak_of(samples, count) * factor > ceiling * 0.7)
        return limit(samples, count, factor, ceiling);
    float single = (float)factor;
    for (size_t i = 0; i < count; i++)
        samples[i] = rounded(samples[i] * single);
    return 0;
}
