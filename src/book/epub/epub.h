/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * EPUB 2 and 3. The reading order is the spine; chapters are cut where the contents point to, by
 * element.
 *
 * Bounds: see container.h (members, sizes), epub_package.h (reading order), epub_nav.h (contents),
 * xml.h (depth, attributes), build.h (text). No path leaves the container, nothing is fetched,
 * nothing is decrypted. A missing or damaged file is a warning that names it; a book of which
 * nothing is left, DRM and bounds that are overstepped are errors (ERR_INPUT).
 */
#ifndef BOOK_EPUB_EPUB_H
#define BOOK_EPUB_EPUB_H

#include "book/book.h"

#include <stdbool.h>

/* A row for the table of readers: see reader.h. */
bool epub_matches(struct view bytes);
struct book *epub_read(const char *path, struct text *bytes, const struct book_options *options,
                       struct err *err);

#endif
