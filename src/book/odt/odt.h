/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of odt: OpenDocument text, as a zip archive (.odt) or as one XML file (.fodt). Rewritten as
 * XHTML for html: headings by their outline level or style, notes, lists, tables, verse by its line
 * breaks, languages; what is deleted, hidden or a comment is not text.
 *
 * May use: book, input, xml, html. Used by: read. Tests: odt; fuzzer odt. Source: OpenDocument 1.3,
 * part 3, and what LibreOffice and Word write.
 *
 * Limits: those of xml/xml.h, input/zip.h and builder/builder.h. A document with a password is
 * ERR_INPUT.
 */
#ifndef BOOK_ODT_ODT_H
#define BOOK_ODT_ODT_H

#include "book/book.h"

#include <stdbool.h>

/* A row of the table of readers: see read/reader.h. */
bool odt_matches(struct view bytes);
struct book *odt_read(const char *path, struct text *bytes, const struct book_options *options,
                      struct err *err);

#endif
