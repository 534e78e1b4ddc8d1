/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/plain: the reader of plain text. make_structure in plain.c has the order of its
 * passes: lines and runs (layout/), headings (outline/), title page, speakers' labels, blocks.
 *
 * Uses book.h, book/input, book/wording, book/layout and book/outline. Tests: unit/test_plain,
 * cli/parts, scripts/score chapters.
 */
#ifndef BOOK_PLAIN_PLAIN_H
#define BOOK_PLAIN_PLAIN_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

/* Always true: plain text comes last in the table of readers. */
bool plain_matches(struct view bytes);
/*
 * Reads `bytes`, whose memory is taken over, in any encoding. Title and author are NULL when the
 * text does not have them; the language is always set. The caller frees the book. NULL with
 * ERR_INPUT (not text, no text to read, too many lines) or ERR_SETUP (a data file is broken).
 * `path` is for messages.
 */
struct book *plain_read(const char *path, struct text *bytes, const struct book_options *options,
                        struct err *err);

#endif
