/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to html. Pictures and the texts that describe them. */
#ifndef BOOK_HTML_IMAGE_H
#define BOOK_HTML_IMAGE_H

struct walk;
struct xml_node;

/*
 * A picture of a letter that belongs to a word is read as that letter. The text of any other
 * picture is read when the options want it, and listed as skipped otherwise. File names, words like
 * "cover" and decorations are ignored.
 */
void html_read_image(struct walk *walk, const struct xml_node *node);

#endif
