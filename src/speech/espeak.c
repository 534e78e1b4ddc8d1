/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/espeak.h"

#include "base/file.h"
#include "base/mem.h"
#include "cache/key.h"
#include "data/language.h"
#include "script/casting/voice.h"
#include "speech/espeak_language.h"
#include "speech/worker.h"

#include <errno.h>
#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    /* Chosen: a hundred times a definition file. */
    VARIANT_MAX_BYTES = 64 * 1024,
    /* Chosen: five minutes. A piece of GUARD_PIECE_BYTES takes about one at the slowest rate; one
     * that takes five is stopped. */
    PIECE_MAX_SAMPLES = 300 * ESPEAK_RATE_HZ,
    /* Chosen: eight times the largest, that of Russian in 1.51. */
    DICTIONARY_MAX_BYTES = 64 << 20,
    /* A dictionary begins with the number of its hash chains, N_HASH_DICT in the library's
     * dictionary.h, and the offset of its rules. */
    DICTIONARY_CHAINS = 1024,
    DICTIONARY_HEAD_BYTES = 8,
    /* Of processes that only load the library; a first death may come from outside. */
    DEATHS_BORNE = 3,
    KILLS_BORNE = 20, /* as in performance.c */
};

/* A dictionary as it was when we read it. */
struct dictionary {
    char *path;
    struct stat status;
};

/* This variable would make the library look for its data elsewhere. */
#define FOLDER_VARIABLE "ESPEAK_DATA_PATH"

/* A voice in a language. */
struct definition {
    int descriptor;       /* of a memory file with the definition; -1: none */
    size_t dictionary;    /* index of its dictionary */
    struct cache_key key; /* of the same bytes */
};

struct espeak {
    const struct voices *voices; /* borrowed; may be gone when this is closed */
    size_t voice_count;
    struct languages *languages;    /* for their names in eSpeak NG */
    struct definition *definitions; /* per language and voice */
    int *sorted;                    /* their descriptors, ascending */
    size_t language_count;
    struct dictionary *dictionaries;
    size_t dictionary_count, dictionary_capacity;
    const char *data_folder; /* of the library */
    /* In a child: what the library writes to standard error. */
    FILE *listener;
    char said[512];
};

/* Path of a file in eSpeak NG's data folder; free() it. */
static char *path_in_data(const struct espeak *espeak, const char *folder, const char *name)
{
    struct text path = {0};
    text_addf(&path, "%s/%s/%s", espeak->data_folder, folder, name);
    return path.at;
}

/* The definition file of the voice's own base when that is of the book's language ("gmw/en-US" for
 * "en"), else the file of the language. */
static bool base_file(const struct espeak *espeak, const struct voice *voice, const char *language,
                      char **path, struct err *err)
{
    const char *slash = strrchr(voice->base, '/');
    const char *base_language = slash == NULL ? voice->base : slash + 1;
    if (language_same(base_language, language)) {
        *path = path_in_data(espeak, "lang", voice->base);
        return true;
    }
    return espeak_language_file(espeak->languages, espeak->data_folder, language, path, err);
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
    char *base;
    if (!base_file(espeak, voice, language, &base, err))
        return false;
    if (base == NULL)
        return espeak_language_missing(language, err);
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
        if (err->kind != ERR_SYSTEM)
            err->kind = ERR_SETUP;
        err_prefix(err, "voice \"%s\"", voice->name);
    }
    return good;
}

/*
 * eSpeak NG reads voices only from paths of less than 60 bytes, such as that of a memory file. It
 * is sealed, because all workers have the same one.
 */
