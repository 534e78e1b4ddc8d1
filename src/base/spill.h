/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Large memory that need not stay in memory.
 *
 * A novel fits into memory many times over; what a hostile or a very large file becomes may not.
 * What grows beyond SPILL_FROM_BYTES moves to a temporary file without a name (in $TMPDIR, else
 * /var/tmp, else /tmp) that is mapped in its place: it is read and written like any memory, but
 * its pages can be let go of (madvise(2), MADV_DONTNEED: on a shared mapping of a file their
 * contents are kept) and come back from the page cache when they are touched. Where no such file
 * can be made, or the disk is full, it stays in memory.
 *
 * Pages are let go of by the amount of work done, told by spill_touched, so that no more than a few
 * times SPILL_RESIDENT_BYTES are held at once while somebody walks through.
 *
 * Not for threads. After fork(2) the child shares the pages with its parent: it may read them and
 * make larger memory of its own, but must not write to what was there before.
 */
#ifndef BASE_SPILL_H
#define BASE_SPILL_H

#include <stddef.h>

enum {
    SPILL_FROM_BYTES = 4 * 1024 * 1024,
    SPILL_RESIDENT_BYTES = 4 * 1024 * 1024,
};

/*
 * Like realloc, but never NULL: memory of `bytes` bytes that begins with the first `used_bytes` of
 * `old` (NULL: none); `old` is no longer valid. To be freed with spill_free.
 */
void *spill_resize(void *old, size_t used_bytes, size_t bytes);
/* Like mem_grow, for a list that is freed with spill_free. */
void *spill_grow(void *items, size_t count, size_t *capacity, size_t item_bytes);
void spill_free(void *memory); /* also what malloc gave; NULL is fine */

/* About so many bytes of large memory were touched since the last call. Next to free of cost. */
void spill_touched(size_t bytes);

/* Bytes that are in files just now; for tests. */
size_t spill_file_bytes(void);

#endif
