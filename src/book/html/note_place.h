/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where notes stand and where their marks lead, during a walk. Private to html*.c.
 */
#ifndef BOOK_HTML_NOTE_PLACE_H
#define BOOK_HTML_NOTE_PLACE_H

#include "book/element/element.h"

#include <stdbool.h>

struct walk;
struct xml_node;

/* The file that is read, inside the book; "" when it is a book by itself. */
const char *html_path(const struct walk *walk);
/* Are notes to be read, but not where they stand? */
bool notes_move(const struct walk *walk);
/* Keeps where the mark of a note leads, and tells the builder when notes move. */
void note_reference_found(const struct walk *walk, const struct xml_node *mark);
/* The key of the note at an address: "path#fragment"; NULL without a fragment. */
const char *note_address(const struct walk *walk, const char *fragment, const char *path);
/*
 * The id by which a block is a note because a mark read before leads there; "" for what goes on
 * such a note; NULL for other blocks. To be called for every element that is entered.
 */
const char *note_block_id(struct walk *walk, const struct xml_node *node, enum html_class class);

#endif
