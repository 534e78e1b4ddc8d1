/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to html. What an HTML file says about itself: title, author, language, description. */
#ifndef BOOK_HTML_DETAILS_H
#define BOOK_HTML_DETAILS_H

#include <stdbool.h>

struct book;
struct builder;
struct err;
struct wording;
struct xml_node;

/* From <h1> (one inside `main`, if there is one; may be NULL), <title>, <meta>, <a rel="author">
 * and lang, before the text is read. False with ERR_SETUP when a data file is broken. */
bool html_details_of_head(struct builder *builder, const struct xml_node *root,
                          const struct xml_node *main, struct err *err);

/* From the text of a finished book, where the head said less or was wrong: the header of Project
 * Gutenberg, a first heading that is a chapter's, a line "By Jane Doe" at the start. */
void html_details_of_text(struct book *book, const struct wording *wording,
                          const struct xml_node *root);

#endif
