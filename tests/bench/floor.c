/*
 * The floor of speed: what the two libraries alone need, one process, nothing around them.
 *
 *     floor VOICE WPM RATE_HZ KBPS QUALITY <PIECES
 *
 * PIECES is text, one piece to be spoken a line. Each is synthesised by eSpeak NG and then encoded
 * by LAME, one encoder for all of it. Prints one line: seconds of speech, CPU seconds of synthesis,
 * CPU seconds of encoding. Resampling, where RATE_HZ is not the synthesiser's, is not counted.
 */
#include <espeak-ng/speak_lib.h>
#include <lame/lame.h>
#include <samplerate.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct take {
    short *samples;
    size_t count, capacity;
};

static double cpu_now_s(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void *must(void *memory) {
    if (memory == NULL) {
        fputs("floor: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

static int collect(short *samples, int count, espeak_EVENT *events) {
    struct take *take = events->user_data;
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

/* The take at `to_hz`; leaves it alone when it has that rate. */
static void resample(struct take *take, int from_hz, int to_hz) {
    if (from_hz == to_hz || take->count == 0)
        return;
    double ratio = (double)to_hz / from_hz;
    size_t room = (size_t)((double)take->count * ratio) + 1;
    float *in = must(malloc(take->count * sizeof *in)), *out = must(malloc(room * sizeof *out));
    src_short_to_float_array(take->samples, in, (int)take->count);
    SRC_DATA job = {.data_in = in,
                    .data_out = out,
                    .input_frames = (long)take->count,
                    .output_frames = (long)room,
                    .src_ratio = ratio};
    src_simple(&job, SRC_SINC_FASTEST, 1);
    take->count = (size_t)job.output_frames_gen;
    if (take->count > take->capacity) {
        take->capacity = take->count;
        take->samples = must(realloc(take->samples, take->capacity * sizeof *take->samples));
    }
    src_float_to_short_array(out, take->samples, (int)take->count);
    free(in);
    free(out);
}

static lame_t make_encoder(int rate_hz, int kbps, int quality) {
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

static void encode(lame_t encoder, const struct take *take) {
    static unsigned char mp3[1 << 16];
    enum { STEP = 1 << 14 };
    for (size_t at = 0; at < take->count; at += STEP) {
        size_t count = take->count - at < STEP ? take->count - at : STEP;
        if (lame_encode_buffer(encoder, take->samples + at, NULL, (int)count, mp3, sizeof mp3) <
            0) {
            fputs("floor: LAME failed\n", stderr);
            exit(1);
        }
    }
}

/* A line of PIECES; the fields point into it. */
struct piece {
    char *voice, *text;
    int wpm, pitch, range;
};

static bool parse(char *line, struct piece *piece) {
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
    *piece =
        (struct piece){fields[0], fields[4], atoi(fields[1]), atoi(fields[2]), atoi(fields[3])};
    return true;
}

static void use_voice(const struct piece *piece) {
    if (espeak_SetVoiceByName(piece->voice) != EE_OK) {
        fprintf(stderr, "floor: eSpeak NG has no voice %s\n", piece->voice);
        exit(1);
    }
    espeak_SetParameter(espeakRATE, piece->wpm, 0);
    espeak_SetParameter(espeakPITCH, piece->pitch, 0);
    espeak_SetParameter(espeakRANGE, piece->range, 0);
}

static void speak(const struct piece *piece, struct take *take) {
    take->count = 0;
    espeak_Synth(piece->text, strlen(piece->text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL,
                 take);
}

static int start_synthesiser(void) {
    int rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, 0);
    if (rate_hz <= 0) {
        fputs("floor: eSpeak NG does not start\n", stderr);
        exit(1);
    }
    espeak_SetSynthCallback(collect);
    return rate_hz;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fputs("usage: floor RATE_HZ KBPS QUALITY <PIECES\n", stderr);
        return 2;
    }
    int rate_hz = atoi(argv[1]);
    int synth_rate_hz = start_synthesiser();
    lame_t encoder = make_encoder(rate_hz, atoi(argv[2]), atoi(argv[3]));
    struct take take = {0};
    double samples = 0, synthesis_s = 0, encoding_s = 0;
    char *line = NULL;
    size_t capacity = 0;
    struct piece piece;
    while (getline(&line, &capacity, stdin) > 0) {
        if (!parse(line, &piece))
            continue;
        use_voice(&piece);
        double start_s = cpu_now_s();
        speak(&piece, &take);
        synthesis_s += cpu_now_s() - start_s;
        resample(&take, synth_rate_hz, rate_hz);
        samples += (double)take.count;
        start_s = cpu_now_s();
        encode(encoder, &take);
        encoding_s += cpu_now_s() - start_s;
    }
    free(line);
    free(take.samples);
    lame_close(encoder);
    printf("%.3f %.3f %.3f\n", samples / rate_hz, synthesis_s, encoding_s);
    return 0;
}
