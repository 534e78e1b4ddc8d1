/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cache: whole entries or none, whatever happens to the folder. */
#include "../test.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "cache/cache.h"
#include "cache/fingerprint.h"
#include "cache/key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int warnings;
static char last_warning[512];

static void count_warning(void *context, const char *sentence)
{
    (void)context;
    warnings++;
    snprintf(last_warning, sizeof last_warning, "%s", sentence);
}

static char *path_in(const char *folder, const char *name)
{
    struct text path = {0};
    text_addf(&path, "%s/%s", folder, name);
    return path.at;
}

static char *scratch(const char *name)
{
    const char *folder = getenv("TMPDIR");
    return path_in(folder != NULL ? folder : "/tmp", name);
}

static struct cache *open_at(const char *folder, uint64_t limit_bytes)
{
    struct cache_settings settings = {
        .folder = folder, .limit_bytes = limit_bytes, .warn = count_warning};
    return cache_open(&settings);
}

static struct cache_key key_of(const char *name)
{
    return cache_key_of("test", view_of(name));
}

static char *path_of(const char *folder, const struct cache_key *key)
{
    struct text path = {0};
    text_addf(&path, "%s/%02x/", folder, key->bytes[0]);
    for (size_t i = 1; i < CACHE_KEY_BYTES; i++)
        text_addf(&path, "%02x", key->bytes[i]);
    return path.at;
}

static void put_file(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");
    fputs(content, file);
    fclose(file);
}

static void fields_do_not_run_together(void)
{
    struct cache_key one, other;
    struct hasher *hasher = hasher_new("test");
    hasher_add_string(hasher, "ab");
    hasher_add_string(hasher, "c");
    hasher_finish(hasher, &one);
    hasher = hasher_new("test");
    hasher_add_string(hasher, "a");
    hasher_add_string(hasher, "bc");
    hasher_finish(hasher, &other);
    CHECK(!cache_key_equal(&one, &other));
    hasher = hasher_new("test");
    hasher_add_string(hasher, NULL);
    hasher_finish(hasher, &one);
    hasher = hasher_new("test");
    hasher_add_string(hasher, "");
    hasher_finish(hasher, &other);
    CHECK(!cache_key_equal(&one, &other));
}

/* The key of a list of fields is the same on every machine and in every version: this one was
 * computed by another implementation of BLAKE2b (Python's hashlib) from the bytes of key.c's
 * fields. */
static void keys_never_change(void)
{
    struct cache_key key = key_of("x");
    char hex[65];
    for (size_t i = 0; i < 32; i++)
        snprintf(hex + 2 * i, 3, "%02x", key.bytes[i]);
    CHECK_STR(hex, "585ac849994bf1f61c7247361a04a2867f6e99e988c230388c6ae7df20bb5d74");
}

static void what_was_put_is_found(void)
{
    char *folder = scratch("cache-found");
    struct cache *cache = open_at(folder, 0);
    struct cache_key key = key_of("a"), other = key_of("b");
    struct text out = {0};
    text_add_str(&out, "before ");
    CHECK(!cache_get(cache, &key, &out));
    CHECK(cache_put(cache, &key, view_of("some bytes")));
    CHECK(cache_get(cache, &key, &out));
    CHECK_STR(out.at, "before some bytes");
    CHECK(!cache_get(cache, &other, &out));
    CHECK(cache_put(cache, &key, view_of("")));
    CHECK(cache_get(cache, &key, &out));
    CHECK_STR(out.at, "before some bytes");
    cache_remove(cache, &key);
    CHECK(!cache_get(cache, &key, &out));
    cache_close(cache);
    text_release(&out);
    CHECK_INT(warnings, 0);
    free(folder);
}

/* Every single bit of an entry matters. */
static void damage_is_not_found_and_removed(void)
{
    char *folder = scratch("cache-damage");
    struct cache *cache = open_at(folder, 0);
    struct cache_key key = key_of("a");
    struct text out = {0}, whole = {0};
    struct err err = {0};
    cache_put(cache, &key, view_of("bytes that matter"));
    char *path = path_of(folder, &key);
    CHECK(file_read(path, 4096, &whole, &err));
    for (size_t bit = 0; bit < whole.bytes * 8; bit++) {
        FILE *file = fopen(path, "wb");
        whole.at[bit / 8] ^= (char)(1 << bit % 8);
        fwrite(whole.at, 1, whole.bytes, file);
        whole.at[bit / 8] ^= (char)(1 << bit % 8);
        fclose(file);
        CHECK(!cache_get(cache, &key, &out));
        CHECK(access(path, F_OK) != 0);
    }
    for (size_t bytes = 0; bytes < whole.bytes; bytes++) {
        FILE *file = fopen(path, "wb");
        fwrite(whole.at, 1, bytes, file);
        fclose(file);
        CHECK(!cache_get(cache, &key, &out));
    }
    CHECK_INT(out.bytes, 0);
    CHECK(cache_put(cache, &key, view_of("bytes that matter")));
    CHECK(cache_get(cache, &key, &out));
    cache_close(cache);
    text_release(&out);
    text_release(&whole);
    free(path);
    free(folder);
}

