/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to info/: the chapters of an ID3 tag, CHAP and CTOC frames ("ID3v2 Chapter Frame Addendum
 * 1.0"), put in the order and on the levels of the contents.
 */
#ifndef INFO_ID3_CHAPTERS_H
#define INFO_ID3_CHAPTERS_H

#include "base/mem.h"
#include "base/str.h"
#include "base/table.h"
#include "info/info.h"

#include <stdbool.h>
#include <stdint.h>

/* The content of an ID3 frame. */
struct id3_frame {
    const uint8_t *at;
    size_t count;
    uint32_t flags;
};

/* Reads the next frame and moves *at after it; false when there is none or it does not fit. */
bool id3_next(const uint8_t **at, const uint8_t *end, int version, char id[5],
              struct id3_frame *frame);
/* What a frame of text says. */
const char *id3_title(struct arena *arena, struct id3_frame frame);

struct id3_contents {
    const char *id, *title;
    bool is_top;
    struct view *entries;
    size_t entry_count;
};

struct id3_chapters {
    struct info_chapter *chapters; /* in the order of the tag */
    size_t chapter_count, chapter_capacity;
    struct id3_contents *contents;
    size_t contents_count, contents_capacity;
};

void id3_chapters_add(struct id3_chapters *chapters, struct arena *arena, struct id3_frame frame,
                      int version);
void id3_chapters_add_contents(struct id3_chapters *chapters, struct arena *arena,
                               struct id3_frame frame, int version);
/* Gives the tag its chapters and contents, and frees what is left. */
void id3_chapters_finish(struct id3_chapters *chapters, struct arena *arena, struct info_tag *tag);

#endif
