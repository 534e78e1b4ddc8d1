/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/page_heads.h"

#include "base/mem.h"
#include "book/structure/blocks.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD_BYTES = 80,       /* a page head is one line */
    LINE_BYTES = 40,       /* the last line of a page has at least these */
    MAX_HEADS = 200000,    /* bounds the memory that a hostile file can take */
    FEWEST_HEADS = 3,      /* that say the same: two may be a refrain */
    FEWEST_BETWEEN = 2,    /* of those, between halves: one may be chance */
    FEWEST_HALVES = 8,     /* fewer may be odd paragraphs in any book */
    MAX_SKIPPED_PAGES = 8, /* between two page numbers that are found */
};

/* A short block, which may be a page head. */
struct block_head {
    size_t block;
    uint64_t key; /* of its words without the number; 0: only a number */
    long number;  /* -1: no number */
    bool between; /* two halves of a sentence */
};

struct heads {
    const struct book *book;
    struct view text;
    bool *starts_chapter;
    struct block_head *list;
    size_t count;
};

/* block_text needs a book that has its text; this one gets it after these passes. */
static struct view text_of(const struct heads *heads, size_t i)
{
    return view_part(heads->text, heads->book->blocks[i].start, heads->book->blocks[i].end);
}

/* Does a paragraph end with a letter, a comma or a hyphen? */
static bool breaks_off(struct view text)
{
    uint32_t last = rune_ending(text, text.bytes);
    return rune_is_letter(last) || last == ',' || last == '-';
}

/* Long enough for the last line of a page, unlike list items and short lines of verse. */
static bool fills_line(struct view text)
{
    return text.bytes >= LINE_BYTES || view_ends(text, "-");
}

static bool goes_on(struct view text)
{
    return rune_is_lower(rune_at(text, 0));
}

/* A title that ends with a letter or digit, unlike a speaker's label ("ANN."). */
static bool is_title(struct view text)
{
    return heading_is_title(text) && rune_is_alnum(rune_ending(text, text.bytes));
}

/* The words of a page head, and its number, which is the first or the last of them. */
static void parse_head(struct heads *heads, size_t block, struct text *scratch)
{
    struct block_head *head = &heads->list[heads->count];
    text_clear(scratch);
    fold_words(text_of(heads, block), scratch);
    struct view words = text_view(scratch);
    *head = (struct block_head){.block = block, .number = -1};
    size_t first = 0, last = words.bytes;
    while (first < words.bytes && words.at[first] >= '0' && words.at[first] <= '9')
        first++;
    while (last > 0 && words.at[last - 1] >= '0' && words.at[last - 1] <= '9')
        last--;
    bool at_start = first > 0 && first < 6 && (first == words.bytes || words.at[first] == ' ');
    bool at_end =
        last < words.bytes && words.bytes - last < 6 && (last == 0 || words.at[last - 1] == ' ');
    if (words.bytes == 0)
        return;
    if (at_start || at_end)
        head->number = strtol(words.at + (at_start ? 0 : last), NULL, 10);
    words = at_start ? view_part(words, first, words.bytes)
            : at_end ? view_part(words, 0, last)
                     : words;
    struct text rest = {0};
    head->key = fold_key(words, &rest);
    text_release(&rest);
    heads->count++;
}

static bool is_short(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH && block->end - block->start <= HEAD_BYTES;
}

/* False when there are more than any book has pages. */
static bool find_heads(struct heads *heads)
{
    struct text scratch = {0};
    size_t count = 0;
    for (size_t i = 0; i < heads->book->block_count; i++)
        count += is_short(&heads->book->blocks[i]);
    if (count > MAX_HEADS)
        return false;
    heads->list = mem_alloc((count + 1) * sizeof *heads->list);
    for (size_t i = 0; i < heads->book->block_count; i++) {
        if (is_short(&heads->book->blocks[i]))
            parse_head(heads, i, &scratch);
    }
    text_release(&scratch);
    return true;
}

static int by_key(const void *a, const void *b)
{
    const struct block_head *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->block < y->block ? -1 : 1;
}

/* Can a block be at the foot or head of a page: in `may`, or skipped already? */
static bool may_lie_between(const struct heads *heads, const bool *may, size_t i)
{
    return may[i] || heads->book->blocks[i].kind == BLOCK_SKIP;
}

/* Does the text before a page head break off, and the text after it continue? Other page heads in
 * between are ignored. */
