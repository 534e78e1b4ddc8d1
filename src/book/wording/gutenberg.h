/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: what Project Gutenberg adds to its texts, in every format.
 */
#ifndef BOOK_WORDING_GUTENBERG_H
#define BOOK_WORDING_GUTENBERG_H

#include "base/str.h"

/* The value of the header line that begins with `name` ("Language:"), and of the indented lines
 * that continue it; empty when the start of the text has no such line. */
struct view gutenberg_header_value(struct view text, const char *name);

#endif
