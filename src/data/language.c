/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/language.h"

#include "base/mem.h"
#include "data/data.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unistd.h>

struct kept_file {
    const char *name;       /* "en/structure" */
    struct data_file *file; /* NULL: it does not exist */
};

struct languages {
    char *folder;            /* assets/lang; NULL until it is needed */
    struct data_file *index; /* the names of all files; NULL: not read yet, or there is none */
    bool index_read;
    struct kept_file *files;
    size_t count, capacity;
    const char **codes; /* the names of all folders; NULL until they are needed */
    struct arena *arena;
};

struct languages *languages_new(void)
{
    struct languages *languages = mem_zero(1, sizeof *languages);
    languages->arena = arena_new();
    return languages;
}

void languages_free(struct languages *languages)
{
    if (languages == NULL)
        return;
    for (size_t i = 0; i < languages->count; i++)
        data_free(languages->files[i].file);
    data_free(languages->index);
    free(languages->files);
    free(languages->codes);
    free(languages->folder);
    arena_free(languages->arena);
    free(languages);
}

static const char *folder_of(struct languages *languages, struct err *err)
{
    if (languages->folder == NULL)
        languages->folder = data_path("assets", "lang", err);
    return languages->folder;
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* False with errno when the folder cannot be read to its end. */
static bool list_codes(struct languages *languages, DIR *folder)
{
    size_t count = 0, capacity = 0;
    for (struct dirent *entry; errno = 0, (entry = readdir(folder)) != NULL;) {
        size_t bytes = strlen(entry->d_name);
        if (entry->d_name[0] == '.' || bytes >= LANGUAGE_CODE_BYTES)
            continue;
        languages->codes = mem_grow(languages->codes, count, &capacity, sizeof *languages->codes);
        languages->codes[count++] = arena_copy_text(languages->arena, entry->d_name, bytes);
    }
    if (errno != 0)
        return false;
    if (count > 0)
        qsort(languages->codes, count, sizeof *languages->codes, compare_codes);
    languages->codes = mem_grow(languages->codes, count, &capacity, sizeof *languages->codes);
    languages->codes[count] = NULL;
    return true;
}

const char *const *languages_all(struct languages *languages, struct err *err)
{
    if (languages->codes != NULL)
        return languages->codes;
    const char *path = folder_of(languages, err);
    DIR *folder = path != NULL ? opendir(path) : NULL;
    bool good = folder != NULL && list_codes(languages, folder);
    if (path != NULL && !good)
        err_set(err, err_kind_of(errno, ERR_SETUP), "%s: %s%s", path, strerror(errno),
                err_advice(errno));
    if (folder != NULL)
        closedir(folder);
    if (!good) {
        free(languages->codes);
        languages->codes = NULL;
    }
    return languages->codes;
}

/* True for a file that never was there, such as every file of a language that the program does not
 * know; one that is listed in assets/lang.files has been lost. */
static bool may_be_missing(struct languages *languages, const char *name, const char *path,
                           struct err *err)
{
    if (!languages->index_read) {
        struct text index = {0};
        text_addf(&index, "%s.files", languages->folder);
        if (access(index.at, F_OK) == 0 || errno != ENOENT)
            languages->index = data_read(index.at, err);
        languages->index_read = languages->index != NULL || access(index.at, F_OK) != 0;
        text_release(&index);
        if (!languages->index_read)
            return false;
    }
    if (languages->index == NULL || data_find(languages->index, "", name, strlen(name)) == NULL)
        return true;
    return err_set(err, ERR_SETUP, "%s is missing; reinstall lectern", path);
}

static bool read_new(struct languages *languages, const char *name, const struct data_file **file,
                     struct err *err)
{
    const char *folder = folder_of(languages, err);
    if (folder == NULL)
        return false;
    struct text path = {0};
    text_addf(&path, "%s/%s.txt", folder, name);
    bool exists = access(path.at, F_OK) == 0 || errno != ENOENT;
    struct data_file *read = exists ? data_read(path.at, err) : NULL;
    bool good = exists ? read != NULL : may_be_missing(languages, name, path.at, err);
    text_release(&path);
    if (!good)
        return false;
    languages->files = mem_grow(languages->files, languages->count, &languages->capacity,
                                sizeof *languages->files);
    languages->files[languages->count++] =
        (struct kept_file){arena_copy_text(languages->arena, name, strlen(name)), read};
    *file = read;
    return true;
}

static bool file_of(struct languages *languages, const char *code, const char *topic,
                    const struct data_file **file, struct err *err)
{
    char name[64];
    *file = NULL;
    if (code[0] == '\0')
        return true;
    snprintf(name, sizeof name, "%s/%s", code, topic);
    for (size_t i = 0; i < languages->count; i++)
        if (strcmp(languages->files[i].name, name) == 0) {
            *file = languages->files[i].file;
            return true;
        }
    return read_new(languages, name, file, err);
}

bool language_file(struct languages *languages, const char *tag, const char *topic,
                   const struct data_file **file, struct err *err)
{
    char code[LANGUAGE_CODE_BYTES];
    return file_of(languages, language_primary(tag, code), topic, file, err);
}

static bool append(struct languages *languages, const char *code, const char *topic,
                   struct language_files *found, struct err *err)
{
    const struct data_file *file;
    if (!file_of(languages, code, topic, &file, err))
        return false;
    bool there = file == NULL || found->count == LANGUAGE_MOST_FILES;
    for (size_t i = 0; i < found->count; i++)
        there = there || found->files[i] == file;
    if (!there)
        found->files[found->count++] = file;
    return true;
}

bool language_files(struct languages *languages, const char *tag, const char *topic,
                    const char *last, struct language_files *found, struct err *err)
{
    char code[LANGUAGE_CODE_BYTES], region[8], regional[LANGUAGE_CODE_BYTES + 8];
    UErrorCode status = U_ZERO_ERROR;
    language_primary(tag, code);
    int32_t bytes = tag != NULL ? uloc_getCountry(tag, region, sizeof region, &status) : 0;
    bool has_region = code[0] != '\0' && U_SUCCESS(status) && bytes > 0 &&
                      rune_is_alnum((unsigned char)region[0]) && bytes < (int32_t)sizeof region;
    snprintf(regional, sizeof regional, "%s-%s", code, has_region ? region : "");
    return (!has_region || append(languages, regional, topic, found, err)) &&
           append(languages, code, topic, found, err) &&
           append(languages, last != NULL ? last : "", topic, found, err);
}

const char *language_find(const struct language_files *files, const char *section, struct view key)
{
    for (size_t i = 0; i < files->count; i++) {
        const char *value = data_find(files->files[i], section, key.at, key.bytes);
        if (value != NULL)
            return value;
    }
    return NULL;
}
