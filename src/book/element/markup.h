/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of element: what makers of books and web pages call things: class names, ids, words of
 * epub:type and role. The lists are in assets/markup.txt, which assets/README.md explains. A
 * reader loads them once for a book, passes them on, and frees them at its end.
 */
#ifndef BOOK_ELEMENT_MARKUP_H
#define BOOK_ELEMENT_MARKUP_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct markup_lists;

/* NULL with ERR_SETUP when the file is missing or broken. */
struct markup_lists *markup_load(struct err *err);
void markup_free(struct markup_lists *lists); /* NULL is fine */

/* For all of these, and for every function of element that takes lists: without lists (NULL), no
 * name is known. */

/* The value of a word in a section, in any case of ASCII; NULL when it is not there. */
const char *markup_find(const struct markup_lists *lists, const char *section, struct view word);
/* The position of an entry in its section, from 1 on; 0 when it is not there. */
size_t markup_position(const struct markup_lists *lists, const char *section, struct view word);
/* Does an entry of the section occur anywhere in `text`, in any case? False for NULL. */
bool markup_inside(const struct markup_lists *lists, const char *section, const char *text);

#endif
