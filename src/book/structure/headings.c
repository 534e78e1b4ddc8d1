/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/structure/headings.h"

#include "base/mem.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>

enum {
    LEVELS = 7,         /* h1 to h6, and 0 */
    RANKS = 100,        /* the ranks of heading words are below this */
    SHORT_BYTES = 80,   /* a paragraph that may be a heading: one line */
    TITLE_BYTES = 200,  /* longer text is not parsed as a heading */
    FEWEST_ALONE = 2,   /* headings of a level, before their use says anything */
    FEWEST_NUMBERS = 3, /* that count up: "I" and "2" alone may be anything */
};

static bool parse(const struct wording *wording, const struct book *book, size_t i,
                  struct heading *out)
{
    struct view text = block_text(book, &book->blocks[i]);
    return wording != NULL && text.bytes <= TITLE_BYTES && heading_parse(wording, text, out);
}

/* The last block before that counts: pictures and page numbers between two headings do not. */
static const struct block *block_before(const struct book *book, size_t i)
{
    while (i-- > 0) {
        const struct block *block = &book->blocks[i];
        bool passed = block->kind == BLOCK_SKIP &&
                      (block->reason == SKIP_ILLUSTRATION || block->reason == SKIP_PAGE_NUMBER ||
                       block->reason == SKIP_NOTE_MARK || block->reason == SKIP_HIDDEN);
        if (!passed)
            return block;
    }
    return NULL;
}

/* How the headings of each level are used. */
struct level_use {
    size_t all, following; /* `following`: directly after a higher one */
};

/* The heading directly before heading `i`, or NULL. */
static const struct block *first_line(const struct book *book, size_t i)
{
    const struct block *last = block_before(book, i);
    bool heading =
        last != NULL && last->kind == BLOCK_HEADING && last->source == book->blocks[i].source;
    return heading ? last : NULL;
}

/* "By Jane Austen"; with `alone`, only "By". */
static bool names_author(const struct wording *wording, struct view text, bool alone)
{
    struct text key = {0};
    fold_words(view_part(text, 0, TITLE_BYTES), &key);
    size_t bytes = wording != NULL ? wording_prefix(wording, "by", text_view(&key)) : 0;
    bool by = alone ? bytes > 0 && bytes >= key.bytes : bytes > 0;
    text_release(&key);
    return by;
}

/* "Book One" */
static bool is_numbered_unit(const struct wording *wording, const struct book *book,
                             const struct block *block)
{
    struct heading heading;
    return parse(wording, book, (size_t)(block - book->blocks), &heading) &&
           heading.kind == HEADING_UNIT && heading.number > 0;
}

/* "1", "IV." */
static bool is_bare_number(const struct wording *wording, const struct book *book,
                           const struct block *block)
{
    struct heading heading;
    return parse(wording, book, (size_t)(block - book->blocks), &heading) &&
           heading.kind == HEADING_NUMBER && heading.number > 0;
}

static bool begins_chapter(const struct book *book, size_t i, const struct wording *wording,
                           const unsigned *units, const struct level_use *uses)
{
    const struct block *block = &book->blocks[i], *first = first_line(book, i);
    if (first != NULL && names_author(wording, block_text(book, first), true))
        return false;
    if (first == NULL || first->level > block->level)
        return true;
    if (names_author(wording, block_text(book, block), false))
        return false;
    unsigned unit = units[i], above = units[first - book->blocks];
    if (unit > 0 && above < unit)
        return true;
    if (is_numbered_unit(wording, book, first) && is_bare_number(wording, book, block))
        return true;
    const struct level_use *use = &uses[block->level];
    return first->level < block->level && use->all >= FEWEST_ALONE &&
           use->following * 2 <= use->all;
}

/*
 * A heading without such a word ranks with the highest that has one, at its level: a preface beside
 * the parts. But the first of its level may be the title of everything after it.
 */
static void rank_others(const struct book *book, const struct wording *wording, unsigned *units)
{
    unsigned highest[LEVELS] = {0};
    bool first[LEVELS] = {false};
    for (size_t i = 0; i < book->block_count; i++) {
        unsigned *top = &highest[book->blocks[i].level % LEVELS];
        if (units[i] > 0 && (*top == 0 || units[i] < *top))
            *top = units[i];
    }
    for (size_t i = 0; i < book->block_count; i++) {
        struct heading heading;
        const struct block *block = &book->blocks[i];
        if (block->kind != BLOCK_HEADING)
            continue;
        bool named = parse(wording, book, i, &heading) && heading.kind == HEADING_NAMED;
        if (units[i] == 0 && (first[block->level % LEVELS] || named))
            units[i] = highest[block->level % LEVELS];
        first[block->level % LEVELS] = true;
    }
}

