/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to epub. Which whole files of an EPUB a narrator skips, where their markup does not say
 * it: by the guide, by the landmarks, by their titles in the language (wording/page_titles.h), and
 * by their content. A page of links that no entry of the contents points to is a contents list; for
 * title pages and copyright pages see title_page.h.
 */
#ifndef BOOK_EPUB_FRONT_MATTER_H
#define BOOK_EPUB_FRONT_MATTER_H

#include "book/book.h"

#include <stddef.h>

struct epub_nav;
struct epub_package;
struct markup_lists;
struct page_titles;
struct xml_node;

/*
 * Why the file `path` is skipped, or SKIP_NONE. `title`: of its entry in the contents, or NULL;
 * `entries`: how many of those point into it; `book`: with the metadata of the package. A file with
 * several entries, or much longer than such pages are, is part of the book whatever anything calls
 * it.
 */
enum skip_reason front_matter_reason(const struct markup_lists *lists,
                                     const struct page_titles *titles,
                                     const struct epub_package *package, const struct epub_nav *nav,
                                     const struct book *book, const char *path, const char *title,
                                     size_t entries, const struct xml_node *root);

#endif
