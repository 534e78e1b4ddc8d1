/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures and the texts that stand for them. Private to html.c. */
#ifndef BOOK_HTML_IMAGE_H
#define BOOK_HTML_IMAGE_H

struct walk;
struct xml_node;

/*
 * A picture that is a letter of a word is read as that letter. The text of any other is read when
 * the options want it, and listed as skipped otherwise; names of files, words like "cover" and
 * decorations are neither.
 */
void html_read_image(struct walk *walk, const struct xml_node *node);

#endif
