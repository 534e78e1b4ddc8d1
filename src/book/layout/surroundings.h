/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands around and between the text of a book and is not the book: the header, credits and
 * licence of Project Gutenberg, transcriber's notes, errata, indexes, pictures, the frame of a web
 * page. Private to book/.
 */
#ifndef BOOK_LAYOUT_SURROUNDINGS_H
#define BOOK_LAYOUT_SURROUNDINGS_H

#include "base/str.h"

#include <stddef.h>

struct layout;
struct wording;

struct surroundings {
    size_t first_run, end_run; /* the book itself lies between them */
    struct view title,
        author; /* as the header has them; a title may hold line breaks. Empty: unknown */
};

/*
 * Sets the reason of every run that is not read. Runs are parted where a licence begins or ends
 * inside one.
 */
void surroundings_skip(struct layout *layout, const struct wording *words,
                       struct surroundings *surroundings);

/*
 * When `text` begins with a remark in square brackets that is a picture's (or note's) place, its
 * length with the brackets and *reason; 0 otherwise.
 */
size_t surroundings_remark(const struct wording *words, struct view text, int *reason);

#endif
