/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * Plays without semantic markup: names at the start of paragraphs become speakers (play_labels.h
 * decides which names). Text in [brackets], and in (brackets) when it looks like one, is a stage
 * direction, which nobody speaks. After a name that stands alone, that person speaks until the next
 * name.
 */
#ifndef BOOK_STRUCTURE_PLAY_SPEAKERS_H
#define BOOK_STRUCTURE_PLAY_SPEAKERS_H

#include "book/structure/structure.h"

#include <stddef.h>
#include <stdint.h>

struct wording;

/*
 * Cuts blocks where labels and directions are; spans and starts follow. `set_off`: of each block,
 * how many bytes at its start the markup sets off, or 0. Assumes that headings are found and
 * contents lists skipped. n log n.
 */
void play_speakers_cut(struct book *book, const struct wording *wording, const uint8_t *set_off,
                       struct chapter_start *starts, size_t start_count,
                       const struct book_options *options);

#endif
