/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is read for every book is read once: stands in every fuzz program in the place of the
 * functions below (ld's
 * --wrap). A data file is kept only below assets/; whatever a target writes itself is read anew.
 */
#include "base/data.h"
#include "base/mem.h"
#include "book/wording/wording.h"
#include "script/normaliser/normaliser.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>
#include <string.h>

struct data_file *__real_data_read(const char *path, struct err *err);
struct data_file *__wrap_data_read(const char *path, struct err *err);
void __real_data_free(struct data_file *file);
void __wrap_data_free(struct data_file *file);
struct wording *__real_words_load(const char *language, struct err *err);
struct wording *__wrap_words_load(const char *language, struct err *err);
void __real_words_free(struct wording *words);
void __wrap_words_free(struct wording *words);
struct norm_rules *__real_say_rules_load(const char *language, struct err *err);
struct norm_rules *__wrap_say_rules_load(const char *language, struct err *err);
void __real_say_rules_free(struct norm_rules *rules);
void __wrap_say_rules_free(struct norm_rules *rules);
struct vocabulary *__real_vocabulary_load(const char *language, struct err *err);
struct vocabulary *__wrap_vocabulary_load(const char *language, struct err *err);

enum { CACHE_MOST = 128 };

struct cache {
    struct {
        char *key;
        void *value;
    } items[CACHE_MOST];
    size_t count;
};

static struct cache files, words, rules, vocabularies;

static void *find(const struct cache *cache, const char *key)
{
    for (size_t i = 0; i < cache->count; i++)
        if (strcmp(cache->items[i].key, key) == 0)
            return cache->items[i].value;
    return NULL;
}

static bool keep(struct cache *cache, const char *key, void *value)
{
    if (value == NULL || cache->count == CACHE_MOST)
        return false;
    cache->items[cache->count].key = mem_copy_text(key, strlen(key));
    cache->items[cache->count++].value = value;
    return true;
}

static bool has(const struct cache *cache, const void *value)
{
    for (size_t i = 0; i < cache->count; i++)
        if (cache->items[i].value == value)
            return true;
    return false;
}

struct data_file *__wrap_data_read(const char *path, struct err *err)
{
    struct data_file *file = find(&files, path);
    if (file != NULL)
        return file;
    file = __real_data_read(path, err);
    if (strstr(path, "/assets/") != NULL)
        keep(&files, path, file);
    return file;
}

void __wrap_data_free(struct data_file *file)
{
    if (!has(&files, file))
        __real_data_free(file);
}

struct wording *__wrap_words_load(const char *language, struct err *err)
{
    const char *key = language != NULL ? language : "en";
    struct wording *found = find(&words, key);
    if (found == NULL) {
        found = __real_words_load(language, err);
        keep(&words, key, found);
    }
    return found;
}

void __wrap_words_free(struct wording *found)
{
    if (!has(&words, found))
        __real_words_free(found);
}

struct norm_rules *__wrap_say_rules_load(const char *language, struct err *err)
{
    struct norm_rules *found = find(&rules, language);
    if (found == NULL) {
        found = __real_say_rules_load(language, err);
        keep(&rules, language, found);
    }
    if (found != NULL)
        norm_rules_use(found, NULL);
    return found;
}

void __wrap_say_rules_free(struct norm_rules *found)
{
    if (!has(&rules, found))
        __real_say_rules_free(found);
}

static void *copy(const void *from, size_t bytes)
{
    return memcpy(mem_alloc(bytes), from, bytes);
}

/* A book adds its own words, so it gets lists of its own; the strings stay in the kept one. */
struct vocabulary *__wrap_vocabulary_load(const char *language, struct err *err)
{
    struct vocabulary *kept = find(&vocabularies, language);
    if (kept == NULL) {
        kept = __real_vocabulary_load(language, err);
        if (!keep(&vocabularies, language, kept))
            return kept;
    }
    struct vocabulary *own = copy(kept, sizeof *kept);
    own->words = copy(kept->words, kept->capacity * sizeof *kept->words);
    own->slots = copy(kept->slots, kept->slot_count * sizeof *kept->slots);
    own->arena = arena_new();
    own->scratch = (struct text){0};
    return own;
}
