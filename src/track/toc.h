/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of contents of the tag: which CTOC frames there are and what each lists.
 *
 * Up to 255 chapters, one CTOC lists them all, whatever their levels: that is what every player
 * reads. The count is one byte (ID3v2 Chapter Frame Addendum 1.0), so beyond 255 chapters are put
 * into groups, each a CTOC with a title: first what belongs to one chapter of the smallest level,
 * then, where that is not enough, runs of equal length, as often as needed.
 */
#ifndef TRACK_TOC_H
#define TRACK_TOC_H

#include <stdbool.h>
#include <stddef.h>

struct track_chapter;

enum { TOC_ENTRIES_MAX = 255 };

struct toc_entry {
    bool is_group;
    size_t index; /* of a chapter or a group */
};

struct toc_group {
    size_t first_entry, entry_count;    /* in toc.entries */
    size_t first_chapter, last_chapter; /* all chapters below it, however deep */
    bool is_part; /* the whole of what belongs to first_chapter: its title is the group's */
};

/* The last group is the top. A group comes after those it lists. */
struct toc {
    struct toc_group *groups;
    struct toc_entry *entries;
    size_t group_count, entry_count;
    size_t group_capacity, entry_capacity; /* private */
};

/* Linear in `count`, which must not be 0. toc_free frees. */
void toc_make(struct toc *toc, const struct track_chapter *chapters, size_t count);
void toc_free(struct toc *toc);

#endif
