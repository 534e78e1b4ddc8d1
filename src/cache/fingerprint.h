/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of cache/ (see cache.h): what is in a file or folder, as a key.
 *
 * Reading all of a folder takes long, so its fingerprint is kept in the cache under the names,
 * sizes, inodes and times of its files, as git's index does: while none of these changes, the
 * content has not changed.
 */
#ifndef CACHE_FINGERPRINT_H
#define CACHE_FINGERPRINT_H

#include "base/err.h"
#include "cache/key.h"

struct cache;

/*
 * Digests the names and the content of all files in a folder and the folders in it, or of a single
 * file, wherever it is. `cache` may be NULL. Errors (ERR_SETUP): something cannot be read, or there
 * are more than 100,000 files.
 */
bool fingerprint_make(struct cache *cache, const char *path, struct cache_key *fingerprint,
                      struct err *err);

/* Size, times, device and inode of a file: a key that changes when the file is written or replaced.
 * False when there is no file. */
bool fingerprint_identity(const char *path, struct cache_key *identity);

#endif
