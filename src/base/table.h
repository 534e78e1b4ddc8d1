/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hash table: from keys to numbers, most often indexes into a list that the caller keeps.
 *
 * A key is a text, a number, or both; two keys are equal when both are. Texts are not copied: their
 * bytes must stay where they are, unchanged, while the table is used; usually they are in an arena.
 * Finding and adding take constant time; nothing can be removed. A table starts as all zero ({0}),
 * which is empty.
 *
 *     struct table table = {0};
 *     table_add(&table, table_text(view_of("Anna")), 3);
 *     table_find(&table, table_text(view_of("Anna")), 0);      3
 *     table_find(&table, table_number(17), 0);                 0
 *     table_release(&table);
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table_key {
    uint64_t number;
    struct view text;
};

static inline struct table_key table_text(struct view text)
{
    return (struct table_key){0, text};
}

static inline struct table_key table_number(uint64_t number)
{
    return (struct table_key){number, {"", 0}};
}

struct table {
    size_t count; /* keys */
    /* private */
    struct table_entry *entries; /* in the order in which they were added */
    size_t capacity;
    uint32_t *slots; /* open addressing: index of the entry + 1, 0 is free */
    size_t slot_count;
};

/* The number of a key; `otherwise` when the key is not in the table. */
size_t table_find(const struct table *table, struct table_key key, size_t otherwise);
bool table_has(const struct table *table, struct table_key key);

/* Adds a key. False when it is there already; then it keeps its number. */
bool table_add(struct table *table, struct table_key key, size_t number);
/* Adds a key, or changes its number when it is there already. */
void table_set(struct table *table, struct table_key key, size_t number);

void table_release(struct table *table); /* reusable as {0} */

#endif
