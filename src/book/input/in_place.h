/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/input: changes a text in place so that each line starts at the byte where it did:
 * what a line loses in length becomes blanks at its end. Offsets of lines and headings remain those
 * in the user's file.
 */
#ifndef BOOK_INPUT_IN_PLACE_H
#define BOOK_INPUT_IN_PLACE_H

#include "base/str.h"

#include <stddef.h>

struct in_place {
    struct text *text; /* what is to be changed */
    size_t from;       /* read so far */
    size_t to;         /* written so far: never more */
    size_t owed;       /* blanks to be written at the end of the line */
};

/* Keeps the text from in_place.from to `end`. */
void in_place_keep(struct in_place *place, size_t end);
/* Puts `count` bytes, at most as many, in place of the text from in_place.from to `end`. */
void in_place_put(struct in_place *place, size_t end, const char *bytes, size_t count);
/* Keeps the rest. */
void in_place_finish(struct in_place *place);

#endif
