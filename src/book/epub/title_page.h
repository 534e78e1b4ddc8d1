/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Title pages and copyright pages that nothing marks as such: known by what stands on them. Private
 * to epub_matter.c.
 */
#ifndef BOOK_EPUB_TITLE_PAGE_H
#define BOOK_EPUB_TITLE_PAGE_H

#include "base/str.h"

#include <stdbool.h>

struct book;
struct language_files;

/* Letters and digits in lower case, single blanks between words: how titles are compared. */
void title_page_fold(struct view v, struct text *out);

/*
 * Says the page the book's title, who wrote or published it, and next to nothing else? `page`: its
 * text, folded. The book's details are those of the package.
 */
bool is_title_page(const struct book *book, struct view page);

/*
 * Does the page speak of copyright and printing? `raw`: its text; `page`: folded; `words`: with a
 * section [imprint] of phrases and what they are signs of. A page of three signs is one, and a
 * short page of two, unless they only say who published it.
 */
bool is_imprint_page(const struct language_files *words, struct view raw, struct view page);

#endif
