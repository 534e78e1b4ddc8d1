/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/layout: what a web site or a publisher puts around the chapters of a book: links to
 * the previous and next chapter, remarks about where the text may be read, advertisements.
 */
#ifndef BOOK_LAYOUT_FURNITURE_H
#define BOOK_LAYOUT_FURNITURE_H

#include <stddef.h>

struct layout;
struct surroundings;
struct wording;

/* Marks what a web site adds SKIP_HIDDEN, and publishers' advertisements before the book
 * SKIP_FRONT_MATTER, after its end SKIP_BACK_MATTER. Called by surroundings_skip, when the licence
 * and notes have been skipped. Linear in the text. */
void furniture_skip(struct layout *layout, const struct wording *wording,
                    const struct surroundings *surroundings);

/*
 * Marks SKIP_HIDDEN what stands word for word at the end of most chapters and speaks of the site or
 * its readers. starts[0..count) are the runs where chapters begin, in order.
 */
void furniture_skip_repeated(struct layout *layout, const struct wording *wording,
                             const size_t *starts, size_t count, size_t end_run);

#endif
