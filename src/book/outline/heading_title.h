/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The title of a chapter from the heading that the outline found.
 */
#ifndef BOOK_OUTLINE_HEADING_TITLE_H
#define BOOK_OUTLINE_HEADING_TITLE_H

#include "base/str.h"

#include <stddef.h>

struct outline;
struct layout;
struct wording;

/* Appends the title of heading `item` of the outline: "Chapter 4: The Mast", "First Act",
 * "Preface". */
void heading_title(struct text *title, const struct layout *layout, const struct wording *words,
                   const struct outline *outline, size_t item);

#endif
