/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of element: the text of a note mark (digits, a symbol, a letter or a Roman numeral), and
 * links with such a text.
 */
#ifndef BOOK_ELEMENT_NOTE_MARK_H
#define BOOK_ELEMENT_NOTE_MARK_H

#include <stdbool.h>

struct xml_node;

enum { NOTE_MARK_BYTES = 24 }; /* chosen: "(xxxviii)" in another script fits */

/* Copies the element's text, if it is short enough for a mark. */
bool note_mark_text(const struct xml_node *node, char out[NOTE_MARK_BYTES]);
/* Is it a note mark, in any brackets and digits? `text` is shorter than NOTE_MARK_BYTES; *bracketed
 * (may be NULL): it is in [brackets]. */
bool note_mark_matches(const char *text, bool *bracketed);
/* A link to a place in a document of the book. */
bool html_links_inside(const struct xml_node *node);
/* Such a link whose text is a note mark. */
bool note_mark_is_link(const struct xml_node *node);
/* Are there brackets around the element: [<a>1</a>]? */
bool html_in_brackets(const struct xml_node *node);

#endif
