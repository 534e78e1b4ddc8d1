/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cache/cache.h"

#include "base/mem.h"
#include "cache/entry.h"
#include "cache/trim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct cache {
    char *folder; /* NULL: keeps nothing */
    uint64_t limit_bytes, put_bytes;
    bool writable, warned;
    cache_warning *warn;
    void *context;
};

static void warn(struct cache *cache, const char *what, int problem)
{
    struct text sentence = {0};
    text_addf(&sentence,
              "%s: %s: %s; nothing is kept for the next time (--no-cache avoids this warning)",
              cache->folder, what, strerror(problem));
    if (!cache->warned)
        cache->warn(cache->context, sentence.at);
    cache->warned = true;
    text_release(&sentence);
}

/* $XDG_CACHE_HOME counts only if it is absolute (XDG Base Directory Specification 0.8). NULL when
 * there is no place. */
static char *default_folder(void)
{
    const char *caches = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    struct text path = {0};
    if (caches != NULL && caches[0] == '/')
        text_addf(&path, "%s/lectern", caches);
    else if (home != NULL && home[0] == '/')
        text_addf(&path, "%s/.cache/lectern", home);
    return path.at;
}

/* Makes a folder and those above it. */
static bool make_folders(const char *path, mode_t mode)
{
    char *copy = mem_copy_text(path, strlen(path));
    for (char *at = copy + 1; *at != '\0'; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        mkdir(copy, mode); /* what does not work shows at the last one */
        *at = '/';
    }
    free(copy);
    struct stat status;
    if (mkdir(path, mode) == 0)
        return true;
    int problem = errno;
    if (stat(path, &status) != 0)
        return errno = problem, false;
    errno = ENOTDIR;
    return S_ISDIR(status.st_mode);
}

/* Tells backup programs to pass over the folder (bford.info/cachedir). */
static void add_tag(const char *folder)
{
    static const char tag[] = "Signature: 8a477f597d28d172789f06886806bc55\n"
                              "# This folder is a cache of lectern. It may be deleted.\n";
    struct text path = {0};
    text_addf(&path, "%s/CACHEDIR.TAG", folder);
    int descriptor = open(path.at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    text_release(&path);
    if (descriptor < 0)
        return;
    ssize_t done = write(descriptor, tag, sizeof tag - 1);
    (void)done; /* a tag cut short does no harm */
    close(descriptor);
}

struct cache *cache_open(const struct cache_settings *settings)
{
    struct cache *cache = mem_zero(1, sizeof *cache);
    cache->limit_bytes = settings->limit_bytes;
    cache->warn = settings->warn;
    cache->context = settings->context;
    bool own = settings->folder == NULL;
    cache->folder =
        own ? default_folder() : mem_copy_text(settings->folder, strlen(settings->folder));
    if (cache->folder == NULL || settings->only_read)
        return cache;
    /* 0700: what somebody reads is nobody else's business (and the specification asks for it). */
    cache->writable = make_folders(cache->folder, own ? 0700 : 0777);
    if (cache->writable)
        add_tag(cache->folder);
    else
        warn(cache, "cannot be used as a cache", errno);
    return cache;
}

void cache_close(struct cache *cache)
{
    if (cache == NULL)
        return;
    if (cache->put_bytes > 0 && cache->limit_bytes > 0)
        trim_folder(cache->folder, cache->limit_bytes);
    free(cache->folder);
    free(cache);
}

const char *cache_folder(const struct cache *cache)
{
    return cache == NULL ? NULL : cache->folder;
}

/* The path of an entry; free() it. *name_at: where the part after its folder begins. */
static char *path_of(const struct cache *cache, const struct cache_key *key, size_t *name_at)
{
    struct text path = {0};
    text_addf(&path, "%s/%02x", cache->folder, key->bytes[0]);
    *name_at = path.bytes;
    text_add_char(&path, '/');
    for (size_t i = 1; i < CACHE_KEY_BYTES; i++)
        text_addf(&path, "%02x", key->bytes[i]);
    return path.at;
}

bool cache_get(struct cache *cache, const struct cache_key *key, struct text *out)
{
    if (cache == NULL || cache->folder == NULL)
        return false;
    size_t name_at;
    char *path = path_of(cache, key, &name_at);
    enum entry_state state = entry_read(path, key, out);
    if (state == ENTRY_DAMAGED && cache->writable)
        unlink(path);
    free(path);
    return state == ENTRY_FOUND;
}

/* The folder of an entry may be missing: the first time, or because the cache was deleted. */
static bool put(struct cache *cache, const struct cache_key *key, struct view bytes)
{
    size_t name_at;
    char *path = path_of(cache, key, &name_at);
    bool good = entry_write(path, key, bytes);
    if (!good && errno == ENOENT) {
        path[name_at] = '\0';
        bool made = make_folders(path, 0777);
        path[name_at] = '/';
        good = made && entry_write(path, key, bytes);
    }
    int problem = errno;
    free(path);
    errno = problem;
    return good;
}

static bool is_full(int problem)
{
    return problem == ENOSPC || problem == EDQUOT;
}

bool cache_put(struct cache *cache, const struct cache_key *key, struct view bytes)
{
    if (cache == NULL || !cache->writable || bytes.bytes > ENTRY_MOST_BYTES - ENTRY_HEAD_BYTES)
        return false;
    bool good = put(cache, key, bytes);
    if (!good) {
        cache->writable = false;
        warn(cache, is_full(errno) ? "the cache is full" : "the cache cannot be written", errno);
        return false;
    }
    cache->put_bytes += bytes.bytes;
    /* A run longer than the limit would exceed it by far. */
    if (cache->limit_bytes > 0 && cache->put_bytes > cache->limit_bytes / 8) {
        trim_folder(cache->folder, cache->limit_bytes);
        cache->put_bytes = 1;
    }
    return true;
}

void cache_remove(struct cache *cache, const struct cache_key *key)
{
    if (cache == NULL || cache->folder == NULL)
        return;
    size_t name_at;
    char *path = path_of(cache, key, &name_at);
    unlink(path);
    free(path);
}
