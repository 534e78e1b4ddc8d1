/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/unmarked_contents.h"

#include "base/table.h"
#include "book/structure/blocks.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

enum {
    /* The limits bound the time of the search. */
    TITLE_BYTES = 80,
    ENTRY_BYTES = 160,
    FEWEST_ENTRIES = 3,
    MOST_BLOCKS = 2000, /* of one list */
    MOST_LISTS = 4,     /* that are examined */
    MOST_BLANKS = 12,   /* of an entry, at which it is split */
    SHORT_PART = 4,     /* a part of an entry with fewer bytes is not the text of a heading */
};

/* Collects the texts of the headings, as keys of fold_key. */
static void find_headings(const struct book *book, size_t from, struct table *headings,
                          struct text *scratch)
{
    for (size_t i = from; i < book->block_count; i++)
        if (book->blocks[i].kind == BLOCK_HEADING &&
            block_text(book, &book->blocks[i]).bytes <= ENTRY_BYTES)
            table_add(headings, table_number(fold_key(block_text(book, &book->blocks[i]), scratch)),
                      0);
}

static bool is_heading(const struct table *headings, struct view text, struct text *scratch)
{
    uint64_t key = fold_key(text, scratch);
    return key != 0 && table_has(headings, table_number(key));
}

/* Does a heading say what this entry says, or its first or last words ("I. The Sea ... 12")? */
static bool comes_again(const struct table *headings, struct view entry, struct text *scratch)
{
    if (is_heading(headings, entry, scratch))
        return true;
    int blanks = 0;
    for (size_t at = 0; at < entry.bytes && blanks < MOST_BLANKS; at++) {
        if (entry.at[at] != ' ' && entry.at[at] != '\n')
            continue;
        blanks++;
        if ((at >= SHORT_PART && is_heading(headings, view_part(entry, 0, at), scratch)) ||
            (entry.bytes - at > SHORT_PART &&
             is_heading(headings, view_part(entry, at, entry.bytes), scratch)))
            return true;
    }
    return false;
}

static bool is_title(const struct book *book, size_t i, const struct wording *wording,
                     struct text *scratch)
{
    struct view text = block_text(book, &book->blocks[i]);
    if (book->blocks[i].kind != BLOCK_PARAGRAPH || text.bytes > TITLE_BYTES)
        return false;
    text_clear(scratch);
    fold_words(text, scratch);
    return wording_find(wording, "contents", text_view(scratch)) != NULL;
}

/* The block after the list whose title is block `title`; title + 1 when there is none. */
static size_t end_of_list(const struct book *book, size_t title, const struct table *headings,
                          struct text *scratch)
{
    size_t entries = 0, known = 0, end = title + 1, known_entries = 0;
    for (size_t i = title + 1; i < book->block_count && i <= title + MOST_BLOCKS; i++) {
        const struct block *block = &book->blocks[i];
        if (block->kind == BLOCK_HEADING || block->end - block->start > ENTRY_BYTES)
            break;
        if (block->kind == BLOCK_SKIP || block->kind == BLOCK_BREAK)
            continue;
        entries++;
        if (comes_again(headings, block_text(book, &book->blocks[i]), scratch)) {
            known++;
            known_entries = entries;
            end = i + 1;
        }
    }
    return known >= FEWEST_ENTRIES && known * 2 >= known_entries ? end : title + 1;
}

void contents_skip_unmarked(struct book *book, const struct wording *wording)
{
    struct table headings = {0};
    struct text scratch = {0};
    int lists = 0;
    for (size_t i = 0; i < book->block_count && lists < MOST_LISTS; i++) {
        if (!is_title(book, i, wording, &scratch))
            continue;
        if (lists++ == 0)
            find_headings(book, i, &headings, &scratch);
        size_t end = end_of_list(book, i, &headings, &scratch);
        if (end > i + 1)
            blocks_skip(book, i, end, SKIP_CONTENTS);
    }
    table_release(&headings);
    text_release(&scratch);
}
