/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who talks with whom: speakers whose quotations stand next to each other.
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
    size_t *first; /* one more than there are speakers */
};

/*
 * Two speeches are neighbours when at most one other stands between them and no more than
 * NEIGHBOUR_BYTES of text. Lines of nobody known are looked through. n log n.
 */
enum { NEIGHBOUR_BYTES = 2000 };
struct neighbours neighbours_find(const struct attribution *attribution);
void neighbours_release(struct neighbours *neighbours);

#endif
