/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to epub. The style sheets of an EPUB: each page has those that it links to. Alternate
 * sheets and those for print do not count; a sheet includes those that it imports, one level deep.
 */
#ifndef BOOK_EPUB_STYLE_SHEETS_H
#define BOOK_EPUB_STYLE_SHEETS_H

struct zip;
struct epub_package;
struct style_sheets;
struct css;
struct xml_node;

/* `package` and the zip archive, which has loaded the sheets, must live as long. */
struct style_sheets *style_sheets_new(const struct epub_package *package, const struct zip *zip);
void style_sheets_free(struct style_sheets *sheets); /* NULL is fine */

/* Lets `css` use the sheets that the page `root`, at `path`, links to; they live as long as
 * `sheets`. */
void style_sheets_link(struct style_sheets *sheets, const char *path, const struct xml_node *root,
                       struct css *css);

#endif
