/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/layout: the pages of a text that was taken from paper, as by pdftotext: form feeds
 * between them, running titles and numbers at their edges, paragraphs that go on over them.
 */
#ifndef BOOK_LAYOUT_PAGES_H
#define BOOK_LAYOUT_PAGES_H

#include <stdbool.h>

struct layout;
struct wording;

/* Private to layout.c: marks the lines beside form feeds that are numbers, or running titles: they
 * have a number set apart, or come again on other pages. */
void pages_find_heads(struct layout *layout);

/*
 * Joins paragraphs that page heads divide: what is between the halves is moved to their end, in the
 * text of the layout, which must be writable. All else stays where it was. True when something was
 * moved or marked; then the layout is out of date and must be made again. Linear in the text.
 */
bool pages_join(struct layout *layout, const struct wording *wording);

#endif
