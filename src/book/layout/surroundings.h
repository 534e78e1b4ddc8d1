/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/layout: what is around and inside the text of a book without being the book: the
 * header, credits and licence of Project Gutenberg, transcriber's notes, errata, indexes, captions
 * of pictures, menus of a web page.
 */
#ifndef BOOK_LAYOUT_SURROUNDINGS_H
#define BOOK_LAYOUT_SURROUNDINGS_H

#include "base/str.h"

#include <stddef.h>

struct layout;
struct wording;

struct surroundings {
    size_t first_run, end_run; /* the book: from first_run to before end_run */
    /* As in the header; a title may contain line breaks. Empty: unknown. */
    struct view title, author;
};

/*
 * Marks every such run as skipped, for the reason that fits, in a new layout. Runs are split where
 * a licence begins or ends inside one.
 */
void surroundings_skip(struct layout *layout, const struct wording *wording,
                       struct surroundings *surroundings);

/*
 * When `text` begins with a remark in square brackets that stands for a picture, a footnote or a
 * transcriber's note: its length with the brackets, and *reason (enum skip_reason). Else 0.
 */
size_t surroundings_remark(const struct wording *wording, struct view text, int *reason);

#endif
