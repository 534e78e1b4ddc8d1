/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measures what each voice sounds like, and how far voices are apart (voice_distance in voice.h).
 * `make voices-check` runs it.
 *
 *     voice-sound           one line a voice: height, melody, distance from the numbers in its
 * file, the nearest other voice; status 1 when two that may be cast are nearer than NEAR, or one is
 * further than STALE from its file voice-sound --write   writes the line "sound = ..." into
 * voices/NAME.voice voice-sound --noise   how far each voice is from itself on another text
 */
#include "audio/pcm.h"
#include "base/mem.h"
#include "base/str.h"
#include "script/casting/voice.h"
#include "speech/espeak.h"
#include "speech/guard.h"
#include "speech/worker.h"
#include "voice_file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    HOP = ESPEAK_RATE_HZ / 100,
    WINDOW = 512,  /* of a spectrum: 23 ms */
    PERIODS = 882, /* of a period: 40 ms */
    BANDS = 26,
    COLOURS = VOICE_SOUND_NUMBERS - VOICE_SOUND_COLOUR,
};

/*
 * NEAR: what is 3 apart is told apart at once. STALE: the files were measured with eSpeak NG 1.51.
 * The noise of 1.52 is different: voices with breath are up to 1.4 from what their file says, all
 * others at most 0.2. An effect that is all noise has no height to compare.
 */
static const double NEAR = 3, STALE = 1.5, PI = 3.14159265358979323846;

static const char other_text[] = "My uncle kept bees behind the chapel, and on warm mornings you "
                                 "could hear them before you saw the "
                                 "gate. He never wore gloves. He said that a bee knows an honest "
                                 "hand, which was not true, and that "
                                 "honey cures everything, which was nearly true. When the old "
                                 "queen died he sat beside the hive with "
                                 "his hat on his knees until it was dark. What did he think about? "
                                 "I asked him once, many years later, "
                                 "in the kitchen, with the rain coming down in ropes. He laughed, "
                                 "cut the bread, and told me that he "
                                 "had been counting: eleven thousand and six, he said, give or "
                                 "take a few that would not keep still.";

struct job {
    struct espeak *espeak;
    const struct voice *voice;
    size_t index;
    const char *text;
};

/* Strength of the best period in a frame, and the frequency it stands for. */
static double find_pitch(const int16_t *frame, double *hz)
{
    double best = 0;
    for (int lag = ESPEAK_RATE_HZ / 500; lag <= ESPEAK_RATE_HZ / 50 && lag < PERIODS; lag++) {
        double product = 0, a = 1, b = 1;
        for (int i = 0; i < PERIODS; i++) {
            product += (double)frame[i] * frame[i + lag];
            a += (double)frame[i] * frame[i];
            b += (double)frame[i + lag] * frame[i + lag];
        }
        double strength = product / sqrt(a * b);
        /* A multiple of the period fits as well: it must be clearly better. */
        if (strength > best + 0.03) {
            best = strength;
            *hz = (double)ESPEAK_RATE_HZ / lag;
        }
    }
    return best;
}

