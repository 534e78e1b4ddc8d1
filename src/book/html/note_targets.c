/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/html/note_targets.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/table.h"

#include <stdlib.h>

enum { MAX_TARGETS = 50000 }; /* bounds the memory for a hostile file */

struct note_targets {
    struct table hashes; /* of path and fragment: two addresses with one hash count as the same */
};

struct note_targets *note_targets_new(void)
{
    return mem_zero(1, sizeof(struct note_targets));
}

void note_targets_free(struct note_targets *targets)
{
    if (targets != NULL)
        table_release(&targets->hashes);
    free(targets);
}

static struct table_key key_of(const char *path, const char *fragment)
{
    uint64_t hash = hash_separator(hash_of(view_of(path)));
    return table_number(hash_add(hash, view_of(fragment)));
}

void note_targets_add(struct note_targets *targets, const char *path, const char *fragment)
{
    if (targets->hashes.count < MAX_TARGETS)
        table_add(&targets->hashes, key_of(path, fragment), 0);
}

bool note_targets_have(const struct note_targets *targets, const char *path, const char *fragment)
{
    return targets != NULL && fragment != NULL &&
           table_has(&targets->hashes, key_of(path, fragment));
}
