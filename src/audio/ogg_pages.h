/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to audio/: gives Ogg pages our serial number and a new checksum on their way to a file.
 *
 * libsndfile takes the serial number of an Ogg stream from the clock; with a fixed one the same
 * samples give the same file. The only file that knows libogg.
 */
#ifndef AUDIO_OGG_PAGES_H
#define AUDIO_OGG_PAGES_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct file_out;

/* All zero at first. */
struct ogg_pages {
    struct text rest; /* the start of a page that is not complete yet */
};

/* Takes the next bytes of the stream, cut anywhere, and writes the pages they complete (RFC 3533).
 * Errors: ERR_OUTPUT; ERR_SYSTEM when the bytes are not Ogg pages. */
bool ogg_pages_write(struct ogg_pages *pages, const void *bytes, size_t count,
                     struct file_out *file, struct err *err);
void ogg_pages_free(struct ogg_pages *pages);

#endif
