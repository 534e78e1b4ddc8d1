/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A cover that is an SVG drawing. Nothing here draws; but nearly all such covers are one photograph
 * or painting with lettering over it, and that picture is worth having. Private to epub_cover.c.
 */
#ifndef BOOK_EPUB_SVG_COVER_H
#define BOOK_EPUB_SVG_COVER_H

#include "base/str.h"

#include <stdbool.h>

struct svg_cover {
    const char *address; /* of a file beside the drawing; NULL for one inside of it. malloc'ed */
    struct text bytes;   /* what a data: address held */
    bool covered;        /* shapes or letters are drawn as well */
};

/* The largest picture of a drawing; false when `svg` is none or has no picture. */
bool svg_cover_find(struct view svg, struct svg_cover *picture);
void svg_cover_release(struct svg_cover *picture);

#endif
