/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of speech/ (see speech.h): the only file that knows eSpeak NG.
 *
 * eSpeak NG is one large global state: what it says depends on what it said before, and nothing in
 * its API resets that. So the process that called espeak_open never speaks; it forks, and only the
 * child calls espeak_say. Every child then starts from the same state, and the sound of a take
 * depends on its own text, voices and settings alone. (Measured for eSpeak NG 1.51: in one process
 * 400 of 420 utterances changed with what had been spoken before, in forked children none of 960.)
 *
 * It also does not say when it cannot read its data. It reads a dictionary again with each voice;
 * when that fails, it goes on without one and makes silence. So the parent reads each dictionary
 * once, as a check, and the child makes sure after each voice that the library has read the same
 * file, and has not complained on standard error, which is all it does. A piece that gives no sound
 * calls for espeak_check.
 *
 *     parent: espeak_open, espeak_add_language ..., espeak_close
 *     child:  espeak_say or espeak_sound, espeak_check
 */
#ifndef SPEECH_ESPEAK_H
#define SPEECH_ESPEAK_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct voices;
struct cache_key;

/* The synthesiser's own rate, given by its data files. */
enum { ESPEAK_RATE_HZ = 22050 };

/* Growing mono sound at ESPEAK_RATE_HZ, full scale 32768. free() the samples. */
struct samples {
    int16_t *at;
    size_t count, capacity;
};

struct espeak;

/*
 * Loads the library and prepares each voice for `language` (BCP 47), without speaking. `voices` is
 * borrowed. Errors (ERR_SETUP): the library's data is missing or has another rate; it has no voice
 * for the language; the variant of a voice or a dictionary is not installed or cannot be read.
 * ERR_SYSTEM: no descriptors, no memory. NULL on failure.
 */
struct espeak *espeak_open(const struct voices *voices, const char *language, struct err *err);
/* Frees what is ours. Never calls espeak_Terminate, which can deadlock. NULL is fine. */
void espeak_close(struct espeak *espeak);

/* Whether eSpeak NG has a voice and a dictionary for a language: *has. False on errors (ERR_SETUP,
 * ERR_SYSTEM). */
bool espeak_has_language(const struct espeak *espeak, const char *language, bool *has,
                         struct err *err);

/*
 * Prepares the voices for one more language, without speaking. Languages are numbered in the order
 * in which they were added; that of espeak_open is 0. Errors: as of espeak_open; then nothing has
 * changed.
 */
bool espeak_add_language(struct espeak *espeak, const char *language, struct err *err);

/* The descriptors that a child needs, ascending (see worker.h); valid until a language is added. */
const int *espeak_descriptors(const struct espeak *espeak, size_t *count);

/* Such as "1.51". */
const char *espeak_version(void);

/* The folder of the library's data. Needs no espeak_open; the library owns the string. */
const char *espeak_data_folder(void);

/* The key of all that eSpeak NG is told about a voice in a language, both by number. */
const struct cache_key *espeak_definition(const struct espeak *espeak, size_t voice,
                                          size_t language);

/*
 * Only in a child: says one piece (made by guard_next_piece) with a voice and a language, both by
 * number, and appends the sound as eSpeak NG gives it, with the silence at its ends. `wpm` is
 * limited to 80 to 449; from 450 eSpeak NG changes to a time-stretching library that runs seven
 * times slower and speaks no faster. Errors: ERR_SPEECH; ERR_SETUP: a dictionary cannot be read any
 * more, or is another one now; ERR_SYSTEM: no descriptors, no memory.
 */
bool espeak_say(struct espeak *espeak, size_t voice, size_t language, int wpm, struct view piece,
                struct samples *samples, struct err *err);

/*
 * Only in a child, after a piece that gave no sound: true when the library, as it is, can say
 * letters, so that the piece is one that has no sound. It is tried in a process of its own, because
 * speaking changes what comes after it. Errors: ERR_SETUP; those of worker_run.
 */
bool espeak_check(struct espeak *espeak, struct err *err);

/*
 * Only in a child: appends to `ipa` how one word or phrase would sound, in the International
 * Phonetic Alphabet. Errors: as of espeak_say.
 */
bool espeak_sound(struct espeak *espeak, size_t voice, struct view word, struct text *ipa,
                  struct err *err);

#endif
