/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plays without semantic markup: names at the start of paragraphs become speakers (which names:
 * build_labels.h). [Brackets], and (brackets) that look like it, are stage directions, which nobody
 * speaks. Behind a name that stands alone its owner speaks to the next name. Private to
 * build_finish.c.
 */
#ifndef BOOK_STRUCTURE_PLAY_SPEAKERS_H
#define BOOK_STRUCTURE_PLAY_SPEAKERS_H

#include "book/structure/structure.h"

#include <stddef.h>
#include <stdint.h>

struct wording;

/*
 * Cuts blocks where labels and directions are; spans and starts follow. `set_off`: of each block,
 * how many bytes at its start the markup sets off, or 0. n log n.
 */
void play_speakers_cut(struct book *book, const struct wording *wording, const uint8_t *set_off,
                       struct chapter_start *starts, size_t start_count,
                       const struct book_options *options);

#endif
