/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: what Project Gutenberg adds to its texts, in every format.
 */
#ifndef BOOK_WORDING_GUTENBERG_H
#define BOOK_WORDING_GUTENBERG_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct wording;

/* The value of the header line that begins with `name` ("Language:"), and of the indented lines
 * that continue it; empty when the start of the text has no such line. */
struct view gutenberg_header_value(struct view text, const char *name);

/* Title and author in the first line of a header without fields: "The Project Gutenberg Etext of
 * The Mill, by Anna Frost"; empty when it does not name them. */
void gutenberg_header_work(struct view text, struct view *title, struct view *author);

/* A line that begins or ends a book: "*** START OF THIS PROJECT GUTENBERG EBOOK ...". */
struct gutenberg_marker {
    size_t start; /* of the marker: its line, or its stars inside a paragraph */
    size_t name;  /* of "Gutenberg" in it */
};

/*
 * The first marker from byte `from` on: a line that begins with an entry of the section ("licence
 * start", "licence end" of structure.txt), or an entry after stars inside a line, where lines were
 * joined; or a line in the second half that begins as the end of a book and names Project
 * Gutenberg. Markdown turns the stars into emphasis, so at the start of a line they may be missing.
 */
bool gutenberg_marker_find(const struct wording *wording, const char *section, struct view text,
                           size_t from, struct gutenberg_marker *marker);

#endif