static int by_value(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

static void measure_pitch(const struct samples *samples, double sound[])
{
    double *heights = mem_alloc((samples->count / HOP + 1) * sizeof *heights);
    size_t count = 0;
    for (size_t at = 0; at + PERIODS * 2 < samples->count; at += HOP * 2) {
        double hz = 100;
        if (find_pitch(samples->at + at, &hz) > 0.8)
            heights[count++] = 12 * log2(hz / 100);
    }
    qsort(heights, count, sizeof *heights, by_value);
    double median = count > 0 ? heights[count / 2] : 0, sum = 0;
    size_t within = 0;
    for (size_t i = 0; i < count; i++)
        if (fabs(heights[i] - median) < 8) { /* a wrong octave says nothing about the melody */
            sum += (heights[i] - median) * (heights[i] - median);
            within++;
        }
    sound[VOICE_SOUND_HEIGHT] = median;
    sound[VOICE_SOUND_MELODY] = within > 0 ? sqrt(sum / (double)within) : 0;
    free(heights);
}

static double mel(double hz)
{
    return 2595 * log10(1 + hz / 700);
}

/* Log magnitude in triangular bands of equal width in mel, by a plain transform: there is no hurry.
 */
static double measure_bands(const int16_t *frame, double bands[BANDS], const double *cosines)
{
    double energy = 0, power[BANDS] = {0}, top = mel(ESPEAK_RATE_HZ / 2.0);
    for (int k = 1; k < WINDOW / 2; k++) {
        double real = 0, imaginary = 0;
        for (int i = 0; i < WINDOW; i++) {
            double windowed = frame[i] * (0.54 - 0.46 * cosines[i]);
            real += windowed * cosines[i * k % WINDOW];
            imaginary += windowed * cosines[(i * k + WINDOW / 4 * 3) % WINDOW];
        }
        double square = real * real + imaginary * imaginary;
        double place = mel((double)k * ESPEAK_RATE_HZ / WINDOW) / top * (BANDS + 1) - 1;
        int low = (int)floor(place);
        if (low >= 0 && low < BANDS)
            power[low] += square * (1 - (place - low));
        if (low + 1 >= 0 && low + 1 < BANDS)
            power[low + 1] += square * (place - low);
        energy += square;
    }
    for (int b = 0; b < BANDS; b++)
        bands[b] = 0.5 * log(power[b] + 1);
    return energy;
}

static void measure_colour(const struct samples *samples, double sound[])
{
    double cosines[WINDOW], means[COLOURS] = {0}, bands[BANDS], loudest = 0;
    size_t frames = 0;
    for (int i = 0; i < WINDOW; i++)
        cosines[i] = cos(2 * PI * i / WINDOW);
    for (int pass = 0; pass < 2; pass++)
        for (size_t at = 0; at + WINDOW < samples->count; at += pass == 0 ? HOP * 8 : HOP * 2) {
            double energy = measure_bands(samples->at + at, bands, cosines);
            loudest = pass == 0 && energy > loudest ? energy : loudest;
            if (pass == 0 || energy < loudest * 1e-4)
                continue;
            frames++;
            for (int c = 0; c < COLOURS; c++)
                for (int b = 0; b < BANDS; b++)
                    means[c] += bands[b] * cos(PI * (c + 1) * (b + 0.5) / BANDS) * 2 / BANDS;
        }
    for (int c = 0; c < COLOURS; c++)
        sound[VOICE_SOUND_COLOUR + c] = frames > 0 ? means[c] / (double)frames : 0;
}

static bool measure(void *context, struct text *reply, struct err *err)
{
    struct job *job = context;
    struct view rest = view_of(job->text);
    struct text piece = {0};
    struct samples samples = {0};
    bool good = true;
    while (good && guard_next_piece(&rest, false, &piece))
        good = espeak_say(job->espeak, job->index, 0, job->voice->rate_wpm, text_view(&piece),
                          &samples, err);
    double sound[VOICE_SOUND_NUMBERS];
    if (good) {
        measure_pitch(&samples, sound);
        measure_colour(&samples, sound);
        text_add(reply, (const char *)sound, sizeof sound);
    }
    free(samples.at);
    text_release(&piece);
    return good;
}

static bool measure_voice(struct espeak *espeak, const struct voices *voices, size_t index,
                          const char *text, struct voice *measured, struct err *err)
{
    struct job job = {espeak, &voices->items[index], index, text};
    struct text reply = {0};
    struct worker_terms terms = {.reply_bytes = 1 << 20};
    terms.descriptors = espeak_descriptors(job.espeak, &terms.descriptor_count);
    bool good = worker_run(measure, &job, &terms, &reply, err) == WORKER_DONE;
    *measured = voices->items[index];
    measured->has_sound = good;
    if (good)
        memcpy(measured->sound, reply.at, sizeof measured->sound);
    text_release(&reply);
    return good;
}

static bool write_sound(const struct voice *voice, struct err *err)
{
    struct text value = {0};
    for (int i = 0; i < VOICE_SOUND_NUMBERS; i++)
        text_addf(&value, i < VOICE_SOUND_COLOUR ? "%s%.1f" : "%s%.3f", i > 0 ? " " : "",
                  voice->sound[i]);
    bool good = voice_file_set(voice->name, "sound", value.at, err);
    text_release(&value);
    return good;
}

/* The nearest other voice that may be cast. */
static double find_nearest(const struct voice *all, size_t count, size_t own, size_t *nearest)
{
    double least = INFINITY;
    for (size_t i = 0; i < count; i++) {
        if (i == own || voice_has_tag(&all[i], "effect"))
            continue;
        double distance = voice_distance(&all[own], &all[i]);
        if (distance < least) {
            least = distance;
            *nearest = i;
        }
    }
    return least;
}

static bool report(const struct voices *voices, const struct voice *all)
{
    bool good = true;
    for (size_t i = 0; i < voices->count; i++) {
        size_t nearest = i;
        double distance = find_nearest(all, voices->count, i, &nearest);
        bool cast = !voice_has_tag(&all[i], "effect");
        double change = voice_distance(&voices->items[i], &all[i]);
        bool near = cast && distance < NEAR, stale = cast && !(change < STALE);
        printf("%-16s %5.0f Hz, melody %.1f st, %.2f from its file, nearest %s at %.1f%s%s\n",
               all[i].name, 100 * pow(2, all[i].sound[VOICE_SOUND_HEIGHT] / 12),
               all[i].sound[VOICE_SOUND_MELODY], change, all[nearest].name, distance,
               near ? "  <-- too near" : "", stale ? "  <-- the file says otherwise" : "");
        good = good && !near && !stale;
    }
    return good;
}

int main(int argc, char **argv)
{
    const char *how = argc > 1 ? argv[1] : "";
    struct err err = {0};
    struct voices *voices = voices_load(&err);
    struct espeak *espeak = voices != NULL ? espeak_open(voices, "en", &err) : NULL;
    bool good = espeak != NULL;
    struct voice *all = good ? mem_zero(voices->count, sizeof *all) : NULL, other;
    for (size_t i = 0; good && i < voices->count; i++) {
        good = measure_voice(espeak, voices, i, voice_text, &all[i], &err);
        if (good && strcmp(how, "--write") == 0)
            good = write_sound(&all[i], &err);
        if (good && strcmp(how, "--noise") == 0) {
            good = measure_voice(espeak, voices, i, other_text, &other, &err);
            printf("%-16s %.2f from itself\n", all[i].name, voice_distance(&all[i], &other));
        }
    }
    if (!good)
        fprintf(stderr, "voice-sound: %s\n", err.text);
    else if (how[0] == '\0')
        good = report(voices, all);
    free(all);
    espeak_close(espeak);
    voices_free(voices);
    return good ? 0 : 1;
}
