/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "info/source.h"

#include <errno.h>
#include <unistd.h>

/* Fills the window from `at` on, as far as the file goes. */
static void fill(struct source *source, uint64_t at)
{
    source->window_at = at;
    source->window_bytes = 0;
    while (source->window_bytes < SOURCE_WINDOW_BYTES) {
        ssize_t got =
            pread(source->descriptor, source->window + source->window_bytes,
                  SOURCE_WINDOW_BYTES - source->window_bytes, (off_t)(at + source->window_bytes));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        source->window_bytes += (size_t)got;
    }
}

const uint8_t *source_get(struct source *source, uint64_t at, size_t count)
{
    if (count > SOURCE_WINDOW_BYTES || at > source->bytes || count > source->bytes - at)
        return NULL;
    if (source->descriptor < 0)
        return source->memory + at;
    if (at < source->window_at || at + count > source->window_at + source->window_bytes)
        fill(source, at);
    return count <= source->window_bytes ? source->window + (at - source->window_at) : NULL;
}
