/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/html/note_targets.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

/* A table of hashes, half empty; made-up texts whose hashes meet are lost, not searched for long.
 */
enum { SLOTS = 1 << 17, MAX_TARGETS = 50000, MAX_STEPS = 64 };

struct note_targets {
    uint64_t *slots; /* 0: free */
    size_t count;
};

struct note_targets *note_targets_new(void)
{
    return mem_zero(1, sizeof(struct note_targets));
}

void note_targets_free(struct note_targets *targets)
{
    if (targets != NULL)
        free(targets->slots);
    free(targets);
}

static uint64_t key_of(const char *path, const char *fragment)
{
    uint64_t hash = hash_separator(hash_add(HASH_START, view_of(path)));
    hash = hash_add(hash, view_of(fragment));
    return hash != 0 ? hash : 1;
}

void note_targets_add(struct note_targets *targets, const char *path, const char *fragment)
{
    uint64_t key = key_of(path, fragment);
    if (targets->slots == NULL)
        targets->slots = mem_zero(SLOTS, sizeof *targets->slots);
    for (size_t step = 0; step < MAX_STEPS && targets->count < MAX_TARGETS; step++) {
        uint64_t *slot = &targets->slots[(key + step) % SLOTS];
        if (*slot == key)
            return;
        if (*slot == 0) {
            *slot = key;
            targets->count++;
            return;
        }
    }
}

bool note_targets_have(const struct note_targets *targets, const char *path, const char *fragment)
{
    if (targets == NULL || targets->count == 0 || fragment == NULL)
        return false;
    uint64_t key = key_of(path, fragment);
    for (size_t step = 0; step < MAX_STEPS; step++) {
        uint64_t slot = targets->slots[(key + step) % SLOTS];
        if (slot == key || slot == 0)
            return slot == key;
    }
    return false;
}
