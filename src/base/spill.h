/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Spill files: large memory that need not stay in memory.
 *
 * A novel fits into memory many times over; what a very large or hostile file grows to may not.
 * Memory that grows beyond SPILL_FROM_BYTES moves to a temporary file without a name (in $TMPDIR,
 * else /var/tmp, else /tmp; one for the whole process), which is mapped. It is read and written
 * like any memory, but its pages can be released (madvise(2) with MADV_DONTNEED keeps the contents
 * of a shared file mapping) and come back from the page cache when they are touched. When no such
 * file can be made, or the disk is full, the memory stays where it is.
 *
 * Pages are released after some amount of work, which callers report by spill_touched. So a pass
 * over a whole book holds no more than a few times SPILL_RESIDENT_BYTES at once.
 *
 * Not for threads. After fork(2) the child shares the pages with its parent, until it calls
 * spill_separate.
 */
#ifndef BASE_SPILL_H
#define BASE_SPILL_H

#include <stddef.h>

/* Chosen: most lists of a usual novel stay below it and never touch the disk. */
enum {
    SPILL_FROM_BYTES = 4 * 1024 * 1024,
    SPILL_RESIDENT_BYTES = 4 * 1024 * 1024,
};

/*
 * Like realloc, but never NULL: memory of `bytes` bytes that begins with the first `used_bytes` of
 * `old` (NULL: nothing). `old` is no longer valid. Free the result with spill_free.
 */
void *spill_resize(void *old, size_t used_bytes, size_t bytes);
/* Like mem_grow, for a list that is freed with spill_free. */
void *spill_grow(void *items, size_t count, size_t *capacity, size_t item_bytes);
void spill_free(void *memory); /* also what malloc gave; NULL is fine */

/* Reports that about so many bytes of large memory were touched since the last call. Costs almost
 * nothing. */
void spill_touched(size_t bytes);

/*
 * Opens the file now and keeps it open, for a process that will not be allowed to later. Without
 * this, it is opened when it is needed.
 */
void spill_prepare(void);
/* In a child: what it writes to memory that is in files no longer reaches its parent, and new large
 * memory is plain memory. Ends the child when that is not possible. */
void spill_separate(void);

/* Bytes of large memory in the file now, and those for which there was no room there. */
size_t spill_file_bytes(void);
size_t spill_plain_bytes(void);

#endif
