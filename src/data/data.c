/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/data.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef LECTERN_DATADIR
#define LECTERN_DATADIR "/usr/local/share/lectern"
#endif
/* The path to that folder from the one of the installed program. */
#ifndef LECTERN_DATA_FROM_BIN
#define LECTERN_DATA_FROM_BIN "../share/lectern"
#endif

/* Chosen: a hundred times the largest data file. */
enum { DATA_FILE_MAX_BYTES = 4 * 1024 * 1024 };

/* A key's number is the hash of its section. */
static void index_entries(struct data_file *file)
{
    const char *section = NULL;
    uint64_t hash = 0;
    for (size_t i = 0; i < file->count; i++) {
        const struct data_entry *entry = &file->entries[i];
        if (entry->section != section)
            hash = hash_of(view_of(entry->section));
        section = entry->section;
        table_set(&file->table, (struct table_key){hash, view_of(entry->key)}, i);
    }
}

/* A comment begins with a # at the start of the line or after a blank. */
static struct view without_comment(struct view line)
{
    for (size_t i = 0; i < line.bytes; i++)
        if (line.at[i] == '#' && (i == 0 || line.at[i - 1] == ' ' || line.at[i - 1] == '\t'))
            return view_trim(view_part(line, 0, i));
    return view_trim(line);
}

static void add_entry(struct data_file *file, size_t *capacity, const char *section,
                      struct view line, int number)
{
    size_t sign = view_find(line, "=", 1); /* a key may be "=" itself */
    struct view key = view_trim(view_part(line, 0, sign));
    struct view value = view_trim(view_part(line, sign + 1, line.bytes));
    file->entries = mem_grow(file->entries, file->count, capacity, sizeof *file->entries);
    file->entries[file->count++] = (struct data_entry){
        .section = section,
        .key = arena_copy_text(file->arena, key.at, key.bytes),
        .value = arena_copy_text(file->arena, value.at, value.bytes),
        .line = number,
    };
}

static bool parse(struct data_file *file, struct view rest, struct err *err)
{
    const char *section = "";
    struct view line;
    size_t capacity = 0;
    for (int number = 1; view_next_line(&rest, &line); number++) {
        line = without_comment(line);
        if (line.bytes == 0)
            continue;
        if (line.at[0] != '[' || line.bytes == 1) {
            add_entry(file, &capacity, section, line, number);
            continue;
        }
        if (line.at[line.bytes - 1] != ']')
            return err_set(err, ERR_SETUP, "%s:%d: a [section] line must end with ]", file->path,
                           number);
        section = arena_copy_text(file->arena, line.at + 1, line.bytes - 2);
    }
    return true;
}

struct data_file *data_read(const char *path, struct err *err)
{
    struct text bytes = {0};
    if (!file_read(path, DATA_FILE_MAX_BYTES, &bytes, err)) {
        if (err->kind != ERR_SYSTEM)
            err->kind = ERR_SETUP;
        return NULL;
    }
    struct data_file *file = mem_zero(1, sizeof *file);
    file->arena = arena_new();
    file->path = mem_copy_text(path, strlen(path));
    bool good = parse(file, text_view(&bytes), err);
    text_release(&bytes);
    if (!good) {
        data_free(file);
        return NULL;
    }
    index_entries(file);
    return file;
}

void data_free(struct data_file *file)
{
    if (file == NULL)
        return;
    arena_free(file->arena);
    free(file->path);
    free(file->entries);
    table_release(&file->table);
    free(file);
}

const char *data_find(const struct data_file *file, const char *section, const char *key,
                      size_t key_bytes)
{
    size_t i = table_find(
        &file->table, (struct table_key){hash_of(view_of(section)), {key, key_bytes}}, file->count);
    return i < file->count ? file->entries[i].value : NULL;
}

size_t data_next(const struct data_file *file, const char *section, size_t from)
{
    while (from < file->count && strcmp(file->entries[from].section, section) != 0)
        from++;
    return from;
}

static void cut_last_name(char path[])
{
    char *slash = strrchr(path, '/');
    if (slash != NULL)
        *slash = '\0';
}

/* The folder of the running program; false when the system does not say. */
static bool program_folder(char folder[], size_t size)
{
    ssize_t bytes = readlink("/proc/self/exe", folder, size - 1);
    folder[bytes > 0 ? bytes : 0] = '\0';
    cut_last_name(folder);
    return bytes > 0;
}

/* Appends the folder where the data of the program in `program_dir` was installed; shortens
 * `program_dir`. */
static void add_installed_folder(struct text *out, char program_dir[])
{
    const char *path = LECTERN_DATA_FROM_BIN;
    for (; strncmp(path, "../", 3) == 0; path += 3)
        cut_last_name(program_dir);
    text_addf(out, "%s/%s", program_dir, path);
}

enum { FOLDERS_MOST = 3 };

/* The folders that may hold the data, in the order in which they are tried; returns how many. */
static size_t list_data_folders(struct text folders[FOLDERS_MOST])
{
    const char *chosen = getenv("LECTERN_DATA");
    if (chosen != NULL) {
        text_addf(&folders[0], "%s", chosen);
        return 1;
    }
    char folder[4096];
    size_t count = 0;
    if (program_folder(folder, sizeof folder)) {
        text_addf(&folders[count++], "%s", folder);
        add_installed_folder(&folders[count++], folder);
    }
    if (count == 0 || strcmp(folders[count - 1].at, LECTERN_DATADIR) != 0)
        text_addf(&folders[count++], "%s", LECTERN_DATADIR);
    return count;
}

char *data_path(const char *folder, const char *name, struct err *err)
{
    struct text folders[FOLDERS_MOST] = {0}, path = {0}, tried = {0};
    const char *slash = name[0] != '\0' ? "/" : "";
    size_t count = list_data_folders(folders);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        text_clear(&path);
        text_addf(&path, "%s/%s%s%s", text_view(&folders[i]).at, folder, slash, name);
        found = access(path.at, R_OK) == 0;
        text_addf(&tried, "%s%s",
                  i == 0          ? ""
                  : i + 1 < count ? ", "
                                  : " or ",
                  text_view(&folders[i]).at);
    }
    if (!found) {
        err_set(err, ERR_SETUP,
                "%s%s%s is missing from %s; reinstall lectern, or set LECTERN_DATA to the "
                "directory that holds it",
                folder, slash, name, text_view(&tried).at);
        text_release(&path);
    }
    for (size_t i = 0; i < FOLDERS_MOST; i++)
        text_release(&folders[i]);
    text_release(&tried);
    return found ? path.at : NULL;
}
