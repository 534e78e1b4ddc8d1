/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/recipe.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/table.h"
#include "cache/cache.h"
#include "cache/fingerprint.h"
#include "command/options.h"
#include "command/project.h"
#include "data/data.h"
#include "sidecar/sidecar.h"
#include "speech/espeak.h"
#include "track/track.h"

#include <limits.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the cache has for a target, as bytes: this, then the path of the file that was also read. */
struct record {
    struct cache_key recipe, identity;
    struct cache_key also_read; /* of its content; zeros: there is none */
};

/* Called for the program and each library it is linked to; the program has the name "". */
static int add_library(struct dl_phdr_info *library, size_t size, void *context)
{
    (void)size;
    struct cache_key identity;
    const char *path = library->dlpi_name[0] != '\0' ? library->dlpi_name : "/proc/self/exe";
    if (fingerprint_identity(path, &identity))
        hasher_add_key(context, &identity);
    return 0;
}

static bool add_folder(struct cache *cache, const char *path, struct hasher *hasher,
                       struct err *err)
{
    struct cache_key content;
    if (!fingerprint_make(cache, path, &content, err))
        return false;
    hasher_add_key(hasher, &content);
    return true;
}

static bool add_data_folder(struct cache *cache, const char *name, struct hasher *hasher,
                            struct err *err)
{
    char *path = data_path(name, "", err);
    bool good = path != NULL && add_folder(cache, path, hasher, err);
    free(path);
    return good;
}

/* The program with all its parts, as they are on this machine. */
static bool add_program(struct cache *cache, struct hasher *hasher, struct err *err)
{
    dl_iterate_phdr(add_library, hasher);
    return add_data_folder(cache, "assets", hasher, err) &&
           add_data_folder(cache, "voices", hasher, err) &&
           add_folder(cache, espeak_data_folder(), hasher, err);
}

/* The book, and what project_open looks for next to it. */
static bool add_book(const char *path, const struct text *given, struct hasher *hasher,
                     struct err *err)
{
    hasher_add_string(hasher, path);
    if (given != NULL) {
        hasher_add(hasher, text_view(given));
        return true;
    }
    bool good = hasher_add_file(hasher, path, err);
    for (size_t i = 0; good && project_endings_beside[i] != NULL; i++) {
        char *beside = project_beside(path, project_endings_beside[i]);
        good = hasher_add_file(hasher, beside, err);
        free(beside);
    }
    return good;
}

bool recipe_make(struct cache *cache, const struct options *options, const char *path,
                 const struct text *given, const char *target, struct cache_key *recipe,
                 struct err *err)
{
    struct hasher *hasher = hasher_new("recipe");
    const char *ending = strrchr(target, '.');
    hasher_add_string(hasher, ending);
    const char *voices = options_voices(options);
    bool good = add_program(cache, hasher, err) &&
                (voices == NULL || add_folder(cache, voices, hasher, err)) &&
                options_add_to_key(options, hasher, err) && add_book(path, given, hasher, err);
    hasher_finish(hasher, recipe);
    return good;
}

/* The key of what is known about a target: its path without links and detours. */
static bool key_of_target(const char *target, struct cache_key *key)
{
    char resolved[PATH_MAX];
    if (realpath(target, resolved) == NULL)
        return false;
    *key = cache_key_of("target", view_of(resolved));
    return true;
}

static bool content_of(const char *path, struct cache_key *content)
{
    struct err unread;
    struct hasher *hasher = hasher_new("also read");
    bool good = hasher_add_file(hasher, path, &unread);
    hasher_finish(hasher, content);
    return good;
}

/* Whether the file that was also read is as it was. */
static bool still_as_read(const struct record *record, struct view path)
{
    struct cache_key content;
    if (path.bytes == 0)
        return true;
    char *copy = mem_copy_text(path.at, path.bytes);
    bool same = content_of(copy, &content) && cache_key_equal(&content, &record->also_read);
    free(copy);
    return same;
}

