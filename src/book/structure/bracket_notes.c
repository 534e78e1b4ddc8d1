/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/bracket_notes.h"

#include <string.h>

enum { NUMBERS = 1000 };

/* The number of [12] at `at`; 0 when there is none. *end: behind it. */
static size_t number_at(struct view text, size_t at, size_t *end)
{
    size_t number = 0, i = at + 1;
    if (at >= text.bytes || text.at[at] != '[')
        return 0;
    while (i < text.bytes && i < at + 4 && text.at[i] >= '0' && text.at[i] <= '9')
        number = number * 10 + (size_t)(text.at[i++] - '0');
    if (i == at + 1 || i >= text.bytes || text.at[i] != ']')
        return 0;
    *end = i + 1;
    return number;
}

/* Keeps which numbers of notes stand inside the text. */
static void find_marks(struct view text, bool marked[NUMBERS])
{
    for (size_t at = view_find(text, "[", 1), end = 0; at < text.bytes;
         at = view_find(text, "[", at + 1)) {
        size_t number = number_at(text, at, &end);
        if (number > 0)
            marked[number] = true;
    }
}

void bracket_notes_skip(struct book *book, const struct book_options *options)
{
    bool marked[NUMBERS] = {false};
    if (options != NULL && (options->read_reasons & 1u << SKIP_FOOTNOTE) != 0)
        return;
    for (size_t i = 0; i < book->block_count; i++) {
        struct block *block = &book->blocks[i];
        struct view text = book_view(book, block->start, block->end);
        if (block->kind == BLOCK_SKIP || block->kind == BLOCK_BREAK)
            continue;
        size_t end = 0, number = number_at(text, 0, &end);
        bool more = number > 0 && view_trim(view_part(text, end, text.bytes)).bytes > 0;
        if (more && marked[number] && block->kind == BLOCK_PARAGRAPH) {
            *block = (struct block){.kind = BLOCK_SKIP,
                                    .reason = SKIP_FOOTNOTE,
                                    .start = block->start,
                                    .end = block->end,
                                    .source = block->source};
            marked[number] = false;
        }
        find_marks(text, marked);
    }
}
