/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hashing of bytes: FNV-1a, 64 bit, with its start and prime (Fowler, Noll, Vo;
 * draft-eastlake-fnv). It must be the same on every machine and in every version, because voices
 * and the ends of takes are chosen by it.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

static const uint64_t HASH_START = 0xcbf29ce484222325u;

static const uint64_t HASH_PRIME = 0x100000001b3u;

/* Continues a hash (HASH_START: of nothing) with `v`. */
static inline uint64_t hash_add(uint64_t hash, struct view v)
{
    for (size_t i = 0; i < v.bytes; i++)
        hash = (hash ^ (unsigned char)v.at[i]) * HASH_PRIME;
    return hash;
}

/* Continues a hash with a zero byte, which separates two texts. */
static inline uint64_t hash_separator(uint64_t hash)
{
    return hash * HASH_PRIME;
}

/* The hash of one text. */
static inline uint64_t hash_of(struct view v)
{
    return hash_add(HASH_START, v);
}

#endif
