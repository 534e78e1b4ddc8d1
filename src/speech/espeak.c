/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/espeak.h"

#include "base/file.h"
#include "base/mem.h"
#include "cache/key.h"
#include "data/language.h"
#include "script/casting/voice.h"

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    /* Chosen: a hundred times a definition file. */
    VARIANT_MAX_BYTES = 64 * 1024,
    /* Chosen: five minutes. A piece of GUARD_PIECE_BYTES takes about one at the slowest rate; one
     * that takes five is stopped. */
    PIECE_MAX_SAMPLES = 300 * ESPEAK_RATE_HZ,
};

/* This variable would make the library look for its data elsewhere. */
#define FOLDER_VARIABLE "ESPEAK_DATA_PATH"

/* A voice in a language. */
struct definition {
    int descriptor;       /* of a memory file with the definition; -1: none */
    struct cache_key key; /* of the same bytes */
};

struct espeak {
    const struct voices *voices;    /* borrowed */
    struct definition *definitions; /* per language and voice */
    size_t language_count;
    const char *data_folder; /* of the library */
};

/* Path of a file in eSpeak NG's data folder; free() it. */
static char *path_in_data(const struct espeak *espeak, const char *folder, const char *name)
{
    struct text path = {0};
    text_addf(&path, "%s/%s/%s", espeak->data_folder, folder, name);
    return path.at;
}

/* Path of the definition file of a language: "pt-BR", else "pt"; free() it. NULL when there is
 * none. Only characters that mean nothing to glob() are accepted. */
