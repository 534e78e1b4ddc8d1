/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/casting/voice.h"

#include "base/mem.h"
#include "base/nearest.h"
#include "base/str.h"
#include "data/data.h"
#include "data/language.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *value_of(const struct data_file *file, const char *key)
{
    const char *value = data_find(file, "voice", key, strlen(key));
    return value != NULL ? value : "";
}

static int line_of(const struct data_file *file, const char *key)
{
    int line = 0;
    for (size_t i = 0; i < file->count; i++)
        if (strcmp(file->entries[i].key, key) == 0)
            line = file->entries[i].line;
    return line;
}

static bool read_number(const struct data_file *file, const char *key, double low, double high,
                        double missing, double *number, struct err *err)
{
    const char *value = value_of(file, key);
    *number = missing;
    if (value[0] != '\0' && !view_number(view_of(value), low, high, number))
        return err_set(err, ERR_SETUP, "%s:%d: %s must be a number from %g to %g, not \"%s\"",
                       file->path, line_of(file, key), key, low, high, value);
    return true;
}

static bool read_integer(const struct data_file *file, const char *key, int low, int high,
                         int missing, int *number, struct err *err)
{
    double value = missing;
    if (!read_number(file, key, low, high, missing, &value, err))
        return false;
    if (value != (int)value)
        return err_set(err, ERR_SETUP, "%s:%d: %s must be a whole number, not \"%s\"", file->path,
                       line_of(file, key), key, value_of(file, key));
    *number = (int)value;
    return true;
}

/* The index of the value in a NULL-terminated list of names; 0 (unknown) for "". */
static bool read_name(const struct data_file *file, const char *key, const char *const *names,
                      int *index, struct err *err)
{
    const char *value = value_of(file, key);
    *index = 0;
    if (value[0] == '\0')
        return true;
    for (int i = 0; names[i] != NULL; i++)
        if (strcmp(names[i], value) == 0) {
            *index = i;
            return true;
        }
    return err_set(err, ERR_SETUP, "%s:%d: %s cannot be \"%s\"", file->path, line_of(file, key),
                   key, value);
}

static bool read_sound(const struct data_file *file, struct voice *voice, struct err *err)
{
    const char *value = value_of(file, "sound");
    char *end;
    int count = 0;
    for (const char *at = value; count < VOICE_SOUND_NUMBERS; at = end, count++) {
        voice->sound[count] = strtod(at, &end);
        if (end == at || !(fabs(voice->sound[count]) < 1000))
            break;
        value = end;
    }
    voice->has_sound = count == VOICE_SOUND_NUMBERS;
    if (*value == '\0')
        return true;
    return err_set(
        err, ERR_SETUP,
        "%s:%d: sound must be %d numbers, as `make voices-check WRITE=--write` measures them",
        file->path, line_of(file, "sound"), VOICE_SOUND_NUMBERS);
}

/* The section [loudness]. */
static bool read_gains(struct arena *arena, const struct data_file *file, struct voice *voice,
                       struct err *err)
{
    size_t count = 0;
    for (size_t i = data_next(file, "loudness", 0); i < file->count;
         i = data_next(file, "loudness", i + 1))
        count++;
    struct voice_gain *gains = arena_alloc(arena, (count + 1) * sizeof *gains);
    voice->gains = gains;
    for (size_t i = data_next(file, "loudness", 0); i < file->count;
         i = data_next(file, "loudness", i + 1)) {
        const struct data_entry *entry = &file->entries[i];
        double db;
        if (!view_number(view_of(entry->value), -20, 20, &db))
            return err_set(err, ERR_SETUP, "%s:%d: %s must be a number from -20 to 20, not \"%s\"",
                           file->path, entry->line, entry->key, entry->value);
        gains[voice->gain_count++] =
            (struct voice_gain){arena_copy_text(arena, entry->key, strlen(entry->key)), db};
    }
    return true;
}

