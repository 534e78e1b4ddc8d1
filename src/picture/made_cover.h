/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DOOR of picture/ (see picture.h): a plain cover for a book that has none, as SVG. */
#ifndef PICTURE_MADE_COVER_H
#define PICTURE_MADE_COVER_H

#include "base/str.h"

/* Appends a square drawing with title and author (NULL or "": none). Its colours depend on both, so
 * that the books of a shelf differ, and the same book always has the same. */
void made_cover_draw(const char *title, const char *author, struct text *svg);

#endif
