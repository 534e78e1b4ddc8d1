/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What tools add to the text of a book, known by its markup and because it comes again: paragraphs
 * whose class is called like a heading's, navigation bars, contents lists that are nothing but
 * links, a title said twice. Private to build*.c.
 */
#ifndef BOOK_STRUCTURE_REPEATS_H
#define BOOK_STRUCTURE_REPEATS_H

#include "book/structure/structure.h"

struct wording;

/*
 * Headings by a class word that mostly stands on one block after the other become paragraphs: the
 * word is that of the text (Calibre gives styles that look alike one name).
 */
void headings_demote(struct book *book, const struct block_facts *facts);

/*
 * Skips, unless the options want contents lists read: blocks of links that come three times; three
 * or more blocks of links in a row that say what chapters are called or stand below "Contents",
 * with that title; and a paragraph that says the numbered heading before it again.
 */
void repeats_skip(struct book *book, const struct block_facts *facts, const struct wording *wording,
                  const struct chapter_start *starts, size_t start_count,
                  const struct book_options *options);

#endif
