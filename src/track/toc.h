/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to track/: the table of contents of the ID3 tag, that is, which CTOC frames there are and
 * what each of them lists.
 *
 * Up to 255 chapters are listed by one CTOC, whatever their levels, which every player reads. The
 * number of entries is one byte (ID3v2 Chapter Frame Addendum 1.0), so more chapters are put into
 * groups, each of them a CTOC with a title: first a chapter of the smallest level with all that
 * belong to it; if that is not enough, groups of equal size, as often as needed. Fewer chapters are
 * grouped by level only when that is asked for.
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
    bool is_part; /* all that belongs to first_chapter, whose title is that of the group */
};

/* The last group is the top one. A group comes after those it lists. */
struct toc {
    struct toc_group *groups;
    struct toc_entry *entries;
    size_t group_count, entry_count;
    size_t group_capacity, entry_capacity; /* private */
};

/* Makes the groups, in time linear in `count`, which must not be 0. `nested`: by level, however few
 * chapters there are. Free with toc_free. */
void toc_make(struct toc *toc, const struct track_chapter *chapters, size_t count, bool nested);
void toc_free(struct toc *toc);

#endif
