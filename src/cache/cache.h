/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of cache/: what was made once and need not be made again, kept in a folder.
 *
 * An entry is some bytes under a key (key.h), in a file of its own: FOLDER/ab/cdef..., the key in
 * hexadecimal. It appears as a whole or not at all and never changes, so any number of programs may
 * use a folder at once, on several machines too, and it may be deleted at any moment. A damaged
 * entry is recognised by its checksum, removed, and not found.
 *
 * A cache never fails: what cannot be read is not found, what cannot be written is not kept, and
 * the first such problem is one warning. Damage by a power cut is like any other, so nothing waits
 * for the disk.
 *
 * Inside: entry.h reads and writes one file; trim.h keeps the size. Two more doors: key.h, and
 * fingerprint.h for the content of files and folders.
 *
 * May use: base. Tests: test_cache; tests/cli/cache.sh; fuzzer cache_entry.
 */
#ifndef CACHE_CACHE_H
#define CACHE_CACHE_H

#include "base/str.h"
#include "cache/key.h"

#include <stdbool.h>
#include <stdint.h>

/* Something worth a warning; `sentence` is valid during the call. */
typedef void cache_warning(void *context, const char *sentence);

struct cache_settings {
    const char *folder;   /* NULL: $XDG_CACHE_HOME/lectern, else ~/.cache/lectern */
    uint64_t limit_bytes; /* of all entries; 0: no limit */
    cache_warning *warn;
    void *context;  /* for `warn` */
    bool only_read; /* nothing is kept, removed or made; a folder that is missing is an empty one */
};

/* Chosen: 4 GiB hold about 140 hours at 64 kbit/s. */
#define CACHE_LIMIT_BYTES ((uint64_t)4 << 30)

struct cache;

/* Opens the folder, made if necessary. Without a folder (HOME is not set), or when it cannot be
 * made, the cache is empty and keeps nothing. Never NULL. */
struct cache *cache_open(const struct cache_settings *settings);

/* Removes what was not used for the longest time if the limit is exceeded; frees. NULL is fine. */
void cache_close(struct cache *cache);

/* The path of the folder, or NULL when there is none; valid until cache_close. */
const char *cache_folder(const struct cache *cache);

/* Appends the bytes of the entry. False when there is none; `out` is unchanged then. The entry
 * counts as used now. With NULL for `cache` there is none. */
bool cache_get(struct cache *cache, const struct cache_key *key, struct text *out);

/* Keeps the bytes; returns whether it did. An entry that is there already is replaced. */
bool cache_put(struct cache *cache, const struct cache_key *key, struct view bytes);

/* Forgets an entry, if there is one. */
void cache_remove(struct cache *cache, const struct cache_key *key);

#endif
