/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measures how loud each voice is (ITU-R BS.1770, by libebur128), with all that a render does to
 * it: gain, limiter, high-pass, pauses. `make voices-check` runs it.
 *
 *     voice-loudness [--write] [LANGUAGE FILE...]
 *
 * Speaks the texts of the files in a language, without any voice_text in English, and prints a line
 * for each voice: name, LUFS, distance from VOICE_LUFS, how much of the time the limiter worked.
 * Status 1 when a voice is further from it than TOLERANCE_LU.
 *
 *     --write   corrects the voice files: for English, gain_db; for another language, its line of
 *               [loudness], and "other", the mean of all languages that are listed
 */
#include "audio/pcm.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "data/language.h"
#include "script/casting/voice.h"
#include "speech/espeak.h"
#include "speech/guard.h"
#include "speech/level.h"
#include "speech/worker.h"
#include "voice_file.h"

#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double TOLERANCE_LU = 0.3;
/* How much softer books are than this program finds the voices, which speaks pieces of 400 bytes and
 * not sentences. Measured on excerpts of ten books with gains 0.5 dB lower than today's: 0.2 to 0.7;
 * to be measured again before gains are written. */
static const double BOOKS_LU = 0.48;
/* The limiter takes some of what a higher gain adds, so the right gain is approached. */
enum { ROUNDS = 4, PAUSE_MS = 500, TEXT_BYTES_MOST = 1 << 24 };

struct measured {
    double gain_db, lufs, limited;
};

struct job {
    struct espeak *espeak;
    const struct voice *voice;
    size_t index;
    struct view text;
    double gain_db; /* to begin with */
    int rounds;
};

/* All pieces one after the other, each as the synthesiser gives it without silence at its ends. */
struct pieces {
    struct samples samples;
    size_t *ends;
    size_t count, capacity;
};

static bool speak(const struct job *job, struct pieces *pieces, struct err *err)
{
    struct view rest = job->text;
    struct text piece = {0};
    struct samples raw = {0}, *all = &pieces->samples;
    bool good = true;
    while (good && guard_next_piece(&rest, false, &piece)) {
        raw.count = 0;
        good = espeak_say(job->espeak, job->index, 0, job->voice->rate_wpm, text_view(&piece), &raw,
                          err);
        size_t start, end;
        pcm_find_sound(raw.at, good ? raw.count : 0, &start, &end);
        for (; start < end; start++) {
            all->at = mem_grow(all->at, all->count, &all->capacity, sizeof *all->at);
            all->at[all->count++] = raw.at[start];
        }
        pieces->ends =
            mem_grow(pieces->ends, pieces->count, &pieces->capacity, sizeof *pieces->ends);
        pieces->ends[pieces->count++] = all->count;
    }
    free(raw.at);
    text_release(&piece);
    return good;
}

static void level_and_measure(const struct pieces *pieces, struct measured *measured)
{
    static const int16_t silence[ESPEAK_RATE_HZ * PAUSE_MS / 1000];
    const size_t silent = sizeof silence / sizeof *silence;
    int16_t *at = mem_alloc(pieces->samples.count * sizeof *at);
    size_t limited = 0, start = 0;
    ebur128_state *state = ebur128_init(1, ESPEAK_RATE_HZ, EBUR128_MODE_I);
    memcpy(at, pieces->samples.at, pieces->samples.count * sizeof *at);
    for (size_t i = 0; i < pieces->count; start = pieces->ends[i++]) {
        limited += level_piece(at + start, pieces->ends[i] - start, measured->gain_db);
        ebur128_add_frames_short(state, at + start, pieces->ends[i] - start);
        ebur128_add_frames_short(state, silence, silent);
    }
    ebur128_loudness_global(state, &measured->lufs);
    measured->limited =
        (double)limited / (double)(pieces->samples.count + pieces->count * silent + 1);
    ebur128_destroy(&state);
    free(at);
}

static bool measure(void *context, struct text *reply, struct err *err)
{
    const struct job *job = context;
    struct pieces pieces = {0};
    struct measured measured = {.gain_db = job->gain_db};
    bool good = speak(job, &pieces, err) && pieces.samples.count > 0;
    for (int i = 0; good && i < job->rounds; i++) {
        measured.gain_db -= i > 0 ? measured.lufs - BOOKS_LU - VOICE_LUFS : 0;
        level_and_measure(&pieces, &measured);
    }
    text_add(reply, (const char *)&measured, sizeof measured);
    free(pieces.samples.at);
    free(pieces.ends);
    return good;
}

