/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of speech/. The only file that knows eSpeak NG.
 *
 * eSpeak NG is one big global state: what it says depends on what it said before, and nothing in
 * its API resets that. So the process that called espeak_open never speaks; it forks, and only the
 * child calls espeak_say. Every child then starts from the same state, and what a take sounds like
 * depends on its own text, voices and settings alone. (Measured for eSpeak NG 1.51 and 1.52: see
 * README, "How it is built".)
 */
#ifndef SPEECH_ESPEAK_H
#define SPEECH_ESPEAK_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct voices;

/* The synthesiser's own rate, fixed by its data files. */
enum { ESPEAK_RATE_HZ = 22050 };

/* Growing mono sound at ESPEAK_RATE_HZ, full scale 32768. free() the samples. */
struct samples {
    int16_t *at;
    size_t count, capacity;
};

struct espeak;

/*
 * Loads the library and prepares each voice for `language` (BCP 47), without speaking. Errors
 * (ERR_SETUP): the library's data is missing or not the expected rate; no voice for the language; a
 * voice's variant is not installed. NULL on failure.
 */
struct espeak *espeak_open(const struct voices *voices, const char *language, struct err *err);
/* Frees our side. The library itself is left alone: its own ending can dead-lock. */
void espeak_close(struct espeak *espeak);

/*
 * Prepares the voices for one more language, without speaking. Languages are numbered in the order
 * in which they were added; that of espeak_open is 0. ERR_SETUP: eSpeak NG has no such language;
 * then nothing has changed.
 */
bool espeak_add_language(struct espeak *espeak, const char *language, struct err *err);

/* "1.51" or so, for messages and keys. */
const char *espeak_version(void);

/*
 * Only in a child: says one piece (one line of guarded text, see guard.h) and appends the sound as
 * it came, silence at its ends included. `wpm` is clamped to 80 .. 449 (from 450 on eSpeak NG
 * stretches by another method that sounds worse and runs slower). Errors: ERR_SPEECH.
 */
bool espeak_say(struct espeak *espeak, size_t voice, size_t language, int wpm, struct view piece,
                struct samples *samples, struct err *err);

/*
 * Only in a child: how one word or phrase would sound, in the International Phonetic Alphabet,
 * appended to `ipa`. Errors: ERR_SPEECH.
 */
bool espeak_sound(struct espeak *espeak, size_t voice, struct view word, struct text *ipa,
                  struct err *err);

#endif
