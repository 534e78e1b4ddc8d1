/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measures how loud each voice is on one text (ITU-R BS.1770, by libebur128), with the gain of its
 * file applied. `make voices-check` runs it.
 *
 *     voice-loudness           one line a voice: name, LUFS, distance from the target; status 1
 * when one is further from it than TOLERANCE_LU voice-loudness --write   writes the gain that hits
 * the target into voices/NAME.voice
 *
 * The target is LOUDNESS_TARGET_LUFS; for a voice tagged "whisper" it is lower by WHISPER_LU, as
 * whispers are.
 */
#include "audio/pcm.h"
#include "base/mem.h"
#include "base/str.h"
#include "script/casting/voice.h"
#include "speech/espeak.h"
#include "speech/guard.h"
#include "speech/worker.h"
#include "voice_file.h"

#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double LOUDNESS_TARGET_LUFS = -20, WHISPER_LU = -6, TOLERANCE_LU = 0.5;
enum { CEILING = 26028 }; /* as in speech/render.c */

struct job {
    struct espeak *espeak;
    const struct voice *voice;
    size_t index;
};

static bool measure(void *context, struct text *reply, struct err *err)
{
    struct job *job = context;
    struct view rest = view_of(voice_text);
    struct text piece = {0};
    struct samples raw = {0};
    bool good = true;
    ebur128_state *state = ebur128_init(1, ESPEAK_RATE_HZ, EBUR128_MODE_I);
    while (good && guard_next_piece(&rest, false, &piece)) {
        raw.count = 0;
        good = espeak_say(job->espeak, job->index, 0, job->voice->rate_wpm, text_view(&piece), &raw,
                          err);
        size_t start, end;
        pcm_find_sound(raw.at, good ? raw.count : 0, &start, &end);
        pcm_amplify(raw.at + start, end - start, job->voice->gain_db, CEILING);
        ebur128_add_frames_short(state, raw.at + start, end - start);
    }
    double lufs = 0;
    ebur128_loudness_global(state, &lufs);
    ebur128_destroy(&state);
    text_addf(reply, "%.17g", lufs);
    free(raw.at);
    text_release(&piece);
    return good;
}

static bool write_gain(const struct voice *voice, double gain_db, struct err *err)
{
    char value[32];
    snprintf(value, sizeof value, "%.1f", gain_db);
    return voice_file_set(voice->name, "gain_db", value, err);
}

static bool check_voice(struct job *job, bool write, bool *within, struct err *err)
{
    struct text reply = {0};
    const struct voice *voice = job->voice;
    bool good = worker_run(measure, job, &reply, err) == WORKER_DONE;
    double target = LOUDNESS_TARGET_LUFS + (voice_has_tag(voice, "whisper") ? WHISPER_LU : 0);
    double away = good ? strtod(reply.at, NULL) - target : 0;
    if (good)
        printf("%-16s %6.1f LUFS  %+5.1f LU from its target%s\n", voice->name, away + target, away,
               fabs(away) > TOLERANCE_LU ? "  <-- too far" : "");
    *within = *within && fabs(away) <= TOLERANCE_LU;
    text_release(&reply);
    return good && (!write || write_gain(voice, voice->gain_db - away, err));
}

int main(int argc, char **argv)
{
    bool write = argc > 1 && strcmp(argv[1], "--write") == 0, within = true;
    struct err err = {0};
    struct voices *voices = voices_load(&err);
    struct espeak *espeak = voices != NULL ? espeak_open(voices, "en", &err) : NULL;
    bool good = espeak != NULL;
    for (size_t i = 0; good && i < voices->count; i++) {
        struct job job = {espeak, &voices->items[i], i};
        good = check_voice(&job, write, &within, &err);
    }
    if (!good)
        fprintf(stderr, "voice-loudness: %s\n", err.text);
    espeak_close(espeak);
    voices_free(voices);
    return good && (write || within) ? 0 : 1;
}
