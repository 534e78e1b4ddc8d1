/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The floor of speed: what the two libraries alone need, one process, nothing around them.
 *
 *     floor RATE_HZ KBPS QUALITY MASTER.wav <PIECES
 *
 * PIECES is text, one piece to be spoken a line: voice, words a minute, pitch, range, text, parted
 * by tabs. Each is synthesised by eSpeak NG; then MASTER.wav, what lectern makes of the same book,
 * is encoded by LAME as a whole. Prints one line: seconds of sound in the master, CPU seconds of
 * synthesis, CPU seconds of encoding.
 */
#include <espeak-ng/speak_lib.h>
#include <lame/lame.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct floor_take {
    short *samples;
    size_t count, capacity;
};

static double cpu_now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void *must(void *memory)
{
    if (memory == NULL) {
        fputs("floor: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

static int collect(short *samples, int count, espeak_EVENT *events)
{
    struct floor_take *take = events->user_data;
    if (samples == NULL || count <= 0)
        return 0;
    while (take->count + (size_t)count > take->capacity) {
        take->capacity = take->capacity * 2 + 65536;
        take->samples = must(realloc(take->samples, take->capacity * sizeof *take->samples));
    }
    memcpy(take->samples + take->count, samples, (size_t)count * sizeof *samples);
    take->count += (size_t)count;
    return 0;
}

static lame_t make_encoder(int rate_hz, int kbps, int quality)
{
    lame_t encoder = must(lame_init());
    lame_set_in_samplerate(encoder, rate_hz);
    lame_set_out_samplerate(encoder, rate_hz);
    lame_set_num_channels(encoder, 1);
    lame_set_mode(encoder, MONO);
    lame_set_brate(encoder, kbps);
    lame_set_quality(encoder, quality);
    lame_set_disable_reservoir(encoder, 1);
    lame_set_bWriteVbrTag(encoder, 0);
    if (lame_init_params(encoder) < 0) {
        fputs("floor: LAME does not take these settings\n", stderr);
        exit(1);
    }
    return encoder;
}

/* Encodes the sound file; returns its length in samples. */
static double encode_file(lame_t encoder, const char *path)
{
    enum { STEP = 1 << 14 };
    static unsigned char mp3[STEP * 2 + 7200];
    static short samples[STEP];
    double length = 0;
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    for (sf_count_t count; file != NULL && (count = sf_read_short(file, samples, STEP)) > 0;) {
        if (lame_encode_buffer(encoder, samples, NULL, (int)count, mp3, sizeof mp3) < 0)
            break;
        length += (double)count;
    }
    if (file == NULL || length < (double)info.frames) {
        fprintf(stderr, "floor: %s cannot be encoded\n", path);
        exit(1);
    }
    sf_close(file);
    return length;
}

/* A line of PIECES; the fields point into it. */
struct floor_piece {
    char *voice, *text;
    int wpm, pitch, range;
};

static bool parse(char *line, struct floor_piece *piece)
{
    char *fields[5];
    line[strcspn(line, "\n")] = '\0';
    for (int i = 0; i < 5; i++) {
        fields[i] = line;
        line = i < 4 && line != NULL ? strchr(line, '\t') : line;
        if (line == NULL)
            return false;
        if (i < 4)
            *line++ = '\0';
    }
    *piece = (struct floor_piece){fields[0], fields[4], atoi(fields[1]), atoi(fields[2]),
                                  atoi(fields[3])};
    return true;
}

static void use_voice(const struct floor_piece *piece)
{
    if (espeak_SetVoiceByName(piece->voice) != EE_OK) {
        fprintf(stderr, "floor: eSpeak NG has no voice %s\n", piece->voice);
        exit(1);
    }
    espeak_SetParameter(espeakRATE, piece->wpm, 0);
    espeak_SetParameter(espeakPITCH, piece->pitch, 0);
    espeak_SetParameter(espeakRANGE, piece->range, 0);
}

static void speak(const struct floor_piece *piece, struct floor_take *take)
{
    take->count = 0;
    espeak_Synth(piece->text, strlen(piece->text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL,
                 take);
}

static void start_synthesiser(void)
{
    int rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, 0);
    if (rate_hz <= 0) {
        fputs("floor: eSpeak NG does not start\n", stderr);
        exit(1);
    }
    espeak_SetSynthCallback(collect);
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: floor RATE_HZ KBPS QUALITY MASTER.wav <PIECES\n", stderr);
        return 2;
    }
    int rate_hz = atoi(argv[1]);
    start_synthesiser();
    lame_t encoder = make_encoder(rate_hz, atoi(argv[2]), atoi(argv[3]));
    struct floor_take take = {0};
    double synthesis_s = 0;
    char *line = NULL;
    size_t capacity = 0;
    struct floor_piece piece;
    while (getline(&line, &capacity, stdin) > 0) {
        if (!parse(line, &piece))
            continue;
        double start_s = cpu_now_s();
        use_voice(&piece);
        speak(&piece, &take);
        synthesis_s += cpu_now_s() - start_s;
    }
    free(line);
    free(take.samples);
    double start_s = cpu_now_s();
    double samples = encode_file(encoder, argv[4]);
    double encoding_s = cpu_now_s() - start_s;
    lame_close(encoder);
    printf("%.3f %.3f %.3f\n", samples / rate_hz, synthesis_s, encoding_s);
    return 0;
}
