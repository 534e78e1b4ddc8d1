/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track/toc.h"

#include "base/mem.h"
#include "track/track.h"

#include <stdlib.h>

/* A chapter or group that is not in a group yet. */
struct node {
    struct toc_entry entry;
    size_t first_chapter, last_chapter;
    int level;
};

static struct node add_group(struct toc *toc, const struct node *nodes, size_t count, bool is_part)
{
    struct toc_group group = {.first_entry = toc->entry_count,
                              .entry_count = count,
                              .first_chapter = nodes[0].first_chapter,
                              .last_chapter = nodes[count - 1].last_chapter,
                              .is_part = is_part};
    for (size_t i = 0; i < count; i++) {
        toc->entries =
            mem_grow(toc->entries, toc->entry_count, &toc->entry_capacity, sizeof *toc->entries);
        toc->entries[toc->entry_count++] = nodes[i].entry;
    }
    toc->groups =
        mem_grow(toc->groups, toc->group_count, &toc->group_capacity, sizeof *toc->groups);
    toc->groups[toc->group_count] = group;
    return (struct node){.entry = {.is_group = true, .index = toc->group_count++},
                         .first_chapter = group.first_chapter,
                         .last_chapter = group.last_chapter,
                         .level = nodes[0].level};
}

/* Puts nodes into as few groups of nearly equal size as 255 entries allow; returns how many. */
static size_t make_groups(struct toc *toc, const struct node *nodes, size_t count, bool is_part,
                          struct node *out)
{
    if (count == 1) {
        *out = *nodes;
        return 1;
    }
    size_t pieces = (count + TOC_ENTRIES_MAX - 1) / TOC_ENTRIES_MAX;
    for (size_t i = 0; i < pieces; i++) {
        size_t start = count * i / pieces, end = count * (i + 1) / pieces;
        out[i] = end - start == 1
                     ? nodes[start]
                     : add_group(toc, nodes + start, end - start, is_part && pieces == 1);
    }
    return pieces;
}

static size_t group_by_level(struct toc *toc, struct node *nodes, size_t count, int top_level)
{
    size_t grouped = 0;
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && nodes[end].level > top_level; end++)
            ;
        bool is_part = nodes[start].level == top_level;
        /* Writes to `nodes` while it is read, which is safe: make_groups never returns more than it
         * gets. */
        grouped += make_groups(toc, nodes + start, end - start, is_part, nodes + grouped);
    }
    return grouped;
}

static int smallest_level(const struct track_chapter *chapters, size_t count)
{
    int smallest = chapters[0].level;
    for (size_t i = 1; i < count; i++)
        if (chapters[i].level < smallest)
            smallest = chapters[i].level;
    return smallest;
}

void toc_make(struct toc *toc, const struct track_chapter *chapters, size_t count, bool nested)
{
    *toc = (struct toc){0};
    struct node *nodes = mem_zero(count, sizeof *nodes);
    for (size_t i = 0; i < count; i++)
        nodes[i] = (struct node){.entry = {.index = i},
                                 .first_chapter = i,
                                 .last_chapter = i,
                                 .level = chapters[i].level};
    if (nested || count > TOC_ENTRIES_MAX)
        count = group_by_level(toc, nodes, count, smallest_level(chapters, count));
    while (count > TOC_ENTRIES_MAX)
        count = make_groups(toc, nodes, count, false, nodes);
    add_group(toc, nodes, count, false);
    free(nodes);
}

void toc_free(struct toc *toc)
{
    free(toc->groups);
    free(toc->entries);
    *toc = (struct toc){0};
}
