/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/loudness.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static const double PI = 3.14159265358979323846;
static const double ABSOLUTE_GATE_LUFS = -70, RELATIVE_GATE_LU = -10;
/* A block is PARTS parts of 100 ms, and begins a part after the one before. */
enum { PARTS = 4, PARTS_PER_SECOND = 10 };

struct biquad {
    double b0, b1, b2, a1, a2, z1, z2;
};

static double filtered(struct biquad *f, double value)
{
    double out = f->b0 * value + f->z1;
    f->z1 = f->b1 * value - f->a1 * out + f->z2;
    f->z2 = f->b2 * value - f->a2 * out;
    return out;
}

/* BS.1770 gives its two filters as coefficients for 48 kHz. These are the analogue filters that
 * they come from, found by Brecht De Man ("Evaluation of implementations of the EBU R128 loudness
 * measurement", AES 2018), for any rate. */
static struct biquad head_filter(int rate_hz)
{
    const double hz = 1681.974450955533, q = 0.7071752369554196;
    const double high = pow(10, 3.999843853973347 / 20), band = pow(high, 0.4996667741545416);
    double k = tan(PI * hz / rate_hz), a0 = 1 + k / q + k * k;
    return (struct biquad){.b0 = (high + band * k / q + k * k) / a0,
                           .b1 = 2 * (k * k - high) / a0,
                           .b2 = (high - band * k / q + k * k) / a0,
                           .a1 = 2 * (k * k - 1) / a0,
                           .a2 = (1 - k / q + k * k) / a0};
}

static struct biquad low_cut(int rate_hz)
{
    const double hz = 38.13547087602444, q = 0.5003270373238773;
    double k = tan(PI * hz / rate_hz), a0 = 1 + k / q + k * k;
    return (struct biquad){
        .b0 = 1, .b1 = -2, .b2 = 1, .a1 = 2 * (k * k - 1) / a0, .a2 = (1 - k / q + k * k) / a0};
}

static double lufs_of(double mean_square)
{
    return mean_square > 0 ? 10 * log10(mean_square) - 0.691 : -HUGE_VAL;
}

/* Of the blocks that are louder than `gate_lufs`. A part is `part_samples` long. */
static double gated(const double *parts, size_t blocks, size_t part_samples, double gate_lufs)
{
    double sum = 0;
    size_t count = 0;
    for (size_t block = 0; block < blocks; block++) {
        double mean = 0;
        for (size_t i = 0; i < PARTS; i++)
            mean += parts[block + i] / (double)(PARTS * part_samples);
        if (lufs_of(mean) > gate_lufs) {
            sum += mean;
            count++;
        }
    }
    return count > 0 ? lufs_of(sum / (double)count) : -HUGE_VAL;
}

double loudness_of(const float *samples, size_t count, int rate_hz)
{
    size_t part_samples = (size_t)rate_hz / PARTS_PER_SECOND;
    if (count < PARTS * part_samples)
        part_samples = count / PARTS;
    if (part_samples == 0)
        return -HUGE_VAL;
    size_t part_count = count / part_samples;
    double *parts = mem_zero(part_count, sizeof *parts);
    struct biquad head = head_filter(rate_hz), cut = low_cut(rate_hz);
    for (size_t i = 0; i < part_count * part_samples; i++) {
        double value = filtered(&cut, filtered(&head, (double)samples[i]));
        parts[i / part_samples] += value * value;
    }
    size_t blocks = part_count - PARTS + 1;
    double all = gated(parts, blocks, part_samples, ABSOLUTE_GATE_LUFS);
    double lufs = gated(parts, blocks, part_samples, all + RELATIVE_GATE_LU);
    free(parts);
    return lufs;
}
