/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What Project Gutenberg writes into its texts, in whatever format.
 */
#ifndef BOOK_WORDING_GUTENBERG_H
#define BOOK_WORDING_GUTENBERG_H

#include "base/str.h"

/* The value of a header line ("Language: ", with its colon) in the first lines of a text; empty if
 * none. */
struct view gutenberg_header_value(struct view text, const char *name);

#endif
