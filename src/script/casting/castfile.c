/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/casting/castfile.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "script/casting/voice.h"

#include <stdlib.h>
#include <string.h>

/* Chosen: limits for hostile input, far more than a cast needs. */
enum { CAST_MAX_BYTES = 16 * 1024 * 1024, NAME_MOST_BYTES = 400 };

struct castfile_parser {
    struct castfile *cast;
    struct voices *voices;
    size_t capacity;
    uint32_t line;
};

/* Lower case, single blanks. */
static void fold(struct view name, struct text *key)
{
    text_clear(key);
    name = view_trim(name);
    for (size_t at = 0; at < name.bytes;) {
        uint32_t rune = rune_next(name, &at);
        if (!rune_is_space(rune))
            text_add_rune(key, rune_to_lower(rune));
        else if (key->bytes > 0 && key->at[key->bytes - 1] != ' ')
            text_add_char(key, ' ');
    }
}

static bool wrong(const struct castfile_parser *r, const char *problem, struct view what,
                  struct err *err)
{
    return err_set(err, ERR_INPUT, "%s:%u: %s, not \"%.*s\"", r->cast->path, r->line, problem,
                   what.bytes > 60 ? 60 : (int)what.bytes, what.at);
}

static const char *copy(const struct castfile_parser *r, struct view v)
{
    return arena_copy_text(r->cast->arena, v.at, v.bytes);
}

static bool read_change(const struct castfile_parser *r, struct view value, int least, int most,
                        const char *problem, struct cast_number *number, struct err *err)
{
    double parsed;
    bool relative = value.bytes > 0 && (value.at[0] == '+' || value.at[0] == '-');
    if (!view_number(value, relative ? -most : least, most, &parsed) || parsed != (int)parsed)
        return wrong(r, problem, value, err);
    *number = (struct cast_number){true, relative, (int)parsed};
    return true;
}

static bool no_such_voice(const struct castfile_parser *r, struct view value, struct err *err)
{
    struct nearest nearest = {.wanted = value};
    for (size_t i = 0; i < r->voices->count; i++)
        nearest_offer(&nearest, r->voices->items[i].name);
    return err_set(err, ERR_INPUT,
                   "%s:%u: there is no voice \"%.*s\"; the nearest is \"%s\", and `lectern voices` "
                   "lists them all",
                   r->cast->path, r->line, value.bytes > 60 ? 60 : (int)value.bytes, value.at,
                   nearest.best != NULL ? nearest.best : "");
}

static bool read_voice(const struct castfile_parser *r, struct view value, struct cast_entry *entry,
                       struct err *err)
{
    entry->by_narrator = view_is(value, "narrator") && strcmp(entry->name, "narrator") != 0;
    entry->voice = -1;
    if (value.bytes == 0 || view_is(value, "auto") || entry->by_narrator)
        return true;
    char *name = mem_copy_text(value.at, value.bytes);
    entry->voice = voices_want(r->voices, name);
    free(name);
    if (entry->voice >= 0)
        return true;
    return no_such_voice(r, value, err);
}

static int find_word(const char *const *words, struct view value)
{
    for (int i = 0; words[i] != NULL; i++)
        if (view_is_nocase(value, words[i]))
            return i;
    return -1;
}

static bool read_age(const struct castfile_parser *r, struct view value, struct cast_entry *entry,
                     struct err *err)
{
    static const char *const words[] = {"unknown", "child", "young", "adult", "old", NULL};
    int found = find_word(words, value);
    if (found < 0)
        return wrong(r, "age must be child, young, adult, old or unknown", value, err);
    entry->has_age = true;
    entry->age = (enum age)found;
    return true;
}

static void read_aliases(const struct castfile_parser *r, struct view list,
                         struct cast_entry *entry)
{
    size_t capacity = 1;
    for (size_t i = 0; i < list.bytes; i++)
        capacity += list.at[i] == ';';
    entry->aliases = arena_alloc(r->cast->arena, capacity * sizeof *entry->aliases);
    entry->alias_count = 0;
    while (list.bytes > 0) {
        size_t end = view_find(list, ";", 0);
        struct view alias = view_trim(view_part(list, 0, end));
        if (alias.bytes > 0)
            entry->aliases[entry->alias_count++] = copy(r, alias);
        list = view_part(list, end + 1, list.bytes);
    }
}

