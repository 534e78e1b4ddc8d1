/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <stdint.h>
#include <string.h>

enum { MOST_RUNES = 64 }; /* chosen: longer than any option, command or voice */

static size_t read_runes(struct view v, uint32_t runes[MOST_RUNES])
{
    size_t count = 0, at = 0;
    while (at < v.bytes && count < MOST_RUNES)
        runes[count++] = rune_to_lower(rune_next(v, &at));
    return count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment (Damerau 1964, Levenshtein 1966); only three rows of the matrix are
 * kept. */
static size_t edit_distance(struct view a, struct view b)
{
    uint32_t from[MOST_RUNES], to[MOST_RUNES];
    size_t rows[3][MOST_RUNES + 1];
    size_t from_count = read_runes(a, from), to_count = read_runes(b, to);
    for (size_t j = 0; j <= to_count; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= from_count; i++) {
        size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= to_count; j++) {
            now[j] =
                least(before[j - 1] + (from[i - 1] != to[j - 1]), least(before[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                now[j] = least(now[j], earlier[j - 2] + 1);
        }
    }
    return rows[from_count % 3][to_count];
}

void nearest_offer(struct nearest *nearest, const char *name)
{
    size_t distance = edit_distance(nearest->wanted, view_of(name));
    if (nearest->best != NULL && distance >= nearest->distance)
        return;
    nearest->best = name;
    nearest->distance = distance;
}

const char *nearest_slip(const struct nearest *nearest)
{
    if (nearest->best == NULL || nearest->distance > 1 + strlen(nearest->best) / 5)
        return NULL;
    return nearest->best;
}