static bool is_between(const struct heads *heads, const bool *may, size_t at)
{
    size_t before = at, after = at + 1, count = heads->book->block_count;
    for (int left = 4; before > 0 && left > 0 && may_lie_between(heads, may, before - 1); left--)
        before--;
    for (int left = 4; after < count && left > 0 && may_lie_between(heads, may, after); left--)
        after++;
    return before > 0 && after < count && heads->book->blocks[before - 1].kind == BLOCK_PARAGRAPH &&
           heads->book->blocks[after].kind == BLOCK_PARAGRAPH &&
           breaks_off(text_of(heads, before - 1)) && goes_on(text_of(heads, after));
}

/* Page numbers rise; one that does not is something else. */
static bool number_rises(long number, long last)
{
    return last < 0 || (number > last && number <= last + MAX_SKIPPED_PAGES);
}

/* The heads in [from, to) all say the same. */
static void skip_group(struct heads *heads, struct book *book, const bool *may, size_t from,
                       size_t to)
{
    size_t between = 0;
    long last = -1;
    for (size_t i = from; i < to; i++)
        between += heads->list[i].between;
    if (between < FEWEST_BETWEEN || between * 4 < to - from)
        return;
    for (size_t i = from; i < to; i++) {
        const struct block_head *head = &heads->list[i];
        bool number_only = head->key == 0;
        if (!may[head->block] || (number_only && !number_rises(head->number, last)) ||
            (head->number < 0 && heads->starts_chapter[head->block]))
            continue;
        last = head->number;
        block_skip(&book->blocks[head->block], SKIP_PAGE_NUMBER);
    }
}

void page_heads_skip_blocks(struct book *book, struct view text, const struct chapter_start *starts,
                            size_t start_count, const struct book_options *options)
{
    if (options != NULL && (options->read_reasons & 1u << SKIP_PAGE_NUMBER) != 0)
        return;
    struct heads heads = {.book = book, .text = text};
    if (!find_heads(&heads))
        return;
    heads.starts_chapter = mem_zero(book->block_count + 1, sizeof *heads.starts_chapter);
    bool *may = mem_zero(book->block_count + 1, sizeof *may);
    for (size_t i = 0; i < start_count; i++)
        heads.starts_chapter[starts[i].block] = true;
    qsort(heads.list, heads.count, sizeof *heads.list, by_key);
    for (size_t i = 0, end; i < heads.count; i = end) {
        for (end = i + 1; end < heads.count && heads.list[end].key == heads.list[i].key;)
            end++;
        for (size_t j = i; end - i >= FEWEST_HEADS && j < end; j++)
            may[heads.list[j].block] =
                heads.list[j].number >= 0 || is_title(text_of(&heads, heads.list[j].block));
    }
    for (size_t i = 0; i < heads.count; i++)
        heads.list[i].between =
            may[heads.list[i].block] && is_between(&heads, may, heads.list[i].block);
    for (size_t i = 0, end; i < heads.count; i = end) {
        for (end = i + 1; end < heads.count && heads.list[end].key == heads.list[i].key;)
            end++;
        if (end - i >= FEWEST_HEADS)
            skip_group(&heads, book, may, i, end);
    }
    free(heads.starts_chapter);
    free(heads.list);
    free(may);
}

bool *split_paragraphs_find(const struct book *book, struct view text,
                            const struct chapter_start *starts, size_t start_count)
{
    struct heads heads = {.book = book, .text = text};
    bool *list = mem_zero(book->block_count + 1, sizeof *list);
    size_t halves = 0, paragraphs = 0, start = 0, last = SIZE_MAX;
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        bool marked = false;
        for (; start < start_count && starts[start].block <= i; start++)
            marked = true;
        last = marked ? SIZE_MAX : last;
        if (block->kind == BLOCK_SKIP &&
            (block->reason == SKIP_PAGE_NUMBER || block->reason == SKIP_NOTE_MARK ||
             block->reason == SKIP_HIDDEN || block->reason == SKIP_ILLUSTRATION))
            continue;
        if (block->kind != BLOCK_PARAGRAPH) {
            last = SIZE_MAX;
            continue;
        }
        paragraphs++;
        list[i] =
            last != SIZE_MAX && block->speaker == NULL && book->blocks[last].speaker == NULL &&
            book->blocks[last].language == block->language && fills_line(text_of(&heads, last)) &&
            breaks_off(text_of(&heads, last)) && goes_on(text_of(&heads, i));
        halves += list[i];
        last = i;
    }
    if (halves >= FEWEST_HALVES && halves * 10 >= paragraphs)
        return list;
    free(list);
    return NULL;
}
