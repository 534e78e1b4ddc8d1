/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/table.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 }; /* chosen; a power of two */

/* 2^64 divided by the golden ratio, made odd, spreads numbers well (Knuth, The Art of Computer
 * Programming, volume 3, section 6.4). */
static const uint64_t SPREAD = 0x9E3779B97F4A7C15u;

struct table_entry {
    uint64_t hash;
    struct table_key key;
    size_t number;
};

static inline uint64_t hash_key(const struct table_key *key)
{
    uint64_t hash = hash_add(HASH_START ^ key->number * SPREAD, key->text);
    return hash ^ hash >> 32;
}

static inline bool entry_has_key(const struct table_entry *entry, const struct table_key *key,
                                 uint64_t hash)
{
    return entry->hash == hash && entry->key.number == key->number &&
           entry->key.text.bytes == key->text.bytes &&
           memcmp(entry->key.text.at, key->text.at, key->text.bytes) == 0;
}

/*
 * Double hashing: the distance between the slots that are tried comes from the upper half of the
 * hash. So keys that were made to share their first slot do not share the others. The distance is
 * odd and the number of slots is a power of two, so every slot is reached.
 */
static inline size_t next_slot(const struct table *table, size_t slot, uint64_t hash)
{
    return (slot + (size_t)(hash >> 32 | 1)) & (table->slot_count - 1);
}

static inline struct table_entry *find(const struct table *table, const struct table_key *key,
                                       uint64_t hash)
{
    if (table->count == 0)
        return NULL;
    size_t slot = (size_t)hash & (table->slot_count - 1);
    for (; table->slots[slot] != 0; slot = next_slot(table, slot, hash)) {
        struct table_entry *entry = &table->entries[table->slots[slot] - 1];
        if (entry_has_key(entry, key, hash))
            return entry;
    }
    return NULL;
}

static void place(struct table *table, size_t index)
{
    uint64_t hash = table->entries[index].hash;
    size_t slot = (size_t)hash & (table->slot_count - 1);
    while (table->slots[slot] != 0)
        slot = next_slot(table, slot, hash);
    table->slots[slot] = (uint32_t)(index + 1);
}

/* At most half of the slots are in use: a search then looks at two of them on average. */
static void grow(struct table *table)
{
    if (table->count >= UINT32_MAX / 2)
        mem_checked(NULL);
    free(table->slots);
    table->slot_count = table->slot_count == 0 ? FIRST_SLOTS : table->slot_count * 2;
    table->slots = mem_zero(table->slot_count, sizeof *table->slots);
    for (size_t i = 0; i < table->count; i++)
        place(table, i);
}

static void append(struct table *table, struct table_key key, uint64_t hash, size_t number)
{
    if ((table->count + 1) * 2 > table->slot_count)
        grow(table);
    table->entries =
        mem_grow(table->entries, table->count, &table->capacity, sizeof *table->entries);
    table->entries[table->count] = (struct table_entry){hash, key, number};
    place(table, table->count++);
}

size_t table_find(const struct table *table, struct table_key key, size_t otherwise)
{
    const struct table_entry *entry = find(table, &key, hash_key(&key));
    return entry != NULL ? entry->number : otherwise;
}

bool table_has(const struct table *table, struct table_key key)
{
    return find(table, &key, hash_key(&key)) != NULL;
}

bool table_add(struct table *table, struct table_key key, size_t number)
{
    uint64_t hash = hash_key(&key);
    if (find(table, &key, hash) != NULL)
        return false;
    append(table, key, hash, number);
    return true;
}

void table_set(struct table *table, struct table_key key, size_t number)
{
    uint64_t hash = hash_key(&key);
    struct table_entry *entry = find(table, &key, hash);
    if (entry != NULL)
        entry->number = number;
    else
        append(table, key, hash, number);
}

void table_release(struct table *table)
{
    free(table->entries);
    free(table->slots);
    *table = (struct table){0};
}