unsigned *headings_rank(const struct book *book, const struct wording *wording)
{
    unsigned *units = mem_zero(book->block_count, sizeof *units);
    unsigned *ranks = mem_zero(book->block_count, sizeof *ranks);
    struct level_use uses[LEVELS] = {{0}};
    struct heading heading;
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        if (block->kind != BLOCK_HEADING)
            continue;
        if (parse(wording, book, i, &heading) && heading.kind == HEADING_UNIT)
            units[i] = (unsigned)heading.rank;
        const struct block *first = first_line(book, i);
        uses[block->level].all++;
        uses[block->level].following += first != NULL && first->level < block->level;
    }
    for (size_t i = 0; i < book->block_count; i++)
        ranks[i] =
            book->blocks[i].kind == BLOCK_HEADING && begins_chapter(book, i, wording, units, uses)
                ? 1
                : 0;
    rank_others(book, wording, units);
    for (size_t i = 0; i < book->block_count; i++)
        if (ranks[i] > 0)
            ranks[i] = (unsigned)book->blocks[i].level * RANKS + units[i] % RANKS;
    free(units);
    return ranks;
}

static size_t headings_of_one_level(const struct book *book)
{
    size_t counts[LEVELS] = {0}, most = 0;
    for (size_t i = 0; i < book->block_count; i++)
        if (book->blocks[i].kind == BLOCK_HEADING) {
            size_t count = ++counts[book->blocks[i].level];
            most = count > most ? count : most;
        }
    return most;
}

/* "The Water" after a number, but not a sentence. */
static bool is_title(struct view text, const struct heading *heading)
{
    struct view title = view_part(text, heading->title_start, heading->title_end);
    return heading_is_title(title) && !rune_is_lower(rune_at(title, 0)) && !view_ends(text, ".");
}

/* What a paragraph could be as a heading: its kind, or HEADING_NONE. */
static enum heading_kind kind_of(const struct wording *wording, const struct book *book, size_t i,
                                 struct heading *heading)
{
    const struct block *block = &book->blocks[i];
    if (block->kind != BLOCK_PARAGRAPH || block->end - block->start > SHORT_BYTES ||
        !parse(wording, book, i, heading))
        return HEADING_NONE;
    struct view text = block_text(book, block);
    bool title = heading->title_end > heading->title_start;
    switch (heading->kind) {
    case HEADING_UNIT:
        return heading->number > 0 && (!title || heading->separated || is_title(text, heading))
                   ? HEADING_UNIT
                   : HEADING_NONE;
    case HEADING_NUMBER:
        return heading->bracketed || heading->depth > 1 ? HEADING_NONE : HEADING_NUMBER;
    case HEADING_NUMTITLE:
        return heading->separated && heading->depth <= 1 && !heading->bracketed &&
                       is_title(text, heading)
                   ? HEADING_NUMBER
                   : HEADING_NONE;
    case HEADING_NAMED:
        return heading->whole ? HEADING_NAMED : HEADING_NONE;
    default:
        return HEADING_NONE;
    }
}

void headings_find(struct book *book, const struct wording *wording)
{
    if (headings_of_one_level(book) >= 2)
        return;
    struct heading heading;
    size_t units = 0, numbers = 0;
    int next = 1;
    for (size_t i = 0; i < book->block_count; i++) {
        enum heading_kind kind = kind_of(wording, book, i, &heading);
        units += kind == HEADING_UNIT;
        if (kind == HEADING_NUMBER && (heading.number == next || heading.number == 1)) {
            next = heading.number + 1;
            numbers++;
        }
    }
    bool by_number = units < 2 && numbers >= FEWEST_NUMBERS;
    for (size_t i = 0; i < book->block_count && (units >= 2 || by_number); i++) {
        enum heading_kind kind = kind_of(wording, book, i, &heading);
        if ((kind == HEADING_UNIT && units >= 2) || (kind == HEADING_NUMBER && by_number) ||
            kind == HEADING_NAMED) {
            book->blocks[i].kind = BLOCK_HEADING;
            book->blocks[i].level = 2;
        }
    }
}

size_t headings_title_bytes(const struct book *book, const struct block *block, struct view title)
{
    struct text said = {0};
    bool may = block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING;
    if (!may || block->end - block->start > TITLE_BYTES)
        return 0;
    fold_words(block_text(book, block), &said);
    size_t bytes = said.bytes;
    bool starts = bytes > 0 && view_starts(title, said.at) &&
                  (title.bytes == bytes || title.at[bytes] == ' ');
    bool ends = bytes > 0 && title.bytes > bytes && view_ends(title, said.at) &&
                title.at[title.bytes - bytes - 1] == ' ';
    text_release(&said);
    return ends ? title.bytes : starts ? bytes + (title.bytes > bytes) : 0;
}
