/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to epub. The picture of the cover. */
#ifndef BOOK_EPUB_COVER_H
#define BOOK_EPUB_COVER_H

#include "base/err.h"

#include <stdbool.h>

struct builder;
struct zip;
struct epub_package;

enum { EPUB_MAX_COVER_BYTES = 16 * 1024 * 1024 }; /* chosen: players do not accept more in a tag */

/*
 * Finds the cover: the item that is called so by a property or by the metadata, otherwise the first
 * picture of the guide's cover page. A mere file name is not enough: publishers' logos have such
 * names too. Only JPEG and PNG, recognised by their first bytes and never decoded, become the
 * book's cover, or such a picture inside an SVG drawing. Anything else, or a picture above the
 * limit, is a warning. False with ERR_INPUT when the zip archive exceeds its limits.
 */
bool epub_cover(struct zip *zip, struct epub_package *package, struct builder *builder,
                struct err *err);

#endif
