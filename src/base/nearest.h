/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The name somebody may have meant. For messages.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

#include <stddef.h>

/* Offered names one by one; keeps the one with the least edit distance (insert, delete, replace,
 * swap neighbours; case does not count), the first of equals. */
struct nearest {
    struct view wanted;
    const char *best; /* NULL: none so far; points to what was offered */
    size_t distance;
};

void nearest_offer(struct nearest *nearest, const char *name);
/* The best one when it is near enough to be a slip of the pen (a third of its letters), else NULL.
 */
const char *nearest_slip(const struct nearest *nearest);

#endif
