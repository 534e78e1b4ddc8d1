/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A synthesiser without speech, in place of src/speech/espeak.o: a test includes this file and
 * names the object in one of its first lines. What is said is a square tone whose length and pitch
 * are a formula of the text, between silences that the caller has to cut off. Some words do more
 * than sound:
 *
 *     "crash"          aborts                         "loop"    never ends (the CPU limit does)
 *     "crash-once"     aborts while fake_flag exists, and removes it
 *     "killed"         is killed from outside, once for each byte of the file fake_flag
 *     "brackets"       aborts when a bracket stands in the piece: the simplified text has none
 *     "sleep"          takes a while                  "fail"    fails with a sentence
 *     "silent"         gives no sound
 */
#include "speech/espeak.h"
#include "base/mem.h"
#include "cache/key.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Path of the file for "crash-once"; set by the test. */
static const char *fake_flag = "";

/* "silent" is then an error, as without a dictionary. */
static int fake_mute;

enum { FAKE_HEAD_SAMPLES = 300, FAKE_TAIL_SAMPLES = 777, FAKE_LEVEL = 4000 };

/* Length of the tone for a text of so many bytes, as eSpeak's: the faster, the shorter. */
static size_t fake_tone_samples(size_t bytes, int wpm)
{
    return 1001 + bytes * 137 * 160 / (size_t)wpm;
}

struct espeak {
    const struct voices *voices;
};

struct espeak *espeak_open(const struct voices *voices, const char *language, struct err *err)
{
    if (strcmp(language, "xx") == 0) {
        err_set(err, ERR_SETUP, "no voice for \"xx\"");
        return NULL;
    }
    struct espeak *espeak = mem_zero(1, sizeof *espeak);
    espeak->voices = voices;
    return espeak;
}

void espeak_close(struct espeak *espeak)
{
    free(espeak);
}

const char *espeak_version(void)
{
    return "fake";
}

const char *espeak_data_folder(void)
{
    return "voices"; /* any folder that exists */
}

const struct cache_key *espeak_definition(const struct espeak *espeak, size_t voice,
                                          size_t language)
{
    static struct cache_key definition;
    (void)espeak;
    definition.bytes[0] = (uint8_t)voice;
    definition.bytes[1] = (uint8_t)language;
    return &definition;
}

static void loop_for_ever(void)
{
    struct rlimit cpu = {1, 5}; /* the worker's own limit would be a minute */
    setrlimit(RLIMIT_CPU, &cpu);
    for (volatile int turn = 1; turn != 0;)
        ;
}

static bool has(struct view piece, const char *word)
{
    return view_find(piece, word, 0) < piece.bytes;
}

static void be_killed(void)
{
    struct stat status;
    if (stat(fake_flag, &status) != 0 || status.st_size == 0)
        return;
    if (truncate(fake_flag, status.st_size - 1) == 0)
        raise(SIGKILL);
}

static void misbehave(struct view piece)
{
    if (has(piece, "killed"))
        be_killed();
    if (has(piece, "crash-once")) {
        if (unlink(fake_flag) == 0)
            abort();
    } else if (has(piece, "crash") || (has(piece, "brackets") && has(piece, "("))) {
        abort();
    }
    if (has(piece, "loop"))
        loop_for_ever();
    if (has(piece, "sleep"))
        usleep(30000);
}

static void add_constant(struct samples *samples, size_t count, int period, int16_t level)
{
    samples->at = mem_resize(samples->at, (samples->count + count) * sizeof *samples->at);
    samples->capacity = samples->count + count;
    for (size_t i = 0; i < count; i++)
        samples->at[samples->count++] = (int16_t)(i / (size_t)period % 2 == 0 ? level : -level);
}

bool espeak_has_language(const struct espeak *espeak, const char *language, bool *has,
                         struct err *err)
{
    (void)espeak, (void)language, (void)err;
    *has = false; /* the fake has one language */
    return true;
}

const int *espeak_descriptors(const struct espeak *espeak, size_t *count)
{
    (void)espeak;
    *count = 0;
    return NULL;
}

bool espeak_check(struct espeak *espeak, struct err *err)
{
    (void)espeak;
    return fake_mute == 0 || err_set(err, ERR_SETUP, "the fake is mute");
}

bool espeak_add_language(struct espeak *espeak, const char *language, struct err *err)
{
    (void)espeak;
    (void)language;
    return err_set(err, ERR_SETUP, "the fake has one language");
}

bool espeak_say(struct espeak *espeak, size_t voice, size_t language, int wpm, struct view piece,
                struct samples *samples, struct err *err)
{
    (void)espeak;
    (void)language;
    misbehave(piece);
    if (has(piece, "fail"))
        return err_set(err, ERR_SPEECH, "the fake fails");
    add_constant(samples, FAKE_HEAD_SAMPLES, 1, 0);
    if (!has(piece, "silent"))
        add_constant(samples, fake_tone_samples(piece.bytes, wpm), 20 + (int)voice, FAKE_LEVEL);
    add_constant(samples, FAKE_TAIL_SAMPLES, 1, 0);
    return true;
}

bool espeak_sound(struct espeak *espeak, size_t voice, struct view word, struct text *ipa,
                  struct err *err)
{
    (void)espeak;
    (void)voice;
    (void)err;
    text_add_view(ipa, word);
    return true;
}
