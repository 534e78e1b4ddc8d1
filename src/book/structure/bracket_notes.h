/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * Notes without any markup, as in EPUBs made from plain text: a paragraph that begins with [12],
 * when the text of an earlier paragraph has [12] in it.
 */
#ifndef BOOK_STRUCTURE_BRACKET_NOTES_H
#define BOOK_STRUCTURE_BRACKET_NOTES_H

#include "book/book.h"

/* Skips them, unless the options want notes read. Linear. */
void bracket_notes_skip(struct book *book, const struct book_options *options);

#endif
