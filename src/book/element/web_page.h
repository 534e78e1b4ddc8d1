/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of element: what surrounds the text of a saved web page: menus, banners, comments, links to
 * share, footers. A web page is an HTML file by itself, not one inside an EPUB.
 */
#ifndef BOOK_ELEMENT_WEB_PAGE_H
#define BOOK_ELEMENT_WEB_PAGE_H

#include <stdbool.h>

struct markup_lists;
struct web_page;
struct text;
struct xml_node;

/* Examines a whole page and keeps the lists. Free with web_page_free. */
struct web_page *web_page_new(const struct markup_lists *lists, const struct xml_node *root);
void web_page_free(struct web_page *page); /* NULL is fine */
/* The part of the page with its text, or NULL when the page does not say. */
const struct xml_node *web_page_main(const struct web_page *page);

/*
 * Does the element surround the text: by its element or role, by a class or id that such parts
 * have, or because it is a row of links to other pages? Never true for what holds most of the text.
 */
bool web_page_surrounds(struct web_page *page, const struct xml_node *node);

/* Is the page a plain text in <pre>? If so, appends all of it to `out`, line by line. */
bool web_page_is_plain(const struct xml_node *root, struct text *out);

#endif
