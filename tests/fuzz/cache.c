/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every book needs is read once: in every fuzz program this stands in the place of the
 * functions below (ld's --wrap). All books have the same data files, and what is made of them is
 * kept by the name of the language.
 */
#include "base/mem.h"
#include "book/wording/wording.h"
#include "data/language.h"
#include "script/normaliser/normaliser.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>
#include <string.h>

struct languages *__real_languages_new(void);
struct languages *__wrap_languages_new(void);
void __wrap_languages_free(struct languages *languages);
struct wording *__real_wording_load(struct languages *languages, const char *language,
                                    struct err *err);
struct wording *__wrap_wording_load(struct languages *languages, const char *language,
                                    struct err *err);
bool __wrap_wording_follow(struct wording **words, struct languages *languages,
                           const char *language, struct err *err);
void __real_wording_free(struct wording *words);
void __wrap_wording_free(struct wording *words);
struct norm_rules *__real_norm_rules_load(struct languages *languages, const char *language,
                                          struct err *err);
struct norm_rules *__wrap_norm_rules_load(struct languages *languages, const char *language,
                                          struct err *err);
void __real_norm_rules_free(struct norm_rules *rules);
void __wrap_norm_rules_free(struct norm_rules *rules);
struct vocabulary *__real_vocabulary_load(struct languages *languages, const char *language,
                                          struct err *err);
struct vocabulary *__wrap_vocabulary_load(struct languages *languages, const char *language,
                                          struct err *err);

enum { CACHE_MOST = 128 };

struct cache {
    struct {
        char *key;
        void *value;
    } items[CACHE_MOST];
    size_t count;
};

static struct languages *shared;
static struct cache words, rules, vocabularies;

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

struct languages *__wrap_languages_new(void)
{
    if (shared == NULL)
        shared = __real_languages_new();
    return shared;
}

void __wrap_languages_free(struct languages *languages)
{
    (void)languages;
}

struct wording *__wrap_wording_load(struct languages *languages, const char *language,
                                    struct err *err)
{
    const char *key = language != NULL ? language : "en";
    struct wording *found = find(&words, key);
    if (found == NULL) {
        found = __real_wording_load(languages, language, err);
        keep(&words, key, found);
    }
    return found;
}

bool __wrap_wording_follow(struct wording **found, struct languages *languages,
                           const char *language, struct err *err)
{
    __wrap_wording_free(*found);
    *found = __wrap_wording_load(languages, language, err);
    return *found != NULL;
}

void __wrap_wording_free(struct wording *found)
{
    if (!has(&words, found))
        __real_wording_free(found);
}

struct norm_rules *__wrap_norm_rules_load(struct languages *languages, const char *language,
                                          struct err *err)
{
    struct norm_rules *found = find(&rules, language);
    if (found == NULL) {
        found = __real_norm_rules_load(languages, language, err);
        keep(&rules, language, found);
    }
    if (found != NULL)
        norm_rules_use(found, NULL);
    return found;
}

void __wrap_norm_rules_free(struct norm_rules *found)
{
    if (!has(&rules, found))
        __real_norm_rules_free(found);
}

static void *copy(const void *from, size_t bytes)
{
    return memcpy(mem_alloc(bytes), from, bytes);
}

/* A book adds its own words, so it gets lists of its own; the strings stay in the kept one. */
struct vocabulary *__wrap_vocabulary_load(struct languages *languages, const char *language,
                                          struct err *err)
{
    struct vocabulary *kept = find(&vocabularies, language);
    if (kept == NULL) {
        kept = __real_vocabulary_load(languages, language, err);
        if (!keep(&vocabularies, language, kept))
            return kept;
    }
    struct vocabulary *own = copy(kept, sizeof *kept);
    own->words = copy(kept->words, kept->capacity * sizeof *kept->words);
    own->numbers = (struct table){0};
    for (size_t i = 1; i < kept->count; i++)
        table_add(&own->numbers, table_text(view_of(kept->words[i].text)), i);
    own->arena = arena_new();
    own->scratch = (struct text){0};
    return own;
}
