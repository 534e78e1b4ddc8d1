/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to cache/: the file of an entry. A head of ENTRY_HEAD_BYTES, then the bytes of the entry:
 *
 *     8   "lectern" and the version of this format
 *     32  the key
 *     8   how many bytes follow the head, little-endian
 *     16  their checksum (base/checksum.h)
 */
#ifndef CACHE_ENTRY_H
#define CACHE_ENTRY_H

#include "base/str.h"
#include "cache/key.h"

#include <stdbool.h>

enum { ENTRY_HEAD_BYTES = 64 };

/* Chosen: four times the largest take, three minutes at 48 kHz spoken at half the usual rate. */
enum { ENTRY_MOST_BYTES = 256 * 1024 * 1024 };

enum entry_state { ENTRY_FOUND, ENTRY_ABSENT, ENTRY_DAMAGED };

/* Fills in the head for an entry. */
void entry_head(unsigned char head[ENTRY_HEAD_BYTES], const struct cache_key *key,
                struct view bytes);
/* True when `file`, head and bytes, is the entry of this key and intact. */
bool entry_is_intact(struct view file, const struct cache_key *key);

/* Appends the bytes of the entry in the file at `path`, and marks it as used now. `out` is
 * unchanged unless the result is ENTRY_FOUND. What cannot be read is absent. */
enum entry_state entry_read(const char *path, const struct cache_key *key, struct text *out);

/* Writes the file; its folder must exist. False, with errno, when it cannot; nothing is left. */
bool entry_write(const char *path, const struct cache_key *key, struct view bytes);

#endif
