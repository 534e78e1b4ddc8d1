/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to odt. The body of an OpenDocument text as XHTML. */
#ifndef BOOK_ODT_TEXT_H
#define BOOK_ODT_TEXT_H

#include "base/str.h"

struct odt_styles;
struct xml_node;

/* Appends all that the document has to read, the notes last. `language`: of the document, or NULL.
 * Linear. */
void odt_text(const struct xml_node *body, const struct odt_styles *styles, const char *language,
              struct text *out);

#endif
