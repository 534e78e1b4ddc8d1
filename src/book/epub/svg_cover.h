/*
 * A cover that is an SVG drawing. Nothing here draws; but nearly all such covers are one photograph
 * or painting with lettering over it, and that picture is worth having. Private to epub_cover.c.
 */
#ifndef BOOK_EPUB_SVG_COVER_H
#define BOOK_EPUB_SVG_COVER_H

#include "base/str.h"

#include <stdbool.h>

struct epub_svg_picture {
    const char *address; /* of a file beside the drawing; NULL for one inside of it. malloc'ed */
    struct text bytes;   /* what a data: address held */
    bool covered;        /* shapes or letters are drawn as well */
};

/* The largest picture of a drawing; false when `svg` is none or has no picture. */
bool epub_svg_picture(struct view svg, struct epub_svg_picture *picture);
void epub_svg_picture_release(struct epub_svg_picture *picture);

#endif
