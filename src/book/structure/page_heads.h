/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Books made from pages, by scanning or from PDF: the head and the number of each page stand
 * between two halves of a sentence, or the halves are paragraphs of their own. Private to build*.c.
 */
#ifndef BOOK_STRUCTURE_PAGE_HEADS_H
#define BOOK_STRUCTURE_PAGE_HEADS_H

#include "book/structure/structure.h"

/*
 * Skips short blocks that say the same three times, numbers aside, and numbers that rise, when a
 * quarter of them stands between the halves of a sentence: one paragraph ends without a stop, the
 * next begins with a small letter. Headings, what stands
 * at a start without a number, and small letters (a refrain) stay.
 */
void page_heads_skip_blocks(struct book *book, struct view text, const struct chapter_start *starts,
                            size_t start_count, const struct book_options *options);

/*
 * Says of each block whether it goes on the paragraph before: when both are halves of a sentence,
 * the first as long as a line, and that is so for at least a tenth of the paragraphs, and eight.
 * Malloc'ed; NULL: none does.
 */
bool *split_paragraphs_find(const struct book *book, struct view text,
                            const struct chapter_start *starts, size_t start_count);

/*
 * Joins those blocks, a hyphen at the line's end taken off; what is skipped between them comes
 * behind. `text`, spans, `set_off` (of each block) and starts follow.
 */
void split_paragraphs_join(struct book *book, struct text *text, const bool *goes_on,
                           uint8_t *set_off, struct chapter_start *starts, size_t start_count);

#endif
