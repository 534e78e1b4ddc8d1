/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to html. During a walk: which elements are notes because a note mark leads to them. */
#ifndef BOOK_HTML_NOTE_PLACE_H
#define BOOK_HTML_NOTE_PLACE_H

#include "book/element/element.h"

#include <stdbool.h>

struct walk;
struct xml_node;

/* The path of the file inside the book; "" when the file is the book. */
const char *html_path(const struct walk *walk);
/* Are notes to be read, but elsewhere? */
bool notes_move(const struct walk *walk);
/* Remembers where a note mark leads, and tells the builder if notes move. */
void note_reference_found(const struct walk *walk, const struct xml_node *mark);
/* The key of the note at an address: "path#fragment"; NULL without a fragment. */
const char *note_address(const struct walk *walk, const char *fragment, const char *path);
/*
 * The id that makes a block a note, because a note mark read earlier leads there; "" for what
 * continues such a note; NULL for other blocks. Must be called for every element that is entered.
 */
const char *note_block_id(struct walk *walk, const struct xml_node *node, enum html_class class);

#endif
