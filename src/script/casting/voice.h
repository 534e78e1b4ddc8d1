/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/casting: the voices. One small commented file per voice, voices/NAME.voice:
 *
 *     [voice]
 *     description = calm man     (shown by `lectern voices`)
 *     base = gmw/en              (eSpeak NG voice, for books in its language; in any other
 *                                language the variant is laid over that language's own voice)
 *     language = any             ("any" unless the voice is good for one language only: "en")
 *     variant = max              (eSpeak NG variant, a file of its voices/!v folder; may be absent)
 *     rate = 165                 (words a minute at --rate 165: 80 to 450)
 *     pitch = 50                 (0 to 99, best 30 to 70)
 *     range = 55                 (0 to 99, best 35 to 80: how far the pitch moves)
 *     volume = 60                (1 to 100: eSpeak NG's own, low enough not to clip)
 *     gain_db = 6.2              (brings the voice to VOICE_LUFS in English, and ...)
 *     sound = 0.5 1.9 ...        (... what it sounds like, see voice_distance: both are
 *                                written by `make voices-check WRITE=--write`)
 *     gender = male              (male, female, or none)
 *     age = adult                (child, young, adult, old)
 *     tags = narrator deep       (words; "narrator": good for hours; "effect": never chosen
 *                                automatically)
 *     [loudness]
 *     fr = 1.9                   (dB to add to gain_db in French, also measured; "other": in
 *                                languages that are not listed)
 *     [variant]
 *     formant 0 120 70 130       (lines of a variant of lectern's own, in eSpeak NG's format)
 *     drop = echo                (with `variant`: skip this attribute of the installed file)
 */
#ifndef SCRIPT_CASTING_VOICE_H
#define SCRIPT_CASTING_VOICE_H

#include "base/err.h"
#include "script/vocabulary/gender.h"

#include <stdbool.h>
#include <stddef.h>

/* What a voice sounds like: height, liveliness, and the 13 numbers of its colour, c1 to c13; see
 * voice_distance. */
enum { VOICE_SOUND_HEIGHT, VOICE_SOUND_MELODY, VOICE_SOUND_COLOUR, VOICE_SOUND_NUMBERS = 15 };

/* How loud the files make every voice: what AES TD1008 asks of speech. */
enum { VOICE_LUFS = -18 };

struct voice_gain {
    const char *language; /* primary part, or "other" */
    double db;
};

struct voice {
    const char *name;                                           /* file name without .voice */
    const char *description, *language, *base, *variant, *tags; /* "" when absent */
    const char *variant_lines; /* own variant: lines, each with \n at its end; "" when absent */
    const char *drop;          /* attribute of the installed variant to skip, or "" */
    int rate_wpm, pitch, range, volume;
    double gain_db;                 /* see voice_gain_db */
    const struct voice_gain *gains; /* by language, to be added */
    size_t gain_count;
    enum gender gender;
    enum age age;
    bool has_sound;
    double sound[VOICE_SOUND_NUMBERS];
};

struct voices {
    struct voice *items; /* in order of name */
    size_t count;
    struct arena *arena;
};

/*
 * Reads every voices/NAME.voice. ERR_SETUP: no folder, no voice in it, a key that does not exist,
 * or a value that is not a number or out of range, with file and line. NULL on failure; free with
 * voices_free.
 */
struct voices *voices_load(struct err *err);
void voices_free(struct voices *voices);

/* Adds the voices of another folder, such as the user's, in order of name; one with the name of a
 * voice takes its place. Errors: as of voices_load; there may be none in it. */
bool voices_add_folder(struct voices *voices, const char *folder, struct err *err);

/* Index of a voice by name, or -1. */
int voices_find(const struct voices *voices, const char *name);
/* Index of a voice by name; one of eSpeak NG (a variant such as "Max", a language such as "en-us",
 * or both, "en-us+f3", in any case) is added at the end, which moves `items`. -1: neither has it.
 */
int voices_want(struct voices *voices, const char *name);
/* Calls `each` for the names of eSpeak NG: "variants", then "bases". */
void voices_list_espeak(void (*each)(void *context, const char *section, const char *name),
                        void *context);
/* True when the word is in the voice's `tags`. */
bool voice_has_tag(const struct voice *voice, const char *tag);
/* True when the voice may speak this language (BCP 47; only the primary part counts). */
bool voice_speaks(const struct voice *voice, const char *language);
/* The gain that brings the voice to VOICE_LUFS in a language (BCP 47; only the primary part
 * counts): the same voice is up to 3 LU softer with the sounds of another one. */
double voice_gain_db(const struct voice *voice, const char *language);

/*
 * How different two voices sound: sqrt((height / 2 semitones)^2 + (colour / 1 dB)^2 + (melody / 1
 * semitone)^2). Height is the median of the fundamental frequency, in semitones above 100 Hz;
 * melody is its standard deviation; colour is the mel-cepstral distance (c1 to c13 of 26 bands,
 * means over the text; Kubichek 1993). Measured: the same voice with another text is at a distance
 * of 0.7 to 1.1. At 3 a listener hears two voices at once. Voices without these numbers are 4
 * apart, and a voice is 0 from itself.
 */
double voice_distance(const struct voice *a, const struct voice *b);

#endif
