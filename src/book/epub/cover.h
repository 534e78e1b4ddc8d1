/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of the cover. Private to epub*.c. */
#ifndef BOOK_EPUB_COVER_H
#define BOOK_EPUB_COVER_H

#include "base/err.h"

#include <stdbool.h>

struct builder;
struct zip;
struct epub_package;

enum { EPUB_MAX_COVER_BYTES = 16 * 1024 * 1024 }; /* what players still take in a tag */

/*
 * Finds the cover: the item that is called so by property or metadata, else the first picture of
 * the guide's cover page. A mere name is no sign: publishers' marks have it too. Only JPEG and PNG,
 * known by their first bytes and never decoded, become the book's cover, and the picture inside of
 * an SVG drawing; others and what is larger than the bound are a warning. False with ERR_INPUT when
 * the container is beyond its bounds.
 */
bool epub_cover(struct zip *zip, struct epub_package *package, struct builder *builder,
                struct err *err);

#endif