static bool find_record(struct cache *cache, const char *target, struct text *bytes)
{
    struct cache_key key;
    return key_of_target(target, &key) && cache_get(cache, &key, bytes) &&
           bytes->bytes >= sizeof(struct record);
}

static enum target_state judge(const struct cache_key *recipe, const char *target,
                               struct view known)
{
    struct record record;
    struct cache_key identity;
    memcpy(&record, known.at, sizeof record);
    if (!fingerprint_identity(target, &identity) || !cache_key_equal(&identity, &record.identity))
        return TARGET_FOREIGN;
    bool same = recipe != NULL && cache_key_equal(recipe, &record.recipe) &&
                still_as_read(&record, view_part(known, sizeof record, known.bytes));
    return same ? TARGET_UP_TO_DATE : TARGET_OWN;
}

enum target_state recipe_examine(struct cache *cache, const struct cache_key *recipe,
                                 const char *target)
{
    struct stat status;
    struct text known = {0};
    if (stat(target, &status) != 0 || !S_ISREG(status.st_mode))
        return TARGET_ABSENT;
    enum target_state state = TARGET_FOREIGN;
    if (find_record(cache, target, &known))
        state = judge(recipe, target, text_view(&known));
    text_release(&known);
    /* The cache may have been deleted, or the file moved here; an empty file is nobody's work. */
    if (state == TARGET_FOREIGN &&
        (status.st_size == 0 || track_is_own(target) || sidecar_is_own(target)))
        state = TARGET_OWN;
    return state;
}

void recipe_remember(struct cache *cache, const struct cache_key *recipe, const char *target,
                     const char *also_read)
{
    struct cache_key key;
    struct record record = {0};
    struct text bytes = {0};
    if (!key_of_target(target, &key) || !fingerprint_identity(target, &record.identity))
        return;
    if (recipe != NULL)
        record.recipe = *recipe;
    if (also_read != NULL && !content_of(also_read, &record.also_read))
        return;
    text_add(&bytes, (const char *)&record, sizeof record);
    text_add_str(&bytes, also_read != NULL ? also_read : "");
    cache_put(cache, &key, text_view(&bytes));
    text_release(&bytes);
}

/* ---- Sets: after the record come the path that was also read, and the files, each as its identity
 * and its name; paths and names end with a NUL ---- */

struct made_set {
    struct cache *cache;
    struct cache_key key;
    bool has_key;
    char *folder;
    struct text bytes; /* empty: nothing is known */
};

struct made_set *made_set_find(struct cache *cache, const char *folder, const char *book_path)
{
    struct made_set *set = mem_zero(1, sizeof *set);
    char resolved[PATH_MAX], book[PATH_MAX];
    set->cache = cache;
    set->folder = mem_copy_text(folder, strlen(folder));
    if (realpath(folder, resolved) == NULL || realpath(book_path, book) == NULL)
        return set;
    struct text both = {0};
    text_add(&both, resolved, strlen(resolved) + 1);
    text_add_str(&both, book);
    set->key = cache_key_of("set", text_view(&both));
    set->has_key = true;
    text_release(&both);
    if (!cache_get(cache, &set->key, &set->bytes) || set->bytes.bytes <= sizeof(struct record) ||
        set->bytes.at[set->bytes.bytes - 1] != '\0')
        text_clear(&set->bytes);
    return set;
}

void made_set_free(struct made_set *set)
{
    if (set == NULL)
        return;
    text_release(&set->bytes);
    free(set->folder);
    free(set);
}

/* The text up to the next NUL, cut off. */
static struct view cut_string(struct view *rest)
{
    const char *end = rest->bytes > 0 ? memchr(rest->at, '\0', rest->bytes) : NULL;
    size_t bytes = end != NULL ? (size_t)(end - rest->at) : rest->bytes;
    struct view string = view_part(*rest, 0, bytes);
    *rest = view_part(*rest, bytes + 1, rest->bytes);
    return string;
}

