/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of epub: EPUB 2 and 3. Opens the zip archive, reads the package and the contents, and hands
 * each file of the spine to html; chapters start where the contents point to.
 *
 * May use: book, input, xml, wording, pronunciation, builder, element, html. Used by: read. Tests:
 * epub, epub_makers, footnotes; cli/reading, cli/formats, cli/tags; scripts/score epub; fuzzers
 * opf, nav, ncx. Sources: W3C EPUB 3.3, OPF 2.0.1 and OCF.
 *
 * Limits: see input/zip.h (members, sizes), package.h (reading order), nav.h (contents), xml/xml.h
 * (depth, attributes), builder.h (text). No path leaves the archive, nothing is fetched, nothing is
 * decrypted. A missing or damaged file is a warning with its name. ERR_INPUT: nothing of the book
 * is left to be read, DRM, a limit is exceeded.
 */
#ifndef BOOK_EPUB_EPUB_H
#define BOOK_EPUB_EPUB_H

#include "book/book.h"

#include <stdbool.h>

/* A row of the table of readers: see read/reader.h. */
bool epub_matches(struct view bytes);
struct book *epub_read(const char *path, struct text *bytes, const struct book_options *options,
                       struct err *err);

#endif
