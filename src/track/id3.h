/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ID3v2.3 tag of a book (id3.org: "ID3 tag version 2.3.0", "ID3v2 Chapter Frame Addendum 1.0").
 *
 * Everything but the chapters' times is known before the first sample, so the tag has its final
 * size from the start and is written first; the times are put in at the end.
 *
 * Order of frames: texts, COMM, CTOC (the top one first), CHAP in order of time, APIC, zeros to
 * retag in. Human text is UTF-16LE with byte order mark and final NUL, the one form all players
 * read; control characters become blanks. A CHAP holds its times, both byte offsets "unused", and
 * exactly one TIT2.
 */
#ifndef TRACK_ID3_H
#define TRACK_ID3_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct track_plan;

/* Version 2.3 without unsynchronisation holds a size of 28 bits. */
enum { ID3_BYTES_MAX = 0x0FFFFFFF, ID3_PADDING_BYTES = 2048 };

struct id3 {
    struct text bytes; /* the whole tag */
    size_t *times_at;  /* per chapter: offset of its start time, end time 4 bytes on */
    size_t chapter_count;
};

/*
 * A cover that is neither JPEG nor PNG is left out. `year` gives TYER from its first four digits in
 * a row. Error (ERR_OUTPUT): larger than ID3_BYTES_MAX. id3_free in every case.
 */
bool id3_make(struct id3 *tag, const struct track_plan *plan, struct err *err);
void id3_set_times(struct id3 *tag, size_t chapter, uint32_t start_ms, uint32_t end_ms);
void id3_free(struct id3 *tag);

#endif
