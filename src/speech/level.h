/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to speech/: what is done to each piece of speech between synthesiser and encoder. Too low
 * parts are taken away, both ends are faded, and all is brought to its level.
 *
 * The level is one gain for all that a voice says in a language: nothing follows the sound, so
 * nothing breathes. It was measured once for every voice (voices/README.md); so a book has its
 * loudness without a second pass, whatever part of it is made where and when.
 */
#ifndef SPEECH_LEVEL_H
#define SPEECH_LEVEL_H

#include <stddef.h>
#include <stdint.h>

struct render;
struct utterance;

enum {
    /*
     * -3.9 dB: no peak of the samples, or between them, is above this. No player may get more than
     * -3 dBTP, which audiobook stores ask for and which leaves room for whatever comes after the
     * decoder. Measured at 64 kbit/s and 22,050 Hz, see voices/README.md: the encoder adds 0.4 dB
     * at most.
     */
    LEVEL_CEILING = 20915,
};

/*
 * Changes a piece of `count` samples at ESPEAK_RATE_HZ in place. Returns for how many samples the
 * limiter lowered the gain.
 */
size_t level_piece(int16_t *samples, size_t count, double gain_db);

/* The gain of an utterance: that of its voice in its language, for the loudness that is asked for.
 */
double level_gain_db(const struct render *render, const struct utterance *utterance);

#endif