static bool run(struct job *job, struct measured *measured, struct err *err)
{
    struct text reply = {0};
    struct worker_terms terms = {.reply_bytes = sizeof *measured + ERR_TEXT_BYTES};
    terms.descriptors = espeak_descriptors(job->espeak, &terms.descriptor_count);
    bool good = worker_run(measure, job, &terms, &reply, err) == WORKER_DONE;
    if (good)
        memcpy(measured, reply.at, sizeof *measured);
    text_release(&reply);
    return good;
}

/* The section [loudness] of a voice with this language in it: all others, and their mean. */
static void add_section(const struct voice *voice, const char *language, double db,
                        struct text *out)
{
    double sum = db;
    int count = 1;
    bool written = false;
    text_add_str(out, "[loudness]\n");
    for (size_t i = 0; i < voice->gain_count; i++) {
        const struct voice_gain *gain = &voice->gains[i];
        if (strcmp(gain->language, language) == 0 || strcmp(gain->language, "other") == 0)
            continue;
        if (!written && strcmp(language, gain->language) < 0)
            text_addf(out, "%s = %.2f\n", language, db);
        written = written || strcmp(language, gain->language) < 0;
        text_addf(out, "%s = %.2f\n", gain->language, gain->db);
        sum += gain->db;
        count++;
    }
    if (!written)
        text_addf(out, "%s = %.2f\n", language, db);
    text_addf(out, "other = %.2f\n", sum / count);
}

/* Puts the section at the end of the file of the voice. */
static bool write_section(const struct voice *voice, const char *language, double db,
                          struct err *err)
{
    struct text name = {0}, old = {0}, new = {0};
    struct view line;
    bool inside = false;
    text_addf(&name, "%s.voice", voice->name);
    char *path = data_path("voices", name.at, err);
    bool good = path != NULL && file_read(path, 1 << 20, &old, err);
    struct view rest = text_view(&old);
    while (good && view_next_line(&rest, &line)) {
        inside = view_starts(line, "[") ? view_starts(line, "[loudness]") : inside;
        if (!inside)
            text_addf(&new, "%.*s\n", VIEW_ARGS(line));
    }
    add_section(voice, language, db, &new);
    good = good && voice_file_write(path, text_view(&new), err);
    free(path);
    text_release(&name);
    text_release(&old);
    text_release(&new);
    return good;
}

static bool write_gain(const struct voice *voice, const char *language, double gain_db,
                       struct err *err)
{
    char value[32];
    snprintf(value, sizeof value, "%.2f", gain_db);
    if (language_same(language, "en"))
        return voice_file_set(voice->name, "gain_db", value, err);
    return write_section(voice, language, gain_db - voice->gain_db, err);
}

static bool check_voice(struct job *job, const char *language, bool write, bool *within,
                        struct err *err)
{
    struct measured measured;
    job->gain_db = voice_gain_db(job->voice, language);
    job->rounds = write ? ROUNDS : 1;
    if (!run(job, &measured, err))
        return false;
    double away = measured.lufs - BOOKS_LU - VOICE_LUFS;
    bool far = fabs(away) > TOLERANCE_LU;
    *within = *within && !far;
    printf("%-16s %-3s %7.2f LUFS %+6.2f LU, limited %5.2f %%%s\n", job->voice->name, language,
           measured.lufs, away, measured.limited * 100, far ? "  <-- too far" : "");
    fflush(stdout);
    return !write || write_gain(job->voice, language, measured.gain_db, err);
}

int main(int argc, char **argv)
{
    bool write = argc > 1 && strcmp(argv[1], "--write") == 0, within = true;
    int next = write ? 2 : 1;
    const char *language = next < argc ? argv[next++] : "en";
    struct err err = {0};
    struct text text = {0};
    struct voices *voices = voices_load(&err);
    struct espeak *espeak = voices != NULL ? espeak_open(voices, language, &err) : NULL;
    bool good = espeak != NULL;
    if (next == argc)
        text_add_str(&text, voice_text);
    for (; good && next < argc; next++)
        good = file_read(argv[next], TEXT_BYTES_MOST, &text, &err);
    for (size_t i = 0; good && i < voices->count; i++) {
        struct job job = {espeak, &voices->items[i], i, text_view(&text), 0, 0};
        good = check_voice(&job, language, write, &within, &err);
    }
    if (!good)
        fprintf(stderr, "voice-loudness: %s\n", err.text);
    espeak_close(espeak);
    voices_free(voices);
    text_release(&text);
    return good && (write || within) ? 0 : 1;
}
