/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of audio/ (see mp3.h): how loud a sound is, as ITU-R BS.1770-4 and EBU R 128 measure it:
 * K-weighted, in blocks of 400 ms of which those count that are above both gates.
 */
#ifndef AUDIO_LOUDNESS_H
#define AUDIO_LOUDNESS_H

#include <stddef.h>

/*
 * The integrated loudness in LUFS of mono samples with a full scale of 1.0; -HUGE_VAL when nothing
 * in it is louder than -70 LUFS. Of a sound that is shorter than a block, all is one block.
 * Within 0.1 LU of what the standard says of its test tones, see test_loudness.
 */
double loudness_of(const float *samples, size_t count, int rate_hz);

#endif
