/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of split/ (see split.h): what chapters are called in a list without levels.
 *
 * Nearly all players show the chapters of a file as one flat list. There "I" or a second
 * "Introduction" says nothing without the part it belongs to, so it becomes "Book Two – I".
 */
#ifndef SPLIT_FULL_TITLE_H
#define SPLIT_FULL_TITLE_H

#include <stddef.h>

struct arena;
struct track_chapter;

/*
 * Replaces the titles that are a number alone, or that several chapters have, by the title of the
 * chapter they belong to and their own; not where there is only one such chapter to belong to, as
 * when the title of the book stands above all others. The new titles are in the arena. Takes time
 * linear in the length of the titles.
 */
void full_titles_set(struct track_chapter *chapters, size_t count, struct arena *arena);

#endif
