/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of cache/ (see cache.h): keys, the digests that entries are found by.
 *
 * A key is a BLAKE2b digest (RFC 7693) of 256 bits over a list of fields. Each field is hashed with
 * its kind and length in front, so two different lists never give the same bytes. BLAKE2 and not a
 * faster checksum, because keys are made of what a book says: nobody can write a book whose
 * passages take the place of another book's in the cache. libb2 has it and nothing else.
 *
 *     struct hasher *hasher = hasher_new("take");
 *     hasher_add(hasher, view); hasher_add_number(hasher, 3); ...
 *     hasher_finish(hasher, &key);
 */
#ifndef CACHE_KEY_H
#define CACHE_KEY_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

enum { CACHE_KEY_BYTES = 32 };

struct cache_key {
    uint8_t bytes[CACHE_KEY_BYTES];
};

struct hasher;

/* `purpose` keeps keys of different kinds apart. */
struct hasher *hasher_new(const char *purpose);
void hasher_add(struct hasher *hasher, struct view bytes);
void hasher_add_string(struct hasher *hasher, const char *string); /* NULL is not the same as "" */
void hasher_add_number(struct hasher *hasher, int64_t number);
void hasher_add_real(struct hasher *hasher, double number);
void hasher_add_key(struct hasher *hasher, const struct cache_key *key);

/*
 * Adds the content of a file, read in pieces; a file that does not exist is a content of its own.
 * Errors: ERR_INPUT when it exists and cannot be read, is not a regular file (a device may never
 * end), has more than 256 MiB, or is "-", standard input. Nothing is added then.
 */
bool hasher_add_file(struct hasher *hasher, const char *path, struct err *err);

/* Writes the key (NULL: none is wanted) and frees the hasher. */
void hasher_finish(struct hasher *hasher, struct cache_key *key);

/* The key of a single field. */
struct cache_key cache_key_of(const char *purpose, struct view bytes);

bool cache_key_equal(const struct cache_key *a, const struct cache_key *b);

#endif
