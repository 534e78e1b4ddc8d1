/*
 * Measures how loud each voice is (ITU-R BS.1770, by libebur128) on one text, with the gain of its file
 * applied. `make voices-check` runs it.
 *
 *     voice_loudness          one line a voice: name, LUFS, distance from the target; status 1 when one is
 *                             further than TOLERANCE_LU from it
 *     voice_loudness --write  writes the gain that hits the target into voices/NAME.voice
 *
 * The target is LOUDNESS_TARGET_LUFS; a voice tagged "whisper" is WHISPER_LU below it, as whispers are.
 */
#include "base/data.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "script/voice.h"
#include "speech/espeak.h"
#include "speech/guard.h"
#include "speech/pcm.h"
#include "speech/worker.h"

#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double LOUDNESS_TARGET_LUFS = -20, WHISPER_LU = -6, TOLERANCE_LU = 0.5;
enum { CEILING = 26028 }; /* as in speech/render.c */

/* About a minute of plain prose with all kinds of sounds. */
static const char text[] =
    "The boat came round the point a little after six, with its brown sail down and two men at the oars. "
    "Nobody on the quay had expected it before the evening tide, and nobody was pleased. "
    "Why should they be? The harbour was full, the ice had not come, and the price of herring had "
    "fallen again on Thursday. Old Marten put his hands into his pockets and looked at the sky. "
    "It was the colour of a slate that has been wiped with a sleeve, and it promised more of the same. "
    "Three gulls sat on the roof of the chandler's shop, just out of reach of a well-thrown stone. "
    "Then the church clock struck the quarter, a door banged, and a girl in a yellow coat ran down the "
    "steps so quickly that her basket lost half its apples. They rolled across the cobbles, over the edge, "
    "and into the water with small, round, cheerful sounds. She did not stop to look. "
    "She had seen who was sitting in the stern of the boat, and for eleven years she had been waiting to "
    "ask him a question.";

struct job {
    struct espeak *espeak;
    const struct voice *voice;
    size_t index;
};

static bool measure(void *context, struct text *reply, struct err *err)
{
    struct job *job = context;
    struct view rest = view_of(text);
    struct text piece = {0};
    struct samples raw = {0};
    bool good = true;
    ebur128_state *state = ebur128_init(1, ESPEAK_RATE_HZ, EBUR128_MODE_I);
    while (good && guard_next_piece(&rest, false, &piece)) {
        raw.count = 0;
        good = espeak_say(job->espeak, job->index, 0, job->voice->rate_wpm, text_view(&piece), &raw, err);
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
    struct text name = {0}, old = {0}, new = {0};
    struct view line;
    struct file_out out;
    text_addf(&name, "%s.voice", voice->name);
    char *path = data_path("voices", name.at, err);
    bool good = path != NULL && file_read(path, 1 << 20, &old, err);
    struct view rest = text_view(&old);
    while (good && view_next_line(&rest, &line))
        if (view_starts(line, "gain_db"))
            text_addf(&new, "gain_db = %.1f\n", gain_db);
        else
            text_addf(&new, "%.*s\n", VIEW_ARGS(line));
    good = good && file_create(&out, path, err);
    if (good)
        good = file_write(&out, new.at, new.bytes, err) ? file_commit(&out, err)
                                                        : (file_discard(&out), false);
    free(path);
    text_release(&name);
    text_release(&old);
    text_release(&new);
    return good;
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
        fprintf(stderr, "voice_loudness: %s\n", err.text);
    espeak_close(espeak);
    voices_free(voices);
    return good && within ? 0 : 1;
}
