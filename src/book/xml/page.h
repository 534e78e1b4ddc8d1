/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/xml: rewrites the tree of another markup format as a page of XHTML, which the reader
 * of HTML then reads with all that it knows.
 *
 * Order of calls: page_start, page_walk for each part, page_end. `out` is well-formed XML when the
 * tags that the caller writes are.
 */
#ifndef BOOK_XML_PAGE_H
#define BOOK_XML_PAGE_H

#include "base/str.h"

#include <stddef.h>

struct xml_node;

/* The details may be NULL or "". Declares the prefix "epub". */
void page_start(struct text *out, const char *title, const char *author, const char *language);
void page_end(struct text *out);

/* Appends text with &, <, > and " escaped. */
void page_escape(struct text *out, struct view v);
/* Appends ` name="value"`; nothing when the value is NULL. */
void page_attribute(struct text *out, const char *name, const char *value);

/*
 * What an element becomes: appends its start to `out` and returns its end, "" for none, or NULL to
 * skip its content. The string must live until the walk is past the element.
 */
typedef const char *page_element(void *data, const struct xml_node *node, struct text *out);

/* What elements become by their names alone, in a table sorted by name; `end` as above. */
struct page_row {
    const char *name, *start, *end;
};
/* As page_element: by the row of the element's name, or "". */
const char *page_by_name(const struct page_row rows[], size_t count, const struct xml_node *node,
                         struct text *out);

/* Walks through the content of `top`, not `top` itself; text is escaped. Linear. */
void page_walk(const struct xml_node *top, page_element *element, void *data, struct text *out);

#endif
