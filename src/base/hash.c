/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

static const uint64_t PRIME = 0x100000001b3u;

uint64_t hash_add(uint64_t hash, struct view v)
{
    for (size_t i = 0; i < v.bytes; i++)
        hash = (hash ^ (unsigned char)v.at[i]) * PRIME;
    return hash;
}

uint64_t hash_separator(uint64_t hash)
{
    return hash * PRIME;
}

uint64_t hash_of(struct view v)
{
    return hash_add(HASH_START, v);
}

size_t hash_slot(struct view v, size_t slot_count)
{
    uint64_t hash = hash_of(v);
    return (size_t)(hash ^ hash >> 32) & (slot_count - 1);
}
