/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * What tools add to the text of a book, recognised by its markup and by its repetition: paragraphs
 * whose class has a heading's name, navigation bars, contents lists that consist of links, a title
 * said twice.
 */
#ifndef BOOK_STRUCTURE_REPEATS_H
#define BOOK_STRUCTURE_REPEATS_H

#include "book/structure/structure.h"

struct wording;

/*
 * Headings by a class word become paragraphs when more than three fifths of the blocks with that
 * word follow one another: then it is the class of the text. (Calibre gives styles that look alike
 * one name.) Comes before every pass that looks at headings.
 */
void headings_demote(struct book *book, const struct block_facts *facts);

/*
 * Skips, unless the options want contents lists read: blocks of links that occur three times, and
 * bars like "Previous | Next" whose links are lost; three or more blocks of links in a row that
 * have the names of chapters or follow the title "Contents", with that title. Unless they want what
 * is hidden: furniture of a web site that stands word for word at the edges of half of the
 * sections. And a paragraph that repeats the numbered heading before it, or its number. `facts`
 * must still match the blocks. n log n.
 */
void repeats_skip(struct book *book, const struct block_facts *facts, const struct wording *wording,
                  const struct chapter_start *starts, size_t start_count,
                  const struct book_options *options);

#endif
