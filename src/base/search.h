/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Binary search in sorted lists.
 */
#ifndef BASE_SEARCH_H
#define BASE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The index of the first of `count` items that does not come before `wanted`; `count` when all do.
 * The items must be sorted: `is_before` is true for the first of them up to some item, and false
 * for all from there.
 */
static inline size_t lower_bound(const void *items, size_t count, size_t item_bytes,
                                 bool (*is_before)(const void *item, const void *wanted),
                                 const void *wanted)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_before((const char *)items + middle * item_bytes, wanted))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static inline bool size_is_before(const void *item, const void *wanted)
{
    return *(const size_t *)item < *(const size_t *)wanted;
}

static inline bool u32_is_before(const void *item, const void *wanted)
{
    return *(const uint32_t *)item < *(const size_t *)wanted;
}

/*
 * The same for items sorted by a number in each of them, such as an offset: `member` is where in an
 * item the number is. `items` may be NULL when there are none.
 *     lower_bound_size(spans, offsetof(struct span, start), span_count, sizeof *spans, at)
 */
static inline size_t lower_bound_size(const void *items, size_t member, size_t count,
                                      size_t item_bytes, size_t wanted)
{
    return count == 0 ? 0
                      : lower_bound((const char *)items + member, count, item_bytes, size_is_before,
                                    &wanted);
}

static inline size_t lower_bound_u32(const void *items, size_t member, size_t count,
                                     size_t item_bytes, size_t wanted)
{
    return count == 0 ? 0
                      : lower_bound((const char *)items + member, count, item_bytes, u32_is_before,
                                    &wanted);
}

#endif
