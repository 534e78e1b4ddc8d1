/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/read: HTML files. Whether a file is HTML, Markdown with tags or a plain text
 * inside a web page can be decided only here, where all these readers are known.
 */
#ifndef BOOK_READ_HTML_FILE_H
#define BOOK_READ_HTML_FILE_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

/* A row of the table of readers: see reader.h. Errors are ERR_INPUT: not HTML; or as plain_read. */
bool html_file_matches(struct view bytes);
struct book *html_file_read(const char *path, struct text *bytes,
                            const struct book_options *options, struct err *err);

#endif
