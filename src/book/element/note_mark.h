/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of a note's mark: digits, a symbol, a letter or a roman number; and links with such a
 * text. Private to html*.c.
 */
#ifndef BOOK_ELEMENT_NOTE_MARK_H
#define BOOK_ELEMENT_NOTE_MARK_H

#include <stdbool.h>

struct xml_node;

enum { NOTE_MARK_BYTES = 24 };

/* The element's text, when it is short enough for a mark. */
bool note_mark_text(const struct xml_node *node, char out[NOTE_MARK_BYTES]);
/* Is it a mark, in whatever brackets and digits? `text` is shorter than NOTE_MARK_BYTES;
 * *bracketed (may be NULL): it stands in [brackets]. */
bool note_mark_matches(const char *text, bool *bracketed);
/* A link to a place in a document of the book. */
bool html_links_inside(const struct xml_node *node);
/* The same, and its text is a mark. */
bool note_mark_is_link(const struct xml_node *node);
/* Do brackets stand around the element: [<a>1</a>]? */
bool html_in_brackets(const struct xml_node *node);

#endif
