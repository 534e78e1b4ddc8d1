/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of audio/. Arithmetic on samples: edges of silence, fades, gain, limiter. No files, no
 * state.
 */
#ifndef AUDIO_PCM_H
#define AUDIO_PCM_H

#include <stddef.h>
#include <stdint.h>

/* Finds what is not exactly zero: [*start, *end). Empty sound gives *start = *end = 0. */
void pcm_find_sound(const int16_t *samples, size_t count, size_t *start, size_t *end);

/*
 * Fades the ends in place, by half a raised cosine, so that a cut never clicks. Lengths beyond half
 * of `count` are shortened to it.
 */
void pcm_fade(int16_t *samples, size_t count, size_t in_samples, size_t out_samples);

/*
 * Multiplies by 10^(gain_db/20) and holds every peak under `ceiling` (full scale 32768) with a
 * look-ahead limiter: the gain needed is found per block of LIMITER_BLOCK samples, lowered to the
 * least of the neighbouring blocks, and drawn linearly between them, so it is smooth and never too
 * late. Sound that stays under the ceiling is only multiplied.
 */
enum { LIMITER_BLOCK = 64, LIMITER_REACH = 4 };
void pcm_amplify(int16_t *samples, size_t count, double gain_db, int ceiling);

/* The factor of a gain. */
double pcm_factor(double gain_db);

#endif
