/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to info/: the bytes of a file, or of a memory, by offset. */
#ifndef INFO_SOURCE_H
#define INFO_SOURCE_H

#include <stddef.h>
#include <stdint.h>

enum { SOURCE_WINDOW_BYTES = 1 << 17 };

struct source {
    int descriptor;        /* -1: `memory` has everything */
    const uint8_t *memory; /* else the window */
    uint64_t bytes;        /* of the file when it was opened */
    uint64_t window_at;
    size_t window_bytes;
    uint8_t *window;
};

/* The `count` bytes at `at`, at most SOURCE_WINDOW_BYTES; valid until the next call. NULL when the
 * file does not have them. */
const uint8_t *source_get(struct source *source, uint64_t at, size_t count);

#endif
