/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which whole files of an EPUB a narrator leaves out, where their markup does not say it: by the
 * guide, by the landmarks, by title words of the language (assets/lang/CODE/matter.txt), and by
 * what they hold: a page of links that no entry of the contents names is a contents list; title
 * pages and copyright pages: see epub_page.h. Private to epub*.c.
 */
#ifndef BOOK_EPUB_FRONT_MATTER_H
#define BOOK_EPUB_FRONT_MATTER_H

#include "book/book.h"

#include <stddef.h>

struct epub_nav;
struct epub_package;
struct page_titles;
struct xml_node;

/*
 * Why the file `path` is skipped, or SKIP_NONE. `title`: of its entry in the contents, or NULL;
 * `entries`: how many of those lead into it; `book`: with the details of the package. A file with
 * several entries, or much longer than such pages are, is a part of the book whatever anything
 * calls it.
 */
enum skip_reason front_matter_reason(const struct page_titles *titles,
                                     const struct epub_package *package, const struct epub_nav *nav,
                                     const struct book *book, const char *path, const char *title,
                                     size_t entries, const struct xml_node *root);

#endif
