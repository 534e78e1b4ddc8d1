/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The voices of eSpeak NG by the names that people know, from assets/espeak-voices.txt. */
#include "script/casting/voice.h"

#include "base/mem.h"
#include "base/str.h"
#include "data/data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Only names of this list go on to eSpeak NG, as it spells them: it takes others for paths, or
 * silently for the plain voice. NULL when there is none. */
static const struct data_entry *find_entry(const struct data_file *file, const char *section,
                                           const char *name)
{
    for (size_t i = data_next(file, section, 0); i < file->count;
         i = data_next(file, section, i + 1))
        if (strcasecmp(file->entries[i].key, name) == 0)
            return &file->entries[i];
    return NULL;
}

static const char *keep(struct voices *voices, const char *text)
{
    return arena_copy_text(voices->arena, text, strlen(text));
}

/* "max", "en-us" or "en-us+max" as a voice; false when one of the parts is not in the list. */
static bool describe(struct voices *voices, const struct data_file *file, const char *name,
                     struct voice *voice)
{
    const char *plus = strchr(name, '+');
    char *base_name = mem_copy_text(name, plus != NULL ? (size_t)(plus - name) : strlen(name));
    const struct data_entry *base = find_entry(file, "bases", base_name);
    const struct data_entry *variant = NULL;
    if (plus != NULL || base == NULL)
        variant = find_entry(file, "variants", plus != NULL ? plus + 1 : name);
    free(base_name);
    if ((plus != NULL && base == NULL) || (variant == NULL && (plus != NULL || base == NULL)))
        return false;
    char gender[8] = "";
    /* Without a variant, as measured for the plain English voice. */
    *voice = (struct voice){.name = keep(voices, name),
                            .description = "of eSpeak NG",
                            .language = "any",
                            .base = base != NULL ? keep(voices, base->value) : "gmw/en",
                            .variant = variant != NULL ? keep(voices, variant->key) : "",
                            .tags = "effect",
                            .variant_lines = "",
                            .drop = "",
                            .rate_wpm = 165,
                            .pitch = 50,
                            .range = 50,
                            .volume = 40,
                            .gain_db = 10.5};
    if (variant != NULL)
        sscanf(variant->value, "%lf %d %7s", &voice->gain_db, &voice->volume, gender);
    voice->gender = strcmp(gender, "male") == 0     ? GENDER_MALE
                    : strcmp(gender, "female") == 0 ? GENDER_FEMALE
                                                    : GENDER_UNKNOWN;
    return true;
}

static struct data_file *read_list(void)
{
    struct err ignored = {0}; /* without the list there are no such voices */
    char *path = data_path("assets", "espeak-voices.txt", &ignored);
    struct data_file *file = path != NULL ? data_read(path, &ignored) : NULL;
    free(path);
    return file;
}

int voices_want(struct voices *voices, const char *name)
{
    int found = voices_find(voices, name);
    struct voice voice;
    if (found >= 0)
        return found;
    struct data_file *file = read_list();
    if (file != NULL && describe(voices, file, name, &voice)) {
        voices->items = mem_resize(voices->items, (voices->count + 1) * sizeof *voices->items);
        voices->items[voices->count] = voice;
        found = (int)voices->count++;
    }
    data_free(file);
    return found;
}

void voices_list_espeak(void (*each)(void *context, const char *section, const char *name),
                        void *context)
{
    static const char *const sections[] = {"variants", "bases"};
    struct data_file *file = read_list();
    for (int s = 0; file != NULL && s < 2; s++)
        for (size_t i = data_next(file, sections[s], 0); i < file->count;
             i = data_next(file, sections[s], i + 1))
            each(context, sections[s], file->entries[i].key);
    data_free(file);
}
