/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to epub. Title pages and copyright pages that no markup shows: recognised by their text.
 */
#ifndef BOOK_EPUB_TITLE_PAGE_H
#define BOOK_EPUB_TITLE_PAGE_H

#include "base/str.h"

#include <stdbool.h>

struct book;
struct language_files;

/* Appends `v` as titles are compared: letters and digits in lower case, single blanks. */
void title_page_fold(struct view v, struct text *out);

/*
 * Does the page say the book's title, who wrote or published it, and next to nothing else? `page`:
 * its text, folded. The book's metadata are those of the package.
 */
bool is_title_page(const struct book *book, struct view page);

/*
 * Is the page about copyright and printing? `raw`: its text; `page`: folded; `words`: files with a
 * section [imprint] of phrases and what each is a sign of. Three different signs are enough, two on
 * a short page; at least two of them must say more than who published the book.
 */
bool is_imprint_page(const struct language_files *words, struct view raw, struct view page);

#endif
