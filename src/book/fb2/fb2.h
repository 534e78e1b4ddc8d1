/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of fb2: FictionBook 2, as XML or in a zip archive whose first file it is. Rewritten as XHTML
 * for html: sections become headings of their depth, the bodies of notes become notes, verse stays
 * verse; metadata and cover are taken from the description.
 *
 * May use: book, input, xml, html. Used by: read. Tests: fb2; fuzzer fb2. Source: the
 * schema FictionBook 2.2 (https://github.com/gribuser/fb2) and what converters make.
 *
 * Limits: those of xml/xml.h, input/zip.h and builder/builder.h. A picture that is neither JPEG nor
 * PNG is no cover, with a warning.
 */
#ifndef BOOK_FB2_FB2_H
#define BOOK_FB2_FB2_H

#include "book/book.h"

#include <stdbool.h>

/* A row of the table of readers: see read/reader.h. */
bool fb2_matches(struct view bytes);
struct book *fb2_read(const char *path, struct text *bytes, const struct book_options *options,
                      struct err *err);

#endif
