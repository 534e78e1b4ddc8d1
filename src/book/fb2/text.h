/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to fb2. The bodies of a FictionBook as XHTML. */
#ifndef BOOK_FB2_TEXT_H
#define BOOK_FB2_TEXT_H

#include "base/str.h"

struct xml_node;

/* The address of a link or picture, whatever the prefix of XLink; NULL: none. */
const char *fb2_href(const struct xml_node *node);

/* Appends all that `root` has to read, the notes last. Linear. */
void fb2_text(const struct xml_node *root, struct text *out);

#endif
