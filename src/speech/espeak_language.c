/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/espeak_language.h"

#include "base/file.h"
#include "base/mem.h"
#include "data/data.h"
#include "data/language.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include <unistd.h>

/* Chosen: a hundred times a definition file. */
enum { DEFINITION_MAX_BYTES = 64 * 1024 };

static bool glob_failed(int problem, const char *pattern, struct err *err)
{
    if (problem == GLOB_NOSPACE)
        mem_checked(NULL);
    return err_set(err, err_kind_of(errno, ERR_SETUP),
                   "eSpeak NG's data cannot be listed: %s: %s%s", pattern, strerror(errno),
                   err_advice(errno));
}

/* *path stays NULL when there is no definition of this name. Only characters that mean nothing to
 * glob() are accepted. */
static bool find_named(const char *data_folder, struct view name, char **path, struct err *err)
{
    static const char good_signs[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    struct text pattern = {0};
    glob_t found = {0};
    bool good = true;
    if (name.bytes == 0 || strspn(name.at, good_signs) < name.bytes)
        return true;
    text_addf(&pattern, "%s/lang/*/%.*s", data_folder, VIEW_ARGS(name));
    int problem = glob(pattern.at, GLOB_ERR, NULL, &found);
    if (problem == 0)
        *path = mem_copy_text(found.gl_pathv[0], strlen(found.gl_pathv[0]));
    else if (problem != GLOB_NOMATCH)
        good = glob_failed(problem, pattern.at, err);
    globfree(&found);
    text_release(&pattern);
    return good;
}

/* The first that exists of eSpeak NG's own names for a tag, else the tag itself. */
static bool find_tag(const struct data_file *names, const char *data_folder, const char *tag,
                     char **path, struct err *err)
{
    const char *own = names != NULL ? data_find(names, "espeak names", tag, strlen(tag)) : NULL;
    struct view rest = view_of(own != NULL ? own : "");
    while (rest.bytes > 0 && *path == NULL) {
        size_t end = view_find(rest, " ", 0);
        if (!find_named(data_folder, view_part(rest, 0, end), path, err))
            return false;
        rest = view_trim(view_part(rest, end, rest.bytes));
    }
    return *path != NULL || find_named(data_folder, view_of(tag), path, err);
}

bool espeak_language_file(struct languages *languages, const char *data_folder,
                          const char *language, char **path, struct err *err)
{
    char primary[LANGUAGE_CODE_BYTES], tag[LANGUAGE_TAG_BYTES], country[ULOC_COUNTRY_CAPACITY];
    char regional[LANGUAGE_CODE_BYTES + ULOC_COUNTRY_CAPACITY];
    const struct data_file *names;
    UErrorCode status = U_ZERO_ERROR;
    *path = NULL;
    if (!language_file(languages, "mul", "voices", &names, err))
        return false;
    language_canonical(language, tag);
    language_primary(language, primary);
    uloc_getCountry(tag, country, sizeof country, &status);
    snprintf(regional, sizeof regional, "%s-%s", primary, U_SUCCESS(status) ? country : "");
    const char *const tags[] = {language, tag, regional, primary};
    for (size_t i = 0; *path == NULL && i < sizeof tags / sizeof tags[0]; i++)
        if (!find_tag(names, data_folder, tags[i], path, err))
            return false;
    return true;
}

/* The word after `key` in a line of a voice definition; empty when it is another line. */
static struct view value_of(struct view line, const char *key)
{
    size_t end = strlen(key);
    if (!view_starts(line, key) || end == line.bytes ||
        (line.at[end] != ' ' && line.at[end] != '\t'))
        return (struct view){0};
    struct view value = view_trim(view_part(line, end, line.bytes));
    size_t bytes = 0;
    while (bytes < value.bytes && (unsigned char)value.at[bytes] > ' ')
        bytes++;
    return view_part(value, 0, bytes);
}

/* The name of the dictionary that LoadVoice() in the library's voices.c takes for a definition:
 * that of the line "dictionary", else the first language up to its hyphen. */
static struct view dictionary_name(struct view definition)
{
    struct view line, name = {0}, given = {0};
    while (view_next_line(&definition, &line)) {
        struct view value = value_of(line, "dictionary");
        if (value.bytes > 0)
            given = value;
        value = value_of(line, "language");
        if (name.bytes == 0)
            name = view_part(value, 0, view_find(value, "-", 0));
    }
    return given.bytes > 0 ? given : name;
}

char *espeak_dictionary_file(const char *data_folder, struct view definition)
{
    struct text path = {0};
    text_addf(&path, "%s/%.*s_dict", data_folder, VIEW_ARGS(dictionary_name(definition)));
    return path.at;
}

bool espeak_language_exists(struct languages *languages, const char *data_folder,
                            const char *language, bool *exists, struct err *err)
{
    struct text definition = {0};
    char *path;
    bool good = espeak_language_file(languages, data_folder, language, &path, err);
    *exists = good && path != NULL;
    if (*exists)
        good = file_read(path, DEFINITION_MAX_BYTES, &definition, err);
    free(path);
    if (!good && err->kind == ERR_INPUT)
        err->kind = ERR_SETUP;
    if (good && *exists) { /* 1.51 has a definition of Lingua Franca Nova, but no dictionary */
        path = espeak_dictionary_file(data_folder, text_view(&definition));
        *exists = access(path, F_OK) == 0 || errno != ENOENT;
        free(path);
    }
    text_release(&definition);
    return good;
}

bool espeak_language_missing(const char *language, struct err *err)
{
    char name[64];
    return err_set(err, ERR_SETUP,
                   "eSpeak NG has no voice for %s; \"--language CODE\" reads the book with the "
                   "voice of another language (\"espeak-ng --voices\" lists them)",
                   language_name(language, name, sizeof name));
}
