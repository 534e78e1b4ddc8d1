/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hashing of bytes: FNV-1a, 64 bit (Fowler, Noll, Vo; draft-eastlake-fnv). The same on every
 * machine and in every version: voices and the ends of takes are chosen by it.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

static const uint64_t HASH_START = 0xcbf29ce484222325u;

/* The hash of what was hashed before (HASH_START: nothing) and `v` behind it. */
uint64_t hash_add(uint64_t hash, struct view v);
/* The same for a zero byte, which parts two texts. */
uint64_t hash_separator(uint64_t hash);
/* The hash of one text. */
uint64_t hash_of(struct view v);
/* Where a text belongs in a table of `slot_count` (a power of two) slots. */
size_t hash_slot(struct view v, size_t slot_count);

#endif