static int memory_file(const struct text *bytes)
{
    int descriptor = memfd_create("voice", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (descriptor >= 0 && (write(descriptor, bytes->at, bytes->bytes) != (ssize_t)bytes->bytes ||
                            fcntl(descriptor, F_ADD_SEALS,
                                  F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)) {
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

static bool dictionary_error(const char *path, const char *what, int problem, struct err *err)
{
    return err_set(err, err_kind_of(problem, ERR_SETUP), "eSpeak NG's dictionary %s %s: %s%s", path,
                   what, strerror(problem),
                   problem == ENOENT ? "; install the package espeak-ng-data"
                                     : err_advice(problem));
}

/* Reads all of a dictionary, so that what a worker will read is there and can be read. */
static bool check_dictionary(struct dictionary *dictionary, struct err *err)
{
    struct text bytes = {0};
    uint32_t chains = 0;
    if (stat(dictionary->path, &dictionary->status) != 0)
        return dictionary_error(dictionary->path, "cannot be read", errno, err);
    if (!file_read(dictionary->path, DICTIONARY_MAX_BYTES, &bytes, err)) {
        if (err->kind != ERR_SYSTEM)
            err->kind = ERR_SETUP;
        return err_prefix(err, "eSpeak NG's dictionary cannot be read");
    }
    if (bytes.bytes > DICTIONARY_HEAD_BYTES + DICTIONARY_CHAINS)
        memcpy(&chains, bytes.at, sizeof chains);
    text_release(&bytes);
    return chains == DICTIONARY_CHAINS ||
           err_set(err, ERR_SETUP,
                   "eSpeak NG's dictionary %s is damaged; install the package espeak-ng-data again",
                   dictionary->path);
}

/* Index of the dictionary of a definition, which is checked when it is new; false on errors. */
static bool find_dictionary(struct espeak *espeak, struct view definition, size_t *index,
                            struct err *err)
{
    struct dictionary dictionary = {.path =
                                        espeak_dictionary_file(espeak->data_folder, definition)};
    for (size_t i = 0; i < espeak->dictionary_count; i++)
        if (strcmp(espeak->dictionaries[i].path, dictionary.path) == 0) {
            free(dictionary.path);
            *index = i;
            return true;
        }
    if (!check_dictionary(&dictionary, err)) {
        free(dictionary.path);
        return false;
    }
    espeak->dictionaries = mem_grow(espeak->dictionaries, espeak->dictionary_count,
                                    &espeak->dictionary_capacity, sizeof *espeak->dictionaries);
    *index = espeak->dictionary_count++;
    espeak->dictionaries[*index] = dictionary;
    return true;
}

static bool prepare_voice(struct espeak *espeak, size_t voice, const char *language,
                          struct definition *definition, struct err *err)
{
    struct text bytes = {0};
    bool good = define_voice(espeak, &espeak->voices->items[voice], language, &bytes, err) &&
                find_dictionary(espeak, text_view(&bytes), &definition->dictionary, err);
    if (good) {
        definition->key = cache_key_of("voice", text_view(&bytes));
        definition->descriptor = memory_file(&bytes);
        good = definition->descriptor >= 0 ||
               err_set(err, ERR_SYSTEM, "cannot create a memory file for a voice: %s%s",
                       strerror(errno), err_advice(errno));
    }
    text_release(&bytes);
    return good;
}

static int by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void sort_descriptors(struct espeak *espeak)
{
    size_t count = espeak->language_count * espeak->voices->count;
    espeak->sorted = mem_resize(espeak->sorted, count * sizeof *espeak->sorted);
    for (size_t i = 0; i < count; i++)
        espeak->sorted[i] = espeak->definitions[i].descriptor;
    qsort(espeak->sorted, count, sizeof *espeak->sorted, by_number);
}

bool espeak_has_language(const struct espeak *espeak, const char *language, bool *has,
                         struct err *err)
{
    return espeak_language_exists(espeak->languages, espeak->data_folder, language, has, err);
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
    sort_descriptors(espeak);
    return true;
}

const int *espeak_descriptors(const struct espeak *espeak, size_t *count)
{
    *count = espeak->language_count * espeak->voices->count;
    return espeak->sorted;
}

static int receive(short *wave, int count, espeak_EVENT *events);

/* Loads the library. Its messages (of the sound server, when memory is short) reach nobody. */
static bool initialise(void *context, struct text *reply, struct err *err)
{
    (void)context, (void)reply;
    FILE *own = stderr, *nowhere = fopen("/dev/null", "w");
    if (nowhere != NULL)
        stderr = nowhere;
    int rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
    stderr = own;
    if (nowhere != NULL)
        fclose(nowhere);
    return rate_hz == ESPEAK_RATE_HZ ||
           err_set(err, ERR_SETUP,
                   "eSpeak NG's data cannot be read; install the package espeak-ng-data");
}

/* The library aborts or crashes when it gets no memory or thread. So it is tried in a process of
 * its own first, which takes some milliseconds. */
static bool try_to_initialise(struct err *err)
{
    struct worker_terms terms = {.reply_bytes = ERR_TEXT_BYTES + sizeof(enum err_kind),
                                 .only_prepares = true};
    struct text reply = {0};
    enum worker_end end;
    int deaths = 0, kills = 0;
    do {
        end = worker_run(initialise, NULL, &terms, &reply, err);
        deaths += end == WORKER_DIED;
        kills += end == WORKER_KILLED;
    } while (end != WORKER_DONE && end != WORKER_FAILED && deaths < DEATHS_BORNE &&
             kills < KILLS_BORNE);
    text_release(&reply);
    if (end != WORKER_DONE && end != WORKER_FAILED) {
        err->kind = ERR_SYSTEM;
        err_prefix(err, "eSpeak NG cannot be started, perhaps for lack of memory");
    }
    return end == WORKER_DONE;
}

struct espeak *espeak_open(const struct voices *voices, const char *language, struct err *err)
{
    unsetenv(FOLDER_VARIABLE);
    /* The library connects to a sound server, although it does not use one here. No address begins
     * like this, so it does not even try, and the search leaves no folder in HOME. */
    setenv("PULSE_SERVER", "[", 1);
    if (!try_to_initialise(err) || !initialise(NULL, NULL, err))
        return NULL;
    struct espeak *espeak = mem_zero(1, sizeof *espeak);
    espeak->voices = voices;
    espeak->voice_count = voices->count;
    espeak->languages = languages_new();
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
    close_all(espeak->definitions, espeak->language_count * espeak->voice_count);
    for (size_t k = 0; k < espeak->dictionary_count; k++)
        free(espeak->dictionaries[k].path);
    free(espeak->dictionaries);
    languages_free(espeak->languages);
    free(espeak->definitions);
    free(espeak->sorted);
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

/* The library writes its complaints to `stderr`, which is a variable in glibc. */
static void listen(struct espeak *espeak)
{
    if (espeak->listener == NULL) {
        espeak->listener = mem_checked(fmemopen(espeak->said, sizeof espeak->said, "w"));
        stderr = espeak->listener;
    }
    rewind(espeak->listener);
    espeak->said[0] = '\0';
}

/* False when the library has complained of a dictionary. ("Full dictionary is not installed" is
 * said of a complete, but small one.) */
static bool heard_nothing(const struct espeak *espeak, struct err *err)
{
    fflush(espeak->listener);
    struct view said = view_trim(view_of(espeak->said));
    bool bad = view_starts(said, "Bad data") ||
               (view_find(said, "_dict", 0) < said.bytes && !view_starts(said, "Full dictionary"));
    return !bad || err_set(err, ERR_SETUP, "eSpeak NG: %.*s", VIEW_ARGS(view_part(said, 0, 200)));
}

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Whether the library has just read the dictionary that we know. When it could not, the system says
 * why, if we try the same. */
static bool has_dictionary(const struct espeak *espeak, const struct dictionary *dictionary,
                           struct err *err)
{
    struct stat status;
    bool heard = heard_nothing(espeak, err);
    int descriptor = heard ? -1 : open(dictionary->path, O_RDONLY | O_CLOEXEC);
    if (!heard && descriptor < 0)
        return dictionary_error(dictionary->path, "cannot be read any more", errno, err);
    if (!heard) {
        close(descriptor);
        return false;
    }
    if (stat(dictionary->path, &status) != 0)
        return dictionary_error(dictionary->path, "cannot be read any more", errno, err);
    return same_file(&status, &dictionary->status) ||
           err_set(err, ERR_SETUP,
                   "eSpeak NG's dictionary %s is not the one with which the book was begun; start "
                   "again",
                   dictionary->path);
}

/* Why the library did not take a voice: the system says it, if we try the same. */
static bool voice_error(const struct voice *voice, const char *path, struct err *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return err_set(err, ERR_SYSTEM, "the voice \"%s\" cannot be opened: %s%s", voice->name,
                       strerror(errno), err_advice(errno));
    close(descriptor);
    return err_set(err, ERR_SPEECH, "eSpeak NG does not accept the voice \"%s\"", voice->name);
}

/*
 * Where eSpeak NG gets no memory, it may go on without a part of the voice, which then sounds
 * different. Only errno tells, which must be 0 before the call.
 */
static bool had_memory(struct err *err)
{
    return errno != ENOMEM ||
           err_set(err, ERR_SYSTEM,
                   "out of memory; use fewer workers (-j), or close other programs");
}

static bool set_voice(struct espeak *espeak, size_t index, size_t language, int wpm,
                      struct err *err)
{
    const struct voice *voice = &espeak->voices->items[index];
    char path[32];
    const struct definition *definition =
        &espeak->definitions[language * espeak->voices->count + index];
    snprintf(path, sizeof path, "/proc/self/fd/%d", definition->descriptor);
    listen(espeak);
    errno = 0;
    if (espeak_ng_SetVoiceByFile(path) != ENS_OK)
        return voice_error(voice, path, err);
    if (!had_memory(err) ||
        !has_dictionary(espeak, &espeak->dictionaries[definition->dictionary], err))
        return false;
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
    errno = 0;
    if (good &&
        espeak_Synth(text, piece.bytes + 1, 0, POS_CHARACTER, 0, flags, NULL, samples) != EE_OK)
        good = err_set(err, ERR_SPEECH, "eSpeak NG gives up on \"%.60s\"", text);
    if (good && samples->count - before > PIECE_MAX_SAMPLES)
        good = err_set(err, ERR_SPEECH, "eSpeak NG never finishes \"%.60s\"", text);
    good =
        good && had_memory(err) && heard_nothing(espeak, err); /* of a word in another language */
    free(text);
    return good;
}

/* Runs in a process of its own. Measured with 1.51: letters and a digit have a sound in every
 * language that has a dictionary; in seven of them, one digit alone has none. */
static bool say_something(void *context, struct text *reply, struct err *err)
{
    (void)context, (void)reply;
    struct samples samples = {0};
    bool sound = false;
    if (espeak_Synth("a 1 o", sizeof "a 1 o", 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL,
                     &samples) == EE_OK)
        for (size_t i = 0; i < samples.count && !sound; i++)
            sound = samples.at[i] != 0;
    free(samples.at);
    return sound ||
           err_set(err, ERR_SETUP,
                   "eSpeak NG makes no sound, not even of single letters; install the package "
                   "espeak-ng-data again");
}

bool espeak_check(struct espeak *espeak, struct err *err)
{
    struct worker_terms terms = {.reply_bytes = ERR_TEXT_BYTES + sizeof(enum err_kind)};
    struct text reply = {0};
    terms.descriptors = espeak_descriptors(espeak, &terms.descriptor_count);
    enum worker_end end = worker_run(say_something, espeak, &terms, &reply, err);
    text_release(&reply);
    return end == WORKER_DONE;
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
    return heard_nothing(espeak, err);
}