/* A slip in a key would be silent. */
static bool check_keys(const struct data_file *file, struct err *err)
{
    static const char *const keys[] = {"description", "base",  "language", "variant", "rate",
                                       "pitch",       "range", "volume",   "gain_db", "sound",
                                       "gender",      "age",   "tags"};
    static const char *const sections[] = {"voice", "loudness", "variant"};
    for (size_t i = 0; i < file->count; i++) {
        const struct data_entry *entry = &file->entries[i];
        struct nearest section = {.wanted = view_of(entry->section)};
        struct nearest key = {.wanted = view_of(entry->key)};
        for (size_t s = 0; s < sizeof sections / sizeof sections[0]; s++)
            nearest_offer(&section, sections[s]);
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
            nearest_offer(&key, keys[k]);
        if (section.distance > 0)
            return err_set(err, ERR_SETUP,
                           "%s:%d: a voice has no section [%s]; the nearest is [%s]", file->path,
                           entry->line, entry->section, section.best);
        if (strcmp(entry->section, "voice") == 0 && strcmp(key.best, entry->key) != 0)
            return err_set(err, ERR_SETUP,
                           "%s:%d: a voice has no key \"%s\"; the nearest is \"%s\"", file->path,
                           entry->line, entry->key, key.best);
    }
    return true;
}

/* Both become parts of a path. */
static bool check_names(const struct data_file *file, const struct voice *voice, struct err *err)
{
    const char *slash = strchr(voice->base, '/');
    if (voice->base[0] == '/' || voice->base[0] == '.' || strstr(voice->base, "..") != NULL ||
        (slash != NULL && strchr(slash + 1, '/') != NULL))
        return err_set(err, ERR_SETUP,
                       "%s:%d: base must be a voice of eSpeak NG such as gmw/en, not \"%s\"",
                       file->path, line_of(file, "base"), voice->base);
    if (strchr(voice->variant, '/') != NULL || voice->variant[0] == '.')
        return err_set(err, ERR_SETUP,
                       "%s:%d: variant must be the name of a variant of eSpeak NG, not \"%s\"",
                       file->path, line_of(file, "variant"), voice->variant);
    return true;
}

static bool voice_parse(struct arena *arena, const struct data_file *file, struct voice *voice,
                        struct err *err)
{
    static const char *const genders[] = {"none", "male", "female", NULL};
    static const char *const ages[] = {"", "child", "young", "adult", "old", NULL};
    static const char *const texts[] = {"description", "language", "base", "variant", "tags"};
    const char **fields[] = {&voice->description, &voice->language, &voice->base, &voice->variant,
                             &voice->tags};
    int gender, age;
    if (!check_keys(file, err))
        return false;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *value = value_of(file, texts[i]);
        *fields[i] = arena_copy_text(arena, value, strlen(value));
    }
    const char *drop = data_find(file, "variant", "drop", 4);
    voice->drop = drop == NULL ? "" : arena_copy_text(arena, drop, strlen(drop));
    struct text lines = {0};
    for (size_t i = data_next(file, "variant", 0); i < file->count;
         i = data_next(file, "variant", i + 1))
        if (strcmp(file->entries[i].key, "drop") != 0)
            text_addf(&lines, "%s\n", file->entries[i].key);
    const char *joined = arena_copy_text(arena, text_view(&lines).at, lines.bytes);
    text_release(&lines);
    voice->variant_lines = joined;
    if (voice->base[0] == '\0')
        return err_set(err, ERR_SETUP, "%s: a voice needs a line such as \"base = gmw/en\"",
                       file->path);
    if (!check_names(file, voice, err) ||
        !read_integer(file, "rate", 80, 450, 165, &voice->rate_wpm, err) ||
        !read_integer(file, "pitch", 0, 99, 50, &voice->pitch, err) ||
        !read_integer(file, "range", 0, 99, 50, &voice->range, err) ||
        !read_integer(file, "volume", 1, 100, 60, &voice->volume, err) ||
        !read_number(file, "gain_db", -40, 40, 0, &voice->gain_db, err) ||
        !read_name(file, "gender", genders, &gender, err) ||
        !read_name(file, "age", ages, &age, err) || !read_sound(file, voice, err) ||
        !read_gains(arena, file, voice, err))
        return false;
    voice->gender = (enum gender)gender;
    voice->age = (enum age)age;
    return true;
}

/* The place of a voice of this name: its own, or a new one. */
static struct voice *place_for(struct voices *voices, const char *name)
{
    int known = voices_find(voices, name);
    if (known >= 0)
        return &voices->items[known];
    voices->items = mem_resize(voices->items, (voices->count + 1) * sizeof *voices->items);
    return &voices->items[voices->count++];
}

