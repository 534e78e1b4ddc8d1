/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For messages: the name that may have been meant by a misspelt one.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

#include <stddef.h>

/* Is offered names one by one and keeps the one with the smallest edit distance, the first of
 * equals. Inserting, deleting or replacing a character or swapping two neighbours costs 1; case is
 * ignored; only the first 64 characters count. Start with {.wanted = ...}. */
struct nearest {
    struct view wanted;
    const char *best; /* what was offered, borrowed; NULL: nothing yet */
    size_t distance;
};

void nearest_offer(struct nearest *nearest, const char *name);
/* The best name if it is near enough to be a slip, else NULL. Chosen: a distance of 1, and another
 * for every 5 bytes of the name. */
const char *nearest_slip(const struct nearest *nearest);

#endif
