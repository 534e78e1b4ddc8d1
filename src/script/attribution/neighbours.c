/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/attribution/neighbours.h"

#include "base/mem.h"
#include "script/attribution/attribution.h"

#include <stdbool.h>
#include <stdlib.h>

struct pair {
    uint32_t speaker, other;
};

struct pairs {
    struct pair *items;
    size_t count, capacity;
};

static void add_pair(struct pairs *pairs, uint32_t speaker, uint32_t other)
{
    pairs->items = mem_grow(pairs->items, pairs->count, &pairs->capacity, sizeof *pairs->items);
    pairs->items[pairs->count++] = (struct pair){speaker, other};
}

static int by_pair(const void *a, const void *b)
{
    const struct pair *first = a, *second = b;
    if (first->speaker != second->speaker)
        return first->speaker < second->speaker ? -1 : 1;
    return first->other < second->other ? -1 : first->other > second->other;
}

static bool is_somebody(const struct quotation *quotation)
{
    return quotation->kind != QUOTATION_MENTION && quotation->speaker != SPEAKER_UNKNOWN &&
           quotation->speaker != SPEAKER_NARRATOR;
}

static struct pairs find_pairs(const struct attribution *attribution)
{
    struct pairs pairs = {0};
    const struct quotation *last[2] = {NULL,
                                       NULL}; /* of the two speakers before, the newest first */
    for (size_t q = 0; q < attribution->quotation_count; q++) {
        const struct quotation *own = &attribution->quotations[q];
        if (!is_somebody(own))
            continue;
        for (int i = 0; i < 2; i++)
            if (last[i] != NULL && last[i]->speaker != own->speaker &&
                own->start - last[i]->end <= NEIGHBOUR_BYTES) {
                add_pair(&pairs, own->speaker, last[i]->speaker);
                add_pair(&pairs, last[i]->speaker, own->speaker);
            }
        if (last[0] != NULL && last[0]->speaker != own->speaker)
            last[1] = last[0];
        last[0] = own;
    }
    return pairs;
}

struct neighbours neighbours_find(const struct attribution *attribution)
{
    struct pairs pairs = find_pairs(attribution);
    size_t speakers = attribution->speaker_count, count = 0;
    struct neighbours found = {mem_alloc(pairs.count * sizeof *found.items),
                               mem_zero(speakers + 1, sizeof *found.first)};
    if (pairs.count > 0)
        qsort(pairs.items, pairs.count, sizeof *pairs.items, by_pair);
    size_t speaker = 0;
    for (size_t i = 0; i < pairs.count; i++) {
        const struct pair *pair = &pairs.items[i];
        while (speaker < pair->speaker)
            found.first[++speaker] = count;
        if (i > 0 && by_pair(pair, pair - 1) == 0)
            found.items[count - 1].times++;
        else
            found.items[count++] = (struct neighbour){pair->other, 1};
    }
    while (speaker < speakers)
        found.first[++speaker] = count;
    free(pairs.items);
    return found;
}

void neighbours_release(struct neighbours *neighbours)
{
    free(neighbours->items);
    free(neighbours->first);
    *neighbours = (struct neighbours){0};
}