static bool voice_add(struct voices *voices, const char *folder, const char *file_name,
                      struct err *err)
{
    struct text path = {0};
    text_addf(&path, "%s/%s", folder, file_name);
    struct data_file *file = data_read(path.at, err);
    text_release(&path);
    if (file == NULL)
        return false;
    const char *name =
        arena_copy_text(voices->arena, file_name, strlen(file_name) - strlen(".voice"));
    struct voice *voice = place_for(voices, name);
    *voice = (struct voice){.name = name};
    bool good = voice_parse(voices->arena, file, voice, err);
    data_free(file);
    return good;
}

static int is_voice_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && view_ends(view_of(entry->d_name), ".voice");
}

/*
 * By the voice's name, in the order of bytes and not of the locale: the order of voices must not
 * depend on the environment. "narrator" comes before "narrator-woman".
 */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    size_t first = strlen((*a)->d_name) - strlen(".voice");
    size_t second = strlen((*b)->d_name) - strlen(".voice");
    int order = memcmp((*a)->d_name, (*b)->d_name, first < second ? first : second);
    return order != 0 ? order : (first > second) - (first < second);
}

/* Chosen: more voices than anybody makes; each is a file that stays open. */
enum { VOICES_MOST = 500 };

bool voices_add_folder(struct voices *voices, const char *folder, struct err *err)
{
    struct dirent **files = NULL;
    int found = scandir(folder, &files, is_voice_file, by_name);
    bool good = found <= VOICES_MOST ||
                err_set(err, ERR_SETUP, "%s: more than %d voices", folder, VOICES_MOST);
    for (int i = 0; i < found; i++) {
        good = good && voice_add(voices, folder, files[i]->d_name, err);
        free(files[i]);
    }
    free(files);
    return good;
}

struct voices *voices_load(struct err *err)
{
    char *folder = data_path("voices", "", err);
    if (folder == NULL)
        return NULL;
    struct voices *voices = mem_zero(1, sizeof *voices);
    voices->arena = arena_new();
    bool good =
        voices_add_folder(voices, folder, err) &&
        (voices->count > 0 ||
         err_set(err, ERR_SETUP, "%s: contains no file NAME.voice; reinstall lectern", folder));
    free(folder);
    if (good)
        return voices;
    voices_free(voices);
    return NULL;
}

void voices_free(struct voices *voices)
{
    if (voices == NULL)
        return;
    free(voices->items);
    arena_free(voices->arena);
    free(voices);
}

int voices_find(const struct voices *voices, const char *name)
{
    for (size_t i = 0; i < voices->count; i++)
        if (strcmp(voices->items[i].name, name) == 0)
            return (int)i;
    return -1;
}

bool voice_has_tag(const struct voice *voice, const char *tag)
{
    size_t bytes = strlen(tag);
    for (const char *at = voice->tags; (at = strstr(at, tag)) != NULL; at += bytes)
        if ((at == voice->tags || at[-1] == ' ') && (at[bytes] == '\0' || at[bytes] == ' '))
            return true;
    return false;
}

bool voice_speaks(const struct voice *voice, const char *language)
{
    return voice->language[0] == '\0' || strcmp(voice->language, "any") == 0 ||
           language_same(voice->language, language);
}

static double square(double number)
{
    return number * number;
}

double voice_gain_db(const struct voice *voice, const char *language)
{
    double other_db = 0;
    if (language_same(language, "en")) /* in which gain_db is measured */
        return voice->gain_db;
    for (size_t i = 0; i < voice->gain_count; i++) {
        const struct voice_gain *gain = &voice->gains[i];
        if (language_same(language, gain->language))
            return voice->gain_db + gain->db;
        if (strcmp(gain->language, "other") == 0)
            other_db = gain->db;
    }
    return voice->gain_db + other_db;
}

double voice_distance(const struct voice *a, const struct voice *b)
{
    /* The units in which voices are compared, and what was measured with them: see voice.h. */
    const double unknown = 4, height_st = 2, melody_st = 1, colour_db = 1;
    const double *from = a->sound, *to = b->sound;
    if (!a->has_sound || !b->has_sound)
        return strcmp(a->name, b->name) == 0 ? 0 : unknown;
    double sum = 0;
    for (int i = VOICE_SOUND_COLOUR; i < VOICE_SOUND_NUMBERS; i++)
        sum += square(from[i] - to[i]);
    double colour = 10 / log(10) * sqrt(2 * sum);
    return sqrt(square((from[VOICE_SOUND_HEIGHT] - to[VOICE_SOUND_HEIGHT]) / height_st) +
                square((from[VOICE_SOUND_MELODY] - to[VOICE_SOUND_MELODY]) / melody_st) +
                square(colour / colour_db));
}
