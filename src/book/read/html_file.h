/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * HTML files: whether a file is HTML, Markdown with tags or a plain text inside of a page, which
 * only the chooser of readers can know. Private to book/read.
 */
#ifndef BOOK_READ_HTML_FILE_H
#define BOOK_READ_HTML_FILE_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

/* A row for the table of readers: see reader.h. */
bool html_file_matches(struct view bytes);
struct book *html_file_read(const char *path, struct text *bytes,
                            const struct book_options *options, struct err *err);

#endif
