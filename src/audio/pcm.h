/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of audio/ (see mp3.h): arithmetic on samples. Edges of silence, fades, gain, limiter. No
 * files, no state. Samples are mono, 16 bit, full scale 32768.
 */
#ifndef AUDIO_PCM_H
#define AUDIO_PCM_H

#include <stddef.h>
#include <stdint.h>

/* Finds the range [*start, *end) outside which all samples are zero; 0 and 0 when all are. */
void pcm_find_sound(const int16_t *samples, size_t count, size_t *start, size_t *end);

/*
 * Fades both ends in place, by half a period of a raised cosine, so a cut never clicks. A fade is
 * at most half of `count` long.
 */
void pcm_fade(int16_t *samples, size_t count, size_t in_samples, size_t out_samples);

/*
 * Multiplies by 10^(gain_db/20) and keeps every peak at or below `ceiling` with a look-ahead
 * limiter. Each block of LIMITER_BLOCK samples gets the largest gain that keeps it below the
 * ceiling; the gain at the border of two blocks is the smallest of the LIMITER_REACH blocks on
 * either side, and inside a block it changes linearly. So it is smooth and never too late. Sound
 * that stays below the ceiling is only multiplied.
 *
 * Chosen: at 22,050 Hz a block is 3 ms, and the gain falls and rises within 12 ms, slowly enough
 * not to be heard as a click and quickly enough not to be heard as a dip.
 */
enum { LIMITER_BLOCK = 64, LIMITER_REACH = 4 };
void pcm_amplify(int16_t *samples, size_t count, double gain_db, int ceiling);

/* 10^(gain_db/20) */
double pcm_factor(double gain_db);

#endif