static char *definition_file(const struct espeak *espeak, const char *language)
{
    static const char good_signs[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char primary[LANGUAGE_CODE_BYTES];
    const char *names[] = {language, language_primary(language, primary)};
    if (language[strspn(language, good_signs)] != '\0')
        return NULL;
    for (size_t i = 0; i < 2 && names[i][0] != '\0'; i++) {
        struct text pattern = {0};
        text_addf(&pattern, "%s/lang/*/%s", espeak->data_folder, names[i]);
        glob_t found = {0};
        bool good = glob(pattern.at, 0, NULL, &found) == 0;
        char *path = good ? mem_copy_text(found.gl_pathv[0], strlen(found.gl_pathv[0])) : NULL;
        globfree(&found);
        text_release(&pattern);
        if (path != NULL)
            return path;
    }
    return NULL;
}

/* The definition file of the voice's own base when that is of the book's language ("gmw/en-US" for
 * "en"), else the file of the language. */
static char *base_file(const struct espeak *espeak, const struct voice *voice, const char *language)
{
    const char *slash = strrchr(voice->base, '/');
    const char *base_language = slash == NULL ? voice->base : slash + 1;
    if (language_same(base_language, language))
        return path_in_data(espeak, "lang", voice->base);
    return definition_file(espeak, language);
}

/* Appends the lines of `bytes` except those that begin with the word `drop`. */
static void add_lines(struct text *definition, struct view bytes, const char *drop)
{
    struct view line;
    while (view_next_line(&bytes, &line))
        if (drop[0] == '\0' || !view_starts(line, drop))
            text_addf(definition, "%.*s\n", VIEW_ARGS(line));
}

/* The definition that eSpeak NG itself would make for BASE+VARIANT: measured to give the same
 * samples for all of its 101 variants. */
static bool define_voice(const struct espeak *espeak, const struct voice *voice,
                         const char *language, struct text *definition, struct err *err)
{
    struct text variant = {0};
    char *base = base_file(espeak, voice, language);
    if (base == NULL)
        return err_set(err, ERR_SETUP,
                       "eSpeak NG has no voice for the language \"%s\"; choose another with "
                       "--language",
                       language);
    char *variant_path = path_in_data(espeak, "voices/!v", voice->variant);
    bool good = file_read(base, VARIANT_MAX_BYTES, definition, err);
    text_add_char(definition, '\n');
    if (good && voice->variant[0] != '\0')
        good = file_read(variant_path, VARIANT_MAX_BYTES, &variant, err);
    add_lines(definition, text_view(&variant), voice->drop);
    text_add_str(definition, voice->variant_lines);
    free(base);
    free(variant_path);
    text_release(&variant);
    if (!good) {
        err->kind = ERR_SETUP;
        err_prefix(err, "voice \"%s\"", voice->name);
    }
    return good;
}

/* eSpeak NG reads voices only from paths of less than 60 bytes, such as that of a memory file. */
static int memory_file(const struct text *bytes)
{
    int descriptor = memfd_create("voice", MFD_CLOEXEC);
    if (descriptor >= 0 && write(descriptor, bytes->at, bytes->bytes) != (ssize_t)bytes->bytes) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

static void close_all(const struct definition *definitions, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (definitions[i].descriptor >= 0)
            close(definitions[i].descriptor);
}

static bool prepare_voice(const struct espeak *espeak, size_t voice, const char *language,
                          struct definition *definition, struct err *err)
{
    struct text bytes = {0};
    bool good = define_voice(espeak, &espeak->voices->items[voice], language, &bytes, err);
    if (good) {
        struct hasher *hasher = hasher_new("voice");
        hasher_add(hasher, text_view(&bytes));
        hasher_finish(hasher, &definition->key);
        definition->descriptor = memory_file(&bytes);
        good = definition->descriptor >= 0 ||
               err_set(err, ERR_SYSTEM, "cannot create a memory file for a voice");
    }
    text_release(&bytes);
    return good;
}

bool espeak_add_language(struct espeak *espeak, const char *language, struct err *err)
{
    size_t voices = espeak->voices->count, before = espeak->language_count * voices;
    espeak->definitions =
        mem_resize(espeak->definitions, (before + voices) * sizeof *espeak->definitions);
    struct definition *added = espeak->definitions + before;
    for (size_t i = 0; i < voices; i++)
        added[i].descriptor = -1;
    for (size_t i = 0; i < voices; i++)
        if (!prepare_voice(espeak, i, language, &added[i], err)) {
            close_all(added, voices);
            return false;
        }
    espeak->language_count++;
    return true;
}

static int receive(short *wave, int count, espeak_EVENT *events);

struct espeak *espeak_open(const struct voices *voices, const char *language, struct err *err)
{
    unsetenv(FOLDER_VARIABLE);
    /* The library connects to a sound server, although it does not use one here. This one does not
     * answer, and the search leaves no folder in HOME. */
    setenv("PULSE_SERVER", "unix:/dev/null", 1);
    int rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
    if (rate_hz != ESPEAK_RATE_HZ) {
        err_set(err, ERR_SETUP,
                "eSpeak NG's data cannot be read; install the package espeak-ng-data");
        return NULL;
    }
    struct espeak *espeak = mem_zero(1, sizeof *espeak);
    espeak->voices = voices;
    espeak_Info(&espeak->data_folder);
    if (espeak_add_language(espeak, language, err)) {
        espeak_SetSynthCallback(receive);
        return espeak;
    }
    espeak_close(espeak);
    return NULL;
}

void espeak_close(struct espeak *espeak)
{
    if (espeak == NULL)
        return;
    close_all(espeak->definitions, espeak->language_count * espeak->voices->count);
    free(espeak->definitions);
    free(espeak);
}

const char *espeak_version(void)
{
    return espeak_Info(NULL);
}

const char *espeak_data_folder(void)
{
    const char *folder = "";
    unsetenv(FOLDER_VARIABLE);
    espeak_ng_InitializePath(NULL);
    espeak_Info(&folder);
    return folder;
}

const struct cache_key *espeak_definition(const struct espeak *espeak, size_t voice,
                                          size_t language)
{
    return &espeak->definitions[language * espeak->voices->count + voice].key;
}

/* Called by the library with each buffer of sound; returning 1 stops it. */
static int receive(short *wave, int count, espeak_EVENT *events)
{
    struct samples *samples = events->user_data;
    if (wave == NULL || samples == NULL || count <= 0)
        return 0;
    if (samples->count + (size_t)count > samples->capacity) {
        samples->capacity = (samples->count + (size_t)count) * 2;
        samples->at = mem_resize(samples->at, samples->capacity * sizeof *samples->at);
    }
    memcpy(samples->at + samples->count, wave, (size_t)count * sizeof *wave);
    samples->count += (size_t)count;
    return samples->count > PIECE_MAX_SAMPLES;
}

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

static bool set_voice(struct espeak *espeak, size_t index, size_t language, int wpm,
                      struct err *err)
{
    const struct voice *voice = &espeak->voices->items[index];
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d",
             espeak->definitions[language * espeak->voices->count + index].descriptor);
    if (espeak_ng_SetVoiceByFile(path) != ENS_OK)
        return err_set(err, ERR_SPEECH, "eSpeak NG does not accept the voice \"%s\"", voice->name);
    espeak_SetParameter(espeakRATE, clamp(wpm, 80, 449), 0);
    espeak_SetParameter(espeakVOLUME, voice->volume, 0);
    espeak_SetParameter(espeakPITCH, voice->pitch, 0);
    espeak_SetParameter(espeakRANGE, voice->range, 0);
    espeak_SetParameter(espeakWORDGAP, 0, 0);
    espeak_SetParameter(espeakPUNCTUATION, espeakPUNCT_NONE, 0);
    espeak_SetParameter(espeakCAPITALS, 0, 0);
    return true;
}

/* Noise in breath and whisper comes from a random number generator: that of libc in 1.51, the
 * library's own in 1.52. */
static void set_seed(void)
{
    srand(1);
#ifdef HAVE_ESPEAK_SEED
    espeak_ng_SetRandSeed(1);
#endif
}

bool espeak_say(struct espeak *espeak, size_t voice, size_t language, int wpm, struct view piece,
                struct samples *samples, struct err *err)
{
    size_t before = samples->count;
    char *text = mem_copy_text(piece.at, piece.bytes);
    unsigned flags = espeakCHARS_UTF8;
    const char *phonemes = strstr(text, "[[");
    if (phonemes != NULL && strstr(phonemes, "]]") != NULL)
        flags |= espeakPHONEMES;
    set_seed();
    bool good = set_voice(espeak, voice, language, wpm, err);
    if (good &&
        espeak_Synth(text, piece.bytes + 1, 0, POS_CHARACTER, 0, flags, NULL, samples) != EE_OK)
        good = err_set(err, ERR_SPEECH, "eSpeak NG gives up on \"%.60s\"", text);
    if (good && samples->count - before > PIECE_MAX_SAMPLES)
        good = err_set(err, ERR_SPEECH, "eSpeak NG never finishes \"%.60s\"", text);
    free(text);
    return good;
}

bool espeak_sound(struct espeak *espeak, size_t voice, struct view word, struct text *ipa,
                  struct err *err)
{
    enum { PHONEMES_IPA = 2 }; /* the phoneme mode: see espeak_TextToPhonemes in speak_lib.h */
    if (!set_voice(espeak, voice, 0, espeak->voices->items[voice].rate_wpm, err))
        return false;
    char *text = mem_copy_text(word.at, word.bytes);
    const void *rest = text;
    while (rest != NULL) {
        const char *part = espeak_TextToPhonemes(&rest, espeakCHARS_UTF8, PHONEMES_IPA);
        struct view sound = view_trim(view_of(part != NULL ? part : ""));
        if (sound.bytes > 0 && ipa->bytes > 0 && ipa->at[ipa->bytes - 1] != ' ')
            text_add_char(ipa, ' ');
        text_add_view(ipa, sound);
    }
    free(text);
    return true;
}