static void an_entry_of_another_key_is_not_taken(void)
{
    char *folder = scratch("cache-moved");
    struct cache *cache = open_at(folder, 0);
    struct cache_key key = key_of("a"), other = key_of("b");
    cache_put(cache, &key, view_of("of a"));
    cache_put(cache, &other, view_of("of b"));
    char *from = path_of(folder, &key), *to = path_of(folder, &other);
    CHECK_INT(rename(from, to), 0);
    struct text out = {0};
    CHECK(!cache_get(cache, &other, &out));
    cache_close(cache);
    text_release(&out);
    free(from);
    free(to);
    free(folder);
}

static void a_folder_that_is_deleted_while_in_use_comes_back(void)
{
    char *folder = scratch("cache-deleted");
    struct cache *cache = open_at(folder, 0);
    struct cache_key key = key_of("a");
    struct text command = {0}, out = {0};
    cache_put(cache, &key, view_of("1"));
    text_addf(&command, "rm -rf '%s'", folder);
    CHECK_INT(system(command.at), 0);
    CHECK(!cache_get(cache, &key, &out));
    CHECK(cache_put(cache, &key, view_of("2")));
    CHECK(cache_get(cache, &key, &out));
    CHECK_STR(out.at, "2");
    cache_close(cache);
    text_release(&command);
    text_release(&out);
    free(folder);
}

static void a_folder_that_cannot_be_made_is_one_warning(void)
{
    char *file = scratch("not-a-folder");
    put_file(file, "x");
    char *inside = path_in(file, "cache");
    struct cache_key key = key_of("a");
    struct text out = {0};
    warnings = 0;
    struct cache *cache = open_at(inside, 0);
    CHECK(!cache_put(cache, &key, view_of("1")));
    CHECK(!cache_put(cache, &key, view_of("1")));
    CHECK(!cache_get(cache, &key, &out));
    CHECK_INT(warnings, 1);
    CHECK(strstr(last_warning, inside) != NULL);
    cache_close(cache);
    warnings = 0;
    free(inside);
    free(file);
}

static void what_was_not_used_for_longest_goes_first(void)
{
    enum { COUNT = 20, BYTES = 100 * 1024 };
    char *folder = scratch("cache-trim");
    struct cache *cache = open_at(folder, 0);
    char *bytes = mem_zero(1, BYTES);
    for (int i = 0; i < COUNT; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d", i);
        struct cache_key key = key_of(name);
        cache_put(cache, &key, (struct view){bytes, BYTES});
        char *path = path_of(folder, &key);
        struct timespec times[2] = {{1000 + i, 0}, {1000 + i, 0}};
        utimensat(AT_FDCWD, path, times, 0);
        free(path);
    }
    cache_close(cache);
    cache = open_at(folder, COUNT / 2 * BYTES);
    struct text out = {0};
    struct cache_key first = key_of("0"), small = key_of("small");
    CHECK(cache_get(cache, &first, &out)); /* counts as used now */
    cache_put(cache, &small, view_of("x"));
    cache_close(cache);
    cache = open_at(folder, 0);
    CHECK(cache_get(cache, &first, &out));
    CHECK(cache_get(cache, &small, &out));
    int left = 0, last_gone = 0;
    for (int i = 1; i < COUNT; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d", i);
        struct cache_key key = key_of(name);
        bool found = cache_get(cache, &key, &out);
        left += found;
        if (!found)
            last_gone = i;
    }
    CHECK(left >= 5 && left <= 9); /* nine tenths of ten, less the first */
    CHECK_INT(left, COUNT - 1 - last_gone);
    cache_close(cache);
    text_release(&out);
    free(bytes);
    free(folder);
}

