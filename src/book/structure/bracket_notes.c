/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/bracket_notes.h"

#include "book/structure/blocks.h"
#include "book/wording/bracket_mark.h"

/* Remembers which note marks the text has after byte `from`. */
static void find_marks(struct view text, size_t from, bool marked[BRACKET_MARK_NUMBERS])
{
    unsigned number;
    for (size_t at = bracket_mark_find(text, from); at < text.bytes;
         at = bracket_mark_find(text, at + 1))
        if (bracket_mark_end(text, at, &number) > at)
            marked[number] = true;
}

void bracket_notes_skip(struct book *book, const struct book_options *options)
{
    bool marked[BRACKET_MARK_NUMBERS] = {false};
    if (options != NULL && (options->read_reasons & 1u << SKIP_FOOTNOTE) != 0)
        return;
    for (size_t i = 0; i < book->block_count; i++) {
        struct block *block = &book->blocks[i];
        struct view text = book_view(book, block->start, block->end);
        if (block->kind == BLOCK_SKIP || block->kind == BLOCK_BREAK)
            continue;
        unsigned number;
        size_t end = bracket_mark_end(text, 0, &number);
        bool more = end > 0 && view_trim(view_part(text, end, text.bytes)).bytes > 0;
        if (more && marked[number] && block->kind == BLOCK_PARAGRAPH) {
            block_skip(block, SKIP_FOOTNOTE);
            marked[number] = false;
        }
        find_marks(text, 1, marked);
    }
}
