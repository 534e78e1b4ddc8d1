/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to audio/: gives the Ogg pages of an Opus our serial number, our comments and a new
 * checksum on their way to a file.
 *
 * libsndfile takes the serial number of an Ogg stream from the clock; with a fixed one the same
 * samples give the same file. And it writes only some comments, none of which can be changed when
 * the times of the chapters are known; so its comment header (RFC 7845, section 5.2) is replaced.
 * The only file that knows libogg.
 */
#ifndef AUDIO_OGG_PAGES_H
#define AUDIO_OGG_PAGES_H

#include "audio/labels.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct file_out;

struct ogg_pages {
    struct text rest; /* the start of a page that is not complete yet */
    /* private */
    struct vorbis_comments comments;
    int rate_hz;
    uint32_t seen;        /* pages that libsndfile wrote */
    bool comments_passed; /* its comment header has ended */
    uint32_t shift;       /* by how much the number of a page grows */
    uint64_t comments_at; /* where ours is in the file */
};

void ogg_pages_start(struct ogg_pages *pages, const struct sound_labels *labels, int rate_hz);

/* Takes the next bytes of the stream, cut anywhere, and writes the pages they complete (RFC 3533).
 * Errors: ERR_OUTPUT; ERR_SYSTEM when the bytes are not Ogg pages. */
bool ogg_pages_write(struct ogg_pages *pages, const void *bytes, size_t count,
                     struct file_out *file, struct err *err);
/* Fills in when the chapters start, in samples. */
bool ogg_pages_finish(struct ogg_pages *pages, const uint64_t *starts, struct file_out *file,
                      struct err *err);
void ogg_pages_free(struct ogg_pages *pages);

#endif