/* The files; also gives the path that was also read. */
static struct view files_of(const struct made_set *set, struct view *also_read)
{
    struct view rest = view_part(text_view(&set->bytes), sizeof(struct record), set->bytes.bytes);
    *also_read = cut_string(&rest);
    return rest;
}

static bool next_file(struct view *rest, struct cache_key *identity, struct view *name)
{
    if (rest->bytes <= sizeof *identity)
        return false;
    memcpy(identity, rest->at, sizeof *identity);
    *rest = view_part(*rest, sizeof *identity, rest->bytes);
    *name = cut_string(rest);
    return true;
}

static char *path_in(const struct made_set *set, const char *name)
{
    struct text path = {0};
    text_addf(&path, "%s%s", set->folder, name);
    return path.at;
}

static bool is_unchanged(const struct made_set *set, const char *name,
                         const struct cache_key *known)
{
    struct cache_key identity;
    char *path = path_in(set, name);
    bool same = fingerprint_identity(path, &identity) && cache_key_equal(&identity, known);
    free(path);
    return same;
}

bool made_set_is_up_to_date(const struct made_set *set, const struct cache_key *recipe)
{
    struct record record;
    struct cache_key identity;
    struct view also_read, name;
    if (recipe == NULL || set->bytes.bytes == 0)
        return false;
    memcpy(&record, set->bytes.at, sizeof record);
    struct view rest = files_of(set, &also_read);
    bool same = cache_key_equal(recipe, &record.recipe) && still_as_read(&record, also_read);
    while (same && next_file(&rest, &identity, &name))
        same = is_unchanged(set, name.at, &identity);
    return same;
}

static bool knows(const struct made_set *set, const char *wanted)
{
    struct cache_key identity;
    struct view also_read, name;
    if (set->bytes.bytes == 0)
        return false;
    struct view rest = files_of(set, &also_read);
    while (next_file(&rest, &identity, &name))
        if (view_is(name, wanted))
            return is_unchanged(set, wanted, &identity);
    return false;
}

enum target_state made_set_examine(const struct made_set *set, const char *name)
{
    char *path = path_in(set, name);
    struct stat status;
    enum target_state state = TARGET_ABSENT;
    if (stat(path, &status) == 0)
        state = knows(set, name) ? TARGET_OWN : recipe_examine(set->cache, NULL, path);
    free(path);
    return state;
}

void made_set_remove_others(const struct made_set *set, const char *const *names, size_t count)
{
    struct table kept = {0};
    struct cache_key identity;
    struct view also_read, name;
    for (size_t i = 0; i < count; i++)
        table_set(&kept, table_text(view_of(names[i])), 1);
    struct view rest = {"", 0};
    if (set->bytes.bytes > 0)
        rest = files_of(set, &also_read);
    while (next_file(&rest, &identity, &name)) {
        if (table_has(&kept, table_text(name)) || !is_unchanged(set, name.at, &identity))
            continue;
        char *path = path_in(set, name.at);
        unlink(path); /* where it cannot be removed, it stays */
        free(path);
    }
    table_release(&kept);
}

void made_set_remember(const struct made_set *set, const struct cache_key *recipe,
                       const char *const *names, size_t count, const char *also_read)
{
    struct record record = {0};
    struct text bytes = {0};
    if (recipe != NULL)
        record.recipe = *recipe;
    if (!set->has_key || (also_read != NULL && !content_of(also_read, &record.also_read)))
        return;
    text_add(&bytes, (const char *)&record, sizeof record);
    text_add_str(&bytes, also_read != NULL ? also_read : "");
    text_add_char(&bytes, '\0');
    for (size_t i = 0; i < count; i++) {
        struct cache_key identity = {0};
        char *path = path_in(set, names[i]);
        fingerprint_identity(path, &identity);
        text_add(&bytes, (const char *)&identity, sizeof identity);
        text_add(&bytes, names[i], strlen(names[i]) + 1);
        free(path);
    }
    cache_put(set->cache, &set->key, text_view(&bytes));
    text_release(&bytes);
}
