/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to epub. A cover that is an SVG drawing. Drawings are not rendered here; but nearly all
 * such covers are one photograph or painting with lettering over it, and that picture is used.
 */
#ifndef BOOK_EPUB_SVG_COVER_H
#define BOOK_EPUB_SVG_COVER_H

#include "base/str.h"

#include <stdbool.h>

struct svg_cover {
    const char
        *address; /* of a file beside the drawing, malloc'ed; NULL when the picture is inside it */
    struct text bytes; /* of a data: address */
    bool covered;      /* shapes or letters are drawn too */
};

/* The largest picture of a drawing; false when `svg` is not one or has no picture. */
bool svg_cover_find(struct view svg, struct svg_cover *picture);
void svg_cover_release(struct svg_cover *picture);

#endif
