#include "base/data.h"

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

enum { DATA_FILE_MAX_BYTES = 4 * 1024 * 1024 };

/* Over section, a zero byte, and key. */
static uint64_t hash_key(const char *section, const char *key, size_t key_bytes)
{
    return hash_add(hash_separator(hash_of(view_of(section))), (struct view){key, key_bytes});
}

static bool same_key(const struct data_entry *entry, const char *section, const char *key,
                     size_t key_bytes)
{
    return strlen(entry->key) == key_bytes && memcmp(entry->key, key, key_bytes) == 0 &&
           strcmp(entry->section, section) == 0;
}

/* The slot that holds the key, or the empty one where it belongs. */
static size_t find_slot(const struct data_file *file, const char *section, const char *key,
                        size_t key_bytes)
{
    size_t slot = (size_t)hash_key(section, key, key_bytes) & (file->slot_count - 1);
    while (file->slots[slot] != 0 &&
           !same_key(&file->entries[file->slots[slot] - 1], section, key, key_bytes))
        slot = (slot + 1) & (file->slot_count - 1);
    return slot;
}

static void index_entries(struct data_file *file)
{
    file->slot_count = 16;
    while (file->slot_count < file->count * 2)
        file->slot_count *= 2;
    file->slots = mem_zero(file->slot_count, sizeof *file->slots);
    for (size_t i = 0; i < file->count; i++) {
        const struct data_entry *entry = &file->entries[i];
        file->slots[find_slot(file, entry->section, entry->key, strlen(entry->key))] = i + 1;
    }
}

/* A # at the start of a line or after a blank begins a comment. */
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
    free(file->slots);
    free(file);
}

const char *data_find(const struct data_file *file, const char *section, const char *key,
                      size_t key_bytes)
{
    size_t slot = find_slot(file, section, key, key_bytes);
    return file->slots[slot] == 0 ? NULL : file->entries[file->slots[slot] - 1].value;
}

size_t data_next(const struct data_file *file, const char *section, size_t from)
{
    while (from < file->count && strcmp(file->entries[from].section, section) != 0)
        from++;
    return from;
}

/* The folder of the running program, or "" when the system does not tell. */
static void program_folder(char folder[], size_t size)
{
    ssize_t bytes = readlink("/proc/self/exe", folder, size - 1);
    folder[bytes > 0 ? bytes : 0] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash != NULL)
        *slash = '\0';
}

char *data_path(const char *folder, const char *name, struct err *err)
{
    char beside[4096];
    program_folder(beside, sizeof beside);
    const char *chosen = getenv("LECTERN_DATA");
    const char *places[2] = {chosen != NULL ? chosen : beside,
                             chosen != NULL ? NULL : LECTERN_DATADIR};
    for (int i = 0; i < 2 && places[i] != NULL; i++) {
        struct text path = {0};
        text_addf(&path, "%s/%s%s%s", places[i], folder, name[0] != '\0' ? "/" : "", name);
        if (access(path.at, R_OK) == 0)
            return path.at;
        text_release(&path);
    }
    err_set(err, ERR_SETUP,
            "no %s%s%s in %s%s%s; reinstall, or set LECTERN_DATA to the folder that has it", folder,
            name[0] != '\0' ? "/" : "", name, places[0], places[1] != NULL ? " or " : "",
            places[1] != NULL ? places[1] : "");
    return NULL;
}