enum cast_key {
    KEY_ALIASES,
    KEY_GENDER,
    KEY_AGE,
    KEY_VOICE,
    KEY_PITCH,
    KEY_RATE,
    KEY_RANGE,
    KEY_GAIN,
    KEY_SAME_AS,
    KEY_COUNT
};

static const char *const key_names[KEY_COUNT] = {"aliases", "gender", "age",  "voice",  "pitch",
                                                 "rate",    "range",  "gain", "same as"};

static bool read_value(const struct castfile_parser *r, enum cast_key key, struct view value,
                       struct cast_entry *entry, struct err *err)
{
    switch (key) {
    case KEY_ALIASES:
        read_aliases(r, value, entry);
        return true;
    case KEY_GENDER: {
        static const char *const words[] = {"unknown", "male", "female", NULL};
        int found = find_word(words, value);
        if (found < 0)
            return wrong(r, "gender must be male, female or unknown", value, err);
        entry->has_gender = true;
        entry->gender = (enum gender)found;
        return true;
    }
    case KEY_AGE:
        return read_age(r, value, entry, err);
    case KEY_VOICE:
        return read_voice(r, value, entry, err);
    case KEY_PITCH:
        return read_change(r, value, 0, 99,
                           "pitch must be a number from 0 to 99, or a change such as +5",
                           &entry->pitch, err);
    case KEY_RATE:
        return read_change(r, value, 80, 450,
                           "rate must be 80 to 450 words a minute, or a change such as -10",
                           &entry->rate, err);
    case KEY_RANGE:
        return read_change(r, value, 0, 99,
                           "range must be a number from 0 to 99, or a change such as +5",
                           &entry->range, err);
    case KEY_GAIN:
        return view_number(value, -20, 20, &entry->gain_db) ||
               wrong(r, "gain must be a number of decibels from -20 to 20", value, err);
    default: /* KEY_SAME_AS: followed when all names are known */
        entry->same_name = copy(r, value);
        return true;
    }
}

static bool no_such_key(const struct castfile_parser *r, struct view line, struct view key,
                        struct err *err)
{
    struct nearest nearest = {.wanted = key};
    for (int i = 0; i < KEY_COUNT; i++)
        nearest_offer(&nearest, key_names[i]);
    return err_set(err, ERR_INPUT,
                   "%s:%u: \"%.*s\" is not a setting of a speaker; write \"%s = ...\" (the "
                   "settings are aliases, gender, age, voice, pitch, rate, range, gain, same as)",
                   r->cast->path, r->line, line.bytes > 60 ? 60 : (int)line.bytes, line.at,
                   nearest.best);
}

static bool read_line(struct castfile_parser *r, struct view line, struct err *err)
{
    struct castfile *cast = r->cast;
    size_t sign = view_find(line, "=", 0);
    struct view key = view_trim(view_part(line, 0, sign));
    if (line.bytes == 0 || line.at[0] == '#' || view_starts(line, "//"))
        return true;
    if (line.at[0] == '[') {
        struct view name = view_trim(view_part(line, 1, line.bytes - 1));
        if (!view_ends(line, "]") || name.bytes == 0 || name.bytes > NAME_MOST_BYTES)
            return wrong(r, "write a speaker as [Name]", line, err);
        cast->entries = mem_grow(cast->entries, cast->count, &r->capacity, sizeof *cast->entries);
        cast->entries[cast->count++] =
            (struct cast_entry){.name = copy(r, name), .line = r->line, .voice = -1, .same_as = -1};
        return true;
    }
    if (cast->count == 0)
        return wrong(r, "a line [Name] must come before the first line \"key = value\"", line, err);
    for (int i = 0; i < KEY_COUNT && sign < line.bytes; i++)
        if (view_is(key, key_names[i]))
            return read_value(r, (enum cast_key)i, view_trim(view_part(line, sign + 1, line.bytes)),
                              &cast->entries[cast->count - 1], err);
    return no_such_key(r, line, key, err);
}

static bool add_name(struct castfile *cast, size_t entry, const char *name, struct text *key,
                     struct err *err)
{
    fold(view_of(name), key);
    size_t other = table_find(&cast->names, table_text(text_view(key)), cast->count);
    if (other == entry)
        return true;
    if (other == cast->count) {
        const char *kept = arena_copy_text(cast->arena, text_view(key).at, key->bytes);
        return table_add(&cast->names, table_text(view_of(kept)), entry);
    }
    return err_set(err, ERR_INPUT,
                   "%s:%u: the name \"%s\" is already used in line %u; remove one of the two",
                   cast->path, cast->entries[entry].line, name, cast->entries[other].line);
}

