/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to odt. What the styles of a document mean to a listener. */
#ifndef BOOK_ODT_STYLES_H
#define BOOK_ODT_STYLES_H

#include <stdbool.h>

struct xml_node;
struct odt_styles;

/* What a style and those it is based on say; the nearest that says something counts. */
struct odt_style {
    int level;            /* of a heading, 1 to 10; 0: none */
    bool title, subtitle; /* of the document */
    bool italic, bold, raised, hidden;
    const char *language; /* BCP 47, two or three letters; NULL: not given */
};

/* Both trees may be NULL and must live as long as the result: the document's own styles count
 * before those of styles.xml. */
struct odt_styles *odt_styles_new(const struct xml_node *content, const struct xml_node *styles);
void odt_styles_free(struct odt_styles *styles); /* NULL is fine */

/* Of an element with text:style-name; `family`: "paragraph" or "text". */
struct odt_style odt_style_of(const struct odt_styles *styles, const struct xml_node *node,
                              const char *family);
/* The language of the document: that of the default style; NULL when it has none. */
const char *odt_styles_language(const struct odt_styles *styles);

#endif
