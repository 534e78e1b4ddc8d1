/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cache/fingerprint.h"

#include "base/mem.h"
#include "cache/cache.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum {
    FILES_MOST = 100000, /* chosen: two hundred times what eSpeak NG installs */
    /* A file written within the tick of the clock in which it was read keeps its time. Chosen: the
     * coarsest clock of a usual file system (FAT) ticks every 2 s. */
    SETTLED_SECONDS = 3,
};

static void add_status(struct hasher *hasher, const struct stat *status)
{
    hasher_add_number(hasher, status->st_size);
    hasher_add_number(hasher, status->st_mtim.tv_sec);
    hasher_add_number(hasher, status->st_mtim.tv_nsec);
    hasher_add_number(hasher, status->st_ctim.tv_sec);
    hasher_add_number(hasher, status->st_ctim.tv_nsec);
    hasher_add_number(hasher, (int64_t)status->st_dev);
    hasher_add_number(hasher, (int64_t)status->st_ino);
}

bool fingerprint_identity(const char *path, struct cache_key *identity)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    struct hasher *hasher = hasher_new("identity");
    add_status(hasher, &status);
    hasher_finish(hasher, identity);
    return true;
}

struct listing {
    char **paths;
    size_t count, capacity;
    size_t root_bytes; /* of the path of the folder; names in it begin after that */
    struct hasher *identities;
    time_t newest;
};

static bool add_file(struct listing *listing, const FTSENT *entry, struct err *err)
{
    if (listing->count == FILES_MOST)
        return err_set(err, ERR_SETUP, "%s: there are more than %d files in this folder",
                       entry->fts_path, FILES_MOST);
    listing->paths =
        mem_grow(listing->paths, listing->count, &listing->capacity, sizeof *listing->paths);
    listing->paths[listing->count++] = mem_copy_text(entry->fts_path, entry->fts_pathlen);
    hasher_add_string(listing->identities, entry->fts_path);
    add_status(listing->identities, entry->fts_statp);
    if (entry->fts_statp->st_mtime > listing->newest)
        listing->newest = entry->fts_statp->st_mtime;
    return true;
}

static int compare_names(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool unreadable(const char *path, int problem, struct err *err)
{
    return err_set(err, err_kind_of(problem, ERR_SETUP), "%s: %s%s", path, strerror(problem),
                   err_advice(problem));
}

static bool walk(FTS *tree, const char *path, struct listing *listing, struct err *err)
{
    for (FTSENT *entry; errno = 0, (entry = fts_read(tree)) != NULL;) {
        if (entry->fts_info == FTS_F && !add_file(listing, entry, err))
            return false;
        if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS)
            return unreadable(entry->fts_path, entry->fts_errno, err);
    }
    return errno == 0 || unreadable(path, errno, err);
}

static bool list(const char *path, struct listing *listing, struct err *err)
{
    char *root = mem_copy_text(path, strlen(path));
    char *const roots[] = {root, NULL};
    listing->root_bytes = strlen(path);
    listing->identities = hasher_new("identities");
    /* Symbolic links are followed; fts reports a circle as FTS_DC, which ends there. */
    FTS *tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, compare_names);
    bool good = tree != NULL ? walk(tree, path, listing, err) : unreadable(path, errno, err);
    if (tree != NULL)
        fts_close(tree);
    free(root);
    return good;
}

static bool read_all(const struct listing *listing, struct cache_key *fingerprint, struct err *err)
{
    struct hasher *hasher = hasher_new("content");
    bool good = true;
    for (size_t i = 0; good && i < listing->count; i++) {
        hasher_add_string(hasher, listing->paths[i] + listing->root_bytes);
        good = hasher_add_file(hasher, listing->paths[i], err);
    }
    hasher_finish(hasher, fingerprint);
    if (!good && err->kind == ERR_INPUT)
        err->kind = ERR_SETUP;
    return good;
}

static bool find(struct cache *cache, const struct cache_key *identities,
                 struct cache_key *fingerprint)
{
    struct text kept = {0};
    bool found = cache_get(cache, identities, &kept) && kept.bytes == CACHE_KEY_BYTES;
    if (found)
        memcpy(fingerprint->bytes, kept.at, CACHE_KEY_BYTES);
    text_release(&kept);
    return found;
}

bool fingerprint_make(struct cache *cache, const char *path, struct cache_key *fingerprint,
                      struct err *err)
{
    struct listing listing = {0};
    struct cache_key identities;
    bool good = list(path, &listing, err);
    hasher_finish(listing.identities, &identities);
    if (good && !find(cache, &identities, fingerprint)) {
        good = read_all(&listing, fingerprint, err);
        if (good && time(NULL) - listing.newest >= SETTLED_SECONDS)
            cache_put(cache, &identities,
                      (struct view){(const char *)fingerprint->bytes, CACHE_KEY_BYTES});
    }
    for (size_t i = 0; i < listing.count; i++)
        free(listing.paths[i]);
    free(listing.paths);
    return good;
}
