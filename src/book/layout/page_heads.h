/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Heads and numbers of printed pages that a scan left in the text: "12      THE LONG ROAD",
 * "THE START      13", "Page 14". Private to book/.
 */
#ifndef BOOK_LAYOUT_PAGE_HEADS_H
#define BOOK_LAYOUT_PAGE_HEADS_H

#include <stddef.h>

struct layout;
struct wording;

/*
 * Marks them SKIP_PAGE_NUMBER among the runs first..end: lines that stand alone, whose numbers rise
 * page by page with a page's text between them; and lines that repeat the words of such a head.
 * Numbers alone on their line are not looked at here (outline_chains.c).
 */
void page_heads_skip(struct layout *layout, const struct wording *words, size_t first, size_t end);

#endif
