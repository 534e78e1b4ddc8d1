/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of element: what makers of books and web pages call things: class names, ids, words of
 * epub:type and role. The lists are in assets/markup.txt, which assets/README.md explains. The file
 * is read once and kept, like a table of the program.
 */
#ifndef BOOK_ELEMENT_MARKUP_H
#define BOOK_ELEMENT_MARKUP_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Reads the lists unless they are loaded. Comes before every other call; without it, or after an
 * error, the lists are empty. ERR_SETUP: the file is missing or broken. */
bool markup_load(struct err *err);

/* The value of a word in a section, in any case of ASCII; NULL when it is not there. */
const char *markup_find(const char *section, struct view word);
/* The position of an entry in its section, from 1 on; 0 when it is not there. */
size_t markup_position(const char *section, struct view word);
/* Does an entry of the section occur anywhere in `text`, in any case? False for NULL. */
bool markup_inside(const char *section, const char *text);

#endif