static bool index_names(struct castfile *cast, struct err *err)
{
    struct text key = {0};
    bool good = true;
    for (size_t i = 0; good && i < cast->count; i++)
        good = add_name(cast, i, cast->entries[i].name, &key, err);
    for (size_t i = 0; good && i < cast->count; i++)
        for (size_t a = 0; good && a < cast->entries[i].alias_count; a++)
            good = add_name(cast, i, cast->entries[i].aliases[a], &key, err);
    text_release(&key);
    return good;
}

int32_t castfile_find_part(const struct castfile *cast, struct view name)
{
    struct text key = {0};
    fold(name, &key);
    size_t entry = table_find(&cast->names, table_text(text_view(&key)), cast->count);
    text_release(&key);
    return entry < cast->count ? (int32_t)entry : -1;
}

static bool no_such_entry(const struct castfile *cast, const struct cast_entry *entry,
                          struct err *err)
{
    struct nearest nearest = {.wanted = view_of(entry->same_name)};
    for (size_t i = 0; i < cast->count; i++)
        if (&cast->entries[i] != entry && cast->entries[i].same_name == NULL)
            nearest_offer(&nearest, cast->entries[i].name);
    return err_set(err, ERR_INPUT,
                   "%s:%u: \"%s\" cannot be the same as \"%s\", who has no voice in this file; "
                   "write \"same as = %s\"",
                   cast->path, entry->line, entry->name, entry->same_name,
                   nearest.best != NULL ? nearest.best : "narrator");
}

/* Follows every "same as", which must name an entry without one. */
static bool resolve_same(struct castfile *cast, struct err *err)
{
    for (size_t i = 0; i < cast->count; i++) {
        struct cast_entry *entry = &cast->entries[i];
        if (entry->same_name == NULL)
            continue;
        entry->same_as = castfile_find_part(cast, view_of(entry->same_name));
        if (entry->same_as < 0 || cast->entries[entry->same_as].same_name != NULL)
            return no_such_entry(cast, entry, err);
    }
    return true;
}

struct castfile *castfile_parse(const char *path, uint32_t first_line, struct view bytes,
                                struct voices *voices, struct err *err)
{
    struct castfile *cast = mem_zero(1, sizeof *cast);
    struct castfile_parser r = {.cast = cast, .voices = voices, .line = first_line};
    struct view line;
    bool good = true;
    cast->arena = arena_new();
    cast->path = mem_copy_text(path, strlen(path));
    if (view_starts(bytes, "\xEF\xBB\xBF"))
        bytes = view_part(bytes, 3, bytes.bytes);
    for (; good && view_next_line(&bytes, &line); r.line++)
        good = read_line(&r, view_trim(line), err);
    if (good && index_names(cast, err) && resolve_same(cast, err))
        return cast;
    castfile_free(cast);
    return NULL;
}

struct castfile *castfile_read(const char *path, struct voices *voices, struct err *err)
{
    struct text bytes = {0};
    if (!file_read(path, CAST_MAX_BYTES, &bytes, err))
        return NULL;
    struct castfile *cast = castfile_parse(path, 1, text_view(&bytes), voices, err);
    text_release(&bytes);
    return cast;
}

void castfile_free(struct castfile *cast)
{
    if (cast == NULL)
        return;
    arena_free(cast->arena);
    free(cast->path);
    free(cast->entries);
    table_release(&cast->names);
    free(cast);
}

int32_t castfile_find(const struct castfile *cast, struct view name)
{
    if (cast == NULL)
        return -1;
    int32_t found = castfile_find_part(cast, name);
    return found >= 0 && cast->entries[found].same_as >= 0 ? cast->entries[found].same_as : found;
}

const char **castfile_names(const struct castfile *cast)
{
    size_t count = 0, capacity = 0;
    const char **names = NULL;
    for (size_t i = 0; cast != NULL && i < cast->count; i++) {
        const struct cast_entry *entry = &cast->entries[i];
        names = mem_grow(names, count, &capacity, sizeof *names);
        names[count++] = entry->name;
        for (size_t a = 0; a < entry->alias_count; a++) {
            names = mem_grow(names, count, &capacity, sizeof *names);
            names[count++] = entry->aliases[a];
        }
    }
    names = mem_grow(names, count, &capacity, sizeof *names);
    names[count] = NULL;
    return names;
}
