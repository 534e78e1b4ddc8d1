/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/layout: heads and numbers of printed pages that a scan left in the text:
 * "12      THE LONG ROAD", "THE START      13", "Page 14".
 */
#ifndef BOOK_LAYOUT_PAGE_HEADS_H
#define BOOK_LAYOUT_PAGE_HEADS_H

#include <stddef.h>

struct layout;
struct wording;

/*
 * Marks them SKIP_PAGE_NUMBER among the runs first..end that are not skipped yet: single lines
 * whose numbers rise from page to page, with the text of a page between them; and lines that repeat
 * the words of such a head. Numbers alone on their line are left to outline/chains.c. Call it after
 * contents_find, whose entries have page numbers, too.
 */
void page_heads_skip(struct layout *layout, const struct wording *wording, size_t first,
                     size_t end);

#endif
