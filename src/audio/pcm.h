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
 * Takes away what is too low to be heard, in place: subtracts the mean over the time around each
 * sample, weighted by a triangle that is 2 * PCM_MEAN_BLOCKS blocks of PCM_BLOCK samples wide. This
 * is a filter of linear phase: it moves no part of a voice in time. Outside, the sound counts as 0;
 * so does what is further from any sound than the triangle reaches, which therefore stays 0.
 *
 * Chosen: at 22,050 Hz it is 6 dB down at 17 Hz, 3 dB at 22 Hz, 0.1 dB at 38 Hz, and its ripple
 * above is less than 0.4 dB. The lowest voice speaks at 60 Hz. eSpeak NG's DC offset (10 to 90
 * steps) is gone.
 */
enum { PCM_BLOCK = 32, PCM_MEAN_BLOCKS = 18 };
void pcm_high_pass(int16_t *samples, size_t count);

/*
 * Multiplies by 10^(gain_db/20) and keeps every peak, between samples too, at or below `ceiling`
 * with a look-ahead limiter. Each block of PCM_BLOCK samples gets the largest gain that keeps it
 * below the ceiling; the gain at the border of two blocks is the smallest of the LIMITER_REACH
 * blocks on either side, and inside a block it changes linearly. So it is smooth and never too
 * late. Sound that stays below the ceiling is only multiplied.
 *
 * Returns for how many samples the gain was lower than it should be.
 *
 * Chosen: at 22,050 Hz a block is 1.5 ms, and the gain falls and rises within 3 ms: no longer than
 * the peak at the start of a pitch period, which is all that the limiter ever meets in a voice.
 */
enum { LIMITER_REACH = 2 };
size_t pcm_amplify(int16_t *samples, size_t count, double gain_db, int ceiling);

/* 10^(gain_db/20) */
double pcm_factor(double gain_db);

#endif
