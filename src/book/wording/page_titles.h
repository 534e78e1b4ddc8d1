/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of wording: the words of a language for whole pages of a book, from
 * assets/lang/CODE/skipped_pages.txt, with the English ones after them: titles of pages that are
 * not read, phrases of copyright pages, and the words "Image" and "Note". Tests: epub, epub_makers.
 */
#ifndef BOOK_WORDING_PAGE_TITLES_H
#define BOOK_WORDING_PAGE_TITLES_H

#include "base/err.h"
#include "base/str.h"
#include "data/language.h"

#include <stdbool.h>

/* The files belong to the `struct languages` and live as long. */
struct page_titles {
    struct language_files files;
};

/* Of a language (NULL: of English only). False with ERR_SETUP when a data file is broken. */
bool page_titles_load(struct languages *languages, const char *language, struct page_titles *titles,
                      struct err *err);

/* The word for a picture, said before its text; NULL when there is none. */
const char *page_titles_image(const struct page_titles *titles);
/* The word for a note, said before a note that has been moved; NULL when there is none. */
const char *page_titles_note(const struct page_titles *titles);

/*
 * The epub:type that a title of a page stands for ("Table of Contents": "toc"), by the whole title
 * or by its first words ("also by ..."); NULL for other titles. `title` is folded: letters and
 * digits in lower case, single blanks.
 */
const char *page_titles_type(const struct page_titles *titles, struct view title);

#endif
