/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measures sound files as a player hears them: what the decoder gives, in floating point.
 *
 *     file-loudness [--fast] [--near LUFS] [--below DBTP] FILE...
 *
 * One line a file: integrated loudness (ITU-R BS.1770-4, gated, by libebur128), true peak, highest
 * sample, RMS of the whole, mean (the DC offset, in steps of 16 bit), length and name. An MP3 is
 * decoded by libmpg123 (libsndfile uses it), anything else by libsndfile.
 *
 *     --fast     leaves out the true peak, which needs most of the time
 *     --near     status 1 when a file is further than TOLERANCE_LU from this loudness
 *     --below    status 1 when the true peak of a file is above this
 */
#include <ebur128.h>
#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double TOLERANCE_LU = 0.3;
enum { BLOCK_FRAMES = 4096, CHANNELS_MOST = 8 };

struct wanted {
    bool fast, has_near, has_below;
    double near_lufs, below_dbtp;
};

struct found {
    double lufs, true_peak, peak, squares, sum;
    sf_count_t count;
};

static double decibels(double ratio)
{
    return ratio > 0 ? 20 * log10(ratio) : -HUGE_VAL;
}

static void add(const float *block, size_t count, struct found *found)
{
    for (size_t i = 0; i < count; i++) {
        found->peak = fmax(found->peak, fabs((double)block[i]));
        found->squares += (double)block[i] * (double)block[i];
        found->sum += (double)block[i];
    }
    found->count += (sf_count_t)count;
}

static bool measure(const char *path, bool fast, struct found *found, double *seconds)
{
    SF_INFO info = {0};
    SNDFILE *sound = sf_open(path, SFM_READ, &info);
    if (sound == NULL || info.channels > CHANNELS_MOST) {
        fprintf(stderr, "file-loudness: %s: %s\n", path, sf_strerror(sound));
        return false;
    }
    sf_command(sound, SFC_SET_NORM_FLOAT, NULL, SF_TRUE);
    ebur128_state *state = ebur128_init((unsigned)info.channels, (unsigned long)info.samplerate,
                                        EBUR128_MODE_I | (fast ? 0 : EBUR128_MODE_TRUE_PEAK));
    /* BS.1770 takes a single channel for the left one of two; EBU R128 has the same. */
    static float block[BLOCK_FRAMES * CHANNELS_MOST];
    sf_count_t got;
    while ((got = sf_readf_float(sound, block, BLOCK_FRAMES)) > 0) {
        add(block, (size_t)got * (size_t)info.channels, found);
        ebur128_add_frames_float(state, block, (size_t)got);
    }
    ebur128_loudness_global(state, &found->lufs);
    for (unsigned i = 0; !fast && i < (unsigned)info.channels; i++) {
        double peak = 0;
        ebur128_true_peak(state, i, &peak);
        found->true_peak = fmax(found->true_peak, peak);
    }
    *seconds = (double)found->count / info.channels / info.samplerate;
    ebur128_destroy(&state);
    sf_close(sound);
    return true;
}

static bool report(const char *path, const struct wanted *wanted)
{
    struct found found = {0};
    double seconds = 0;
    if (!measure(path, wanted->fast, &found, &seconds))
        return false;
    bool good = true;
    double count = found.count > 0 ? (double)found.count : 1;
    printf("%7.2f LUFS", found.lufs);
    if (!wanted->fast)
        printf(" %6.2f dBTP", decibels(found.true_peak));
    printf(" %6.2f dBFS peak %6.2f dB RMS %6.2f DC %8.1f s  %s", decibels(found.peak),
           decibels(sqrt(found.squares / count)), found.sum / count * 32768, seconds, path);
    if (wanted->has_near && !(fabs(found.lufs - wanted->near_lufs) <= TOLERANCE_LU))
        good = false;
    if (wanted->has_below && !(decibels(found.true_peak) <= wanted->below_dbtp))
        good = false;
    printf("%s\n", good ? "" : "  <-- not as wanted");
    return good;
}

int main(int argc, char **argv)
{
    struct wanted wanted = {0};
    bool good = true;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--fast") == 0) {
            wanted.fast = true;
        } else if (strcmp(argv[i], "--near") == 0 && i + 1 < argc) {
            wanted.has_near = true;
            wanted.near_lufs = strtod(argv[++i], NULL);
        } else if (strcmp(argv[i], "--below") == 0 && i + 1 < argc) {
            wanted.has_below = true;
            wanted.below_dbtp = strtod(argv[++i], NULL);
        } else {
            good = report(argv[i], &wanted) && good;
        }
    }
    return good ? 0 : 1;
}