static void trimming_leaves_other_files_alone(void)
{
    char *folder = scratch("cache-others");
    struct cache *cache = open_at(folder, 1);
    char *inner = path_in(folder, "ab"), *mine = path_in(folder, "novel.txt");
    mkdir(inner, 0777);
    char *also_mine = path_in(inner, "notes.txt");
    put_file(mine, "x");
    put_file(also_mine, "x");
    struct cache_key key = key_of("a");
    cache_put(cache, &key, view_of("1"));
    cache_close(cache);
    CHECK_INT(access(mine, F_OK), 0);
    CHECK_INT(access(also_mine, F_OK), 0);
    char *path = path_of(folder, &key);
    CHECK(access(path, F_OK) != 0);
    free(path);
    free(inner);
    free(mine);
    free(also_mine);
    free(folder);
}

/* Eight processes put and get the same few entries; none may ever see anything but a whole one. */
static void many_programs_at_once(void)
{
    enum { PROCESSES = 8, ROUNDS = 300, BYTES = 20000 };
    char *folder = scratch("cache-many");
    pid_t pids[PROCESSES];
    for (int p = 0; p < PROCESSES; p++) {
        pids[p] = fork();
        if (pids[p] != 0)
            continue;
        struct cache *cache = open_at(folder, 10 * BYTES);
        char *bytes = mem_alloc(BYTES);
        int bad = 0;
        for (int i = 0; i < ROUNDS; i++) {
            char name[16];
            snprintf(name, sizeof name, "%d", (i * 7 + p) % 20);
            memset(bytes, name[0], BYTES);
            struct cache_key key = key_of(name);
            struct text out = {0};
            if (cache_get(cache, &key, &out))
                bad += out.bytes != BYTES || memcmp(out.at, bytes, BYTES) != 0;
            else
                cache_put(cache, &key, (struct view){bytes, BYTES});
            text_release(&out);
        }
        cache_close(cache);
        _exit(bad > 0 || warnings > 0 ? 1 : 0);
    }
    for (int p = 0; p < PROCESSES; p++) {
        int status = 0;
        waitpid(pids[p], &status, 0);
        CHECK_INT(status, 0);
    }
    free(folder);
}

static void a_fingerprint_follows_the_content(void)
{
    char *folder = scratch("tree"), *caches = scratch("cache-tree");
    char *inner = path_in(folder, "inner"), *file = path_in(inner, "a.txt");
    mkdir(folder, 0777);
    mkdir(inner, 0777);
    put_file(file, "one");
    struct timespec old[2] = {{1000, 0}, {1000, 0}};
    utimensat(AT_FDCWD, file, old, 0);
    struct cache *cache = open_at(caches, 0);
    struct cache_key first, again, changed, bare, back;
    struct err err = {0};
    CHECK(fingerprint_make(cache, folder, &first, &err));
    CHECK(fingerprint_make(cache, folder, &again, &err));
    CHECK(fingerprint_make(NULL, folder, &bare, &err));
    CHECK(cache_key_equal(&first, &again));
    CHECK(cache_key_equal(&first, &bare));
    put_file(file, "two"); /* the same size, and below the same time: */
    utimensat(AT_FDCWD, file, old, 0);
    CHECK(fingerprint_make(cache, folder, &changed, &err));
    CHECK(!cache_key_equal(&first, &changed));
    put_file(file, "one");
    CHECK(fingerprint_make(cache, folder, &back, &err));
    CHECK(cache_key_equal(&first, &back));
    char *moved = path_in(inner, "b.txt");
    rename(file, moved);
    CHECK(fingerprint_make(cache, folder, &changed, &err));
    CHECK(!cache_key_equal(&first, &changed));
    CHECK(!fingerprint_make(cache, "/nonexistent", &changed, &err));
    CHECK_INT(err.kind, ERR_SETUP);
    cache_close(cache);
    free(moved);
    free(file);
    free(inner);
    free(folder);
    free(caches);
}

TEST_MAIN(TEST(fields_do_not_run_together), TEST(keys_never_change), TEST(what_was_put_is_found),
          TEST(damage_is_not_found_and_removed), TEST(an_entry_of_another_key_is_not_taken),
          TEST(a_folder_that_is_deleted_while_in_use_comes_back),
          TEST(a_folder_that_cannot_be_made_is_one_warning),
          TEST(what_was_not_used_for_longest_goes_first), TEST(trimming_leaves_other_files_alone),
          TEST(many_programs_at_once), TEST(a_fingerprint_follows_the_content))
