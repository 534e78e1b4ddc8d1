/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to track/: the ID3v2.3 tag of a book (id3.org: "ID3 tag version 2.3.0", "ID3v2 Chapter
 * Frame Addendum 1.0").
 *
 * The tag of a stream (track.h) has no CTOC, CHAP and PRIV, and no zeros: nothing is filled in.
 *
 * Everything except the times of the chapters is known before the first sample. So the tag has its
 * final size from the start and is written first; the times are filled in at the end.
 *
 * Order of ID3 frames: texts, COMM, CTOC (the top one first), CHAP in order of time, APIC, PRIV
 * (see seal.h), zeros as room for tag editors. Text is UTF-16LE with byte order mark and final NUL,
 * the only form that all players read; control characters become blanks. A CHAP has its times, both
 * byte offsets "unused", and exactly one TIT2, because some players read only the first frame in it
 * and others make a chapter of each. Version 2.3 and not 2.4, because FFmpeg and Apple misread
 * frames in a 2.4 CHAP.
 */
#ifndef TRACK_ID3_H
#define TRACK_ID3_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct track_plan;

/* The size of a tag has 28 bits. The zeros at the end are chosen: enough to change texts. */
enum { ID3_BYTES_MAX = 0x0FFFFFFF, ID3_PADDING_BYTES = 2048 };

struct id3 {
    struct text bytes; /* the whole tag */
    size_t *times_at;  /* per chapter: offset of its start time; the end time is 4 bytes further */
    size_t chapter_count;
    size_t seal_at; /* offset of the bytes that seal.h fills in */
};

/*
 * Makes the tag. A cover that is neither JPEG nor PNG is ignored. TYER is the first four digits in
 * a row of the date. Errors: ERR_OUTPUT when the tag is larger than ID3_BYTES_MAX. Call id3_free on
 * failure, too.
 */
bool id3_make(struct id3 *tag, const struct track_plan *plan, struct err *err);
/* Sets the times of a chapter in `bytes`. */
void id3_set_times(struct id3 *tag, size_t chapter, uint32_t start_ms, uint32_t end_ms);
void id3_free(struct id3 *tag);

#endif
