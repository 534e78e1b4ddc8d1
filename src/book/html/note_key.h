/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to html. Which note an element is, so that notes can be read where they are referred to.
 * A key is an address, "file#id".
 */
#ifndef BOOK_HTML_NOTE_KEY_H
#define BOOK_HTML_NOTE_KEY_H

#include "book/book.h"

struct walk;
struct xml_node;

/*
 * The key of an element that is one note, NULL for others. A note is an element that is called one,
 * or, in a list or section of notes, an item or paragraph with an id; those without an id after it
 * belong to it. `reason`: why the element itself is skipped; `id`: what note_block_id returned.
 * Other ids at its start become aliases.
 */
const char *note_key_of(const struct walk *walk, const struct xml_node *node,
                        enum skip_reason reason, const char *id);

#endif
