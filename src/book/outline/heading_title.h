/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/outline: the title of a chapter, made from its heading.
 */
#ifndef BOOK_OUTLINE_HEADING_TITLE_H
#define BOOK_OUTLINE_HEADING_TITLE_H

#include "base/str.h"

#include <stddef.h>

struct outline;
struct layout;
struct wording;

/* Appends the title of item `item` of a complete outline: "Chapter 4: The Mast", "First Act",
 * "Preface". */
void heading_title(struct text *title, const struct layout *layout, const struct wording *wording,
                   const struct outline *outline, size_t item);

#endif
