/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of audio/ (see mp3.h): room tone, the hardly audible noise of a quiet room. Some audiobook
 * stores want it where speech pauses, because a recording that falls silent sounds like a fault.
 *
 * It is a loop, the same for the same arguments, that is mixed under all sound, so it neither comes
 * nor goes with the words. Where two stretches of it meet that do not continue each other, nothing
 * is heard: it is noise.
 */
#ifndef AUDIO_ROOM_TONE_H
#define AUDIO_ROOM_TONE_H

#include <stddef.h>
#include <stdint.h>

/* Chosen: too long for an ear to notice that it repeats. */
enum { ROOM_TONE_SECONDS = 8 };

/* Quieter is lost in the rounding to 16 bit; -60 dB is the most that stores accept. */
enum { ROOM_TONE_LEAST_DB = -84, ROOM_TONE_MOST_DB = -50 };

struct room_tone {
    int16_t *samples; /* NULL: none */
    size_t count;
};

/* `rms_db`: its RMS, in dBFS. 6 dB an octave softer above 800 Hz, as rooms are, and without DC. */
void room_tone_make(struct room_tone *tone, int rate_hz, double rms_db);
void room_tone_release(struct room_tone *tone); /* fine on {0} */

/* Adds it to `count` samples that begin `at` samples after its start. Nothing without samples. */
void room_tone_add(const struct room_tone *tone, uint64_t at, int16_t *samples, size_t count);

#endif
