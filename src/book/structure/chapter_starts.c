/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/chapter_starts.h"

#include "book/wording/heading.h"

enum { NUMBER_BYTES = 60 }; /* "Chapter Twenty-Four" in any language */

/* "IV", "Chapter Four", "PART ONE": a number without a title. */
static bool is_number(const struct book *book, const struct wording *wording, size_t i)
{
    const struct block *block = &book->blocks[i];
    struct heading heading;
    bool may = block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING;
    return may && wording != NULL && block->end - block->start <= NUMBER_BYTES &&
           heading_parse(wording, book_view(book, block->start, block->end), &heading) &&
           (heading.kind == HEADING_NUMBER || heading.kind == HEADING_UNIT) &&
           heading.title_end <= heading.title_start;
}

/* A file may begin with numbers only, up to block `at`: the first of them; `at` when there are
 * none, or when the file begins before block `last`. */
static size_t first_number(const struct book *book, const struct wording *wording, size_t at,
                           size_t last)
{
    size_t first = at;
    for (size_t i = at; i > 0 && book->blocks[i - 1].source == book->blocks[at].source; i--) {
        if (i <= last)
            return at;
        if (book->blocks[i - 1].kind == BLOCK_SKIP)
            continue;
        if (!is_number(book, wording, i - 1))
            return at;
        first = i - 1;
    }
    return first;
}

void chapter_starts_follow(struct chapter_start *starts, size_t count, const size_t *new_index)
{
    for (size_t i = 0; i < count; i++)
        starts[i].block = new_index[starts[i].block];
}

void chapter_starts_raise(const struct book *book, const struct wording *wording,
                          struct chapter_start *starts, size_t count)
{
    size_t last = 0; /* one more than the block of the previous start, before it was moved */
    for (size_t i = 0, next; i < count; i = next) {
        size_t at = starts[i].block;
        for (next = i + 1; next < count && starts[next].block == at;)
            next++;
        size_t first = at;
        if (at < book->block_count && book->blocks[at].source != NULL)
            first = first_number(book, wording, at, last);
        for (size_t j = i; first < at && j < next; j++)
            starts[j].block = first;
        last = at + 1;
    }
}
