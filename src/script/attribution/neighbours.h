/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/attribution. Who talks with whom: speakers whose quotations are next to each
 * other.
 */
#ifndef SCRIPT_ATTRIBUTION_NEIGHBOURS_H
#define SCRIPT_ATTRIBUTION_NEIGHBOURS_H

#include <stddef.h>
#include <stdint.h>

struct attribution;

struct neighbour {
    uint32_t speaker, times;
};

/* The neighbours of speaker i are items[first[i]] to items[first[i + 1]]. */
struct neighbours {
    struct neighbour *items;
    size_t *first; /* malloc'ed, as items; one more than there are speakers */
};

/*
 * Two speeches are neighbours when at most one other speaker and NEIGHBOUR_BYTES of text are
 * between them. Lines of the narrator and of unknown speakers are ignored. n log n; never fails.
 * Free with neighbours_release. NEIGHBOUR_BYTES is chosen: about a page, after which a voice is no
 * longer heard beside the other.
 */
enum { NEIGHBOUR_BYTES = 2000 };
struct neighbours neighbours_find(const struct attribution *attribution);
void neighbours_release(struct neighbours *neighbours);

#endif
