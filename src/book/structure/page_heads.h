/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * Books made from printed pages, by scanning or from PDF: page heads and page numbers stand between
 * two halves of a sentence, or the halves are separate paragraphs.
 */
#ifndef BOOK_STRUCTURE_PAGE_HEADS_H
#define BOOK_STRUCTURE_PAGE_HEADS_H

#include "book/structure/structure.h"

/*
 * Skips short blocks that say the same three times, apart from numbers, and numbers that rise, when
 * at least a quarter of them stands between the halves of a sentence: one paragraph ends without a
 * full stop, the next begins with a small letter. Headings, blocks without a number at which a
 * chapter starts, and blocks in small letters (a refrain) stay. n log n.
 */
void page_heads_skip_blocks(struct book *book, struct view text, const struct chapter_start *starts,
                            size_t start_count, const struct book_options *options);

/*
 * For each block: does it continue the paragraph before it? It does when both are halves of a
 * sentence and the first is as long as a line, and when that is so for at least eight paragraphs
 * and a tenth of all. Assumes that page heads are skipped. Malloc'ed; NULL when no block does.
 */
bool *split_paragraphs_find(const struct book *book, struct view text,
                            const struct chapter_start *starts, size_t start_count);

/*
 * Joins those blocks and drops a hyphen at the end of the line. What is skipped between them comes
 * after them. `text`, spans, `set_off` (of each block) and starts follow. n log n.
 */
void split_paragraphs_join(struct book *book, struct text *text, const bool *goes_on,
                           uint8_t *set_off, struct chapter_start *starts, size_t start_count);

#endif
