/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/layout/footnotes.h"

#include "base/mem.h"
#include "base/spill.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/wording/bracket_mark.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <string.h>

enum {
    SECTION_BLANKS = 4,     /* LAYOUT_BREAK_BLANKS: a chapter begins */
    PAGE_MARK_BYTES = 20,   /* chosen: "[Page xxviii]" */
    REPORT_BYTES = 1 << 16, /* how often spill_touched is told; chosen: a call that costs nothing */
};

/* Where a note or its mark may begin: a bracket. */
static size_t find_mark(struct view text, size_t at)
{
    size_t start = at;
    while (at < text.bytes && text.at[at] != '[' && text.at[at] != '{' && text.at[at] != '(')
        if (++at % REPORT_BYTES == 0)
            spill_touched(REPORT_BYTES);
    spill_touched((at - start) % REPORT_BYTES);
    return at;
}

/* A footnote is a paragraph that begins with a mark to which text before it referred. */
static bool skip_paragraphs(struct layout *layout, size_t first, size_t end)
{
    bool seen[BRACKET_MARK_NUMBERS] = {false}, any = false;
    for (size_t i = first; i < end; i++) {
        if (layout->runs[i].reason != SKIP_NONE)
            continue;
        struct view text = layout_run(layout, i);
        unsigned number;
        size_t from = bracket_mark_end_wide(text, 0, &number);
        if (from > 0 && from < text.bytes && seen[number]) {
            layout->runs[i].reason = SKIP_FOOTNOTE;
            seen[number] = false;
            any = true;
            continue;
        }
        for (size_t at = find_mark(text, from); at < text.bytes; at = find_mark(text, at + 1))
            if (bracket_mark_end_wide(text, at, &number) > at)
                seen[number] = true;
    }
    return any;
}

/* The notes that Wikisource puts at the end begin with an arrow back to the text. */
static void skip_arrows(struct layout *layout, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        struct view text = layout_run(layout, i);
        size_t at = 0;
        while (at < text.bytes && at < 6 && strchr("0123456789. ", text.at[at]) != NULL)
            at++;
        if (layout->runs[i].reason == SKIP_NONE &&
            view_starts(view_part(text, at, text.bytes), "\xE2\x86\x91"))
            layout->runs[i].reason = SKIP_FOOTNOTE;
    }
}

static bool is_section_title(const struct layout *layout, const struct wording *wording, size_t run)
{
    struct view line = layout_run(layout, run);
    if (line.bytes > 40 || layout->runs[run].blanks < 2)
        return false;
    struct text key = {0};
    fold_words(line, &key);
    bool found = key.bytes > 0 && wording_find(wording, "footnotes", text_view(&key)) != NULL;
    text_release(&key);
    return found;
}

/* The text begins as the first footnote of a list: "[1] See", "1. See", "(1) See", "1 See",
 * "* See", "^ See". */
static bool is_numbered(struct view text)
{
    unsigned number;
    if (bracket_mark_end_wide(text, 0, &number) > 0 || view_starts(text, "* ") ||
        view_starts(text, "^") || view_starts(text, "\xE2\x86\x91") ||
        view_starts(text, "\xE2\x80\xA0"))
        return true;
    size_t at = text.bytes > 0 && text.at[0] == '(';
    size_t digits = at;
    while (at < text.bytes && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    bool one = at == digits + 1 && text.at[digits] == '1';
    return at > digits && at < text.bytes && strchr(one ? ".): " : ".):", text.at[at]) != NULL;
}

/* "came.(12)", "saying(2)": the end of a mark in round brackets right after a word; else `at`. */
static size_t round_mark_end(struct view text, size_t at)
{
    size_t end = at + 1;
    if (at == 0 || text.at[at] != '(' || rune_is_space(rune_ending(text, at)))
        return at;
    while (end < text.bytes && end < at + 4 && text.at[end] >= '0' && text.at[end] <= '9')
        end++;
    return end > at + 1 && end < text.bytes && text.at[end] == ')' ? end + 1 : at;
}

static bool skip_sections(struct layout *layout, const struct wording *wording, size_t first,
                          size_t end)
{
    bool any = false;
    for (size_t i = first; i + 1 < end; i++) {
        size_t below = i + 1;
        if (layout->runs[i].reason != SKIP_NONE || !is_section_title(layout, wording, i))
            continue;
        while (below < end && layout->runs[below].marks)
            below++;
        if (below == end || !is_numbered(layout_run(layout, below)))
            continue;
        size_t stop = below + 1;
        while (stop < end && (stop == below + 1 || layout->runs[stop].blanks < SECTION_BLANKS)) {
            struct heading heading;
            bool rule = layout->runs[stop].marks && layout->runs[stop].blanks > 0;
            bool begins = layout->runs[stop].blanks >= 2 && layout->runs[stop].lines < 4 &&
                          heading_parse(wording, layout_run(layout, stop), &heading) &&
                          (heading.kind == HEADING_UNIT || heading.kind == HEADING_NAMED);
            if (rule || begins)
                break;
            stop++;
        }
        for (size_t j = i; j < stop; j++)
            layout->runs[j].reason = SKIP_FOOTNOTE;
        any = true;
    }
    return any;
}

/* {pg 12}, [Pg xii], [p. 4]: the end of the page mark at `at`, or `at`. */
static size_t page_mark(const struct wording *wording, struct view text, size_t at)
{
    size_t end = at + 1;
    while (end < text.bytes && end < at + 16 && text.at[end] != ']' && text.at[end] != '}')
        end++;
    if (end >= text.bytes || (text.at[end] != ']' && text.at[end] != '}'))
        return at;
    struct text key = {0};
    fold_words(view_part(text, at, end), &key);
    size_t word = view_find(text_view(&key), " ", 0);
    bool found = word < key.bytes &&
                 wording_find(wording, "page marks", view_part(text_view(&key), 0, word)) != NULL &&
                 strspn(key.at + word + 1, "0123456789ivxlc") == key.bytes - word - 1;
    text_release(&key);
    return found ? end + 1 : at;
}

unsigned footnotes_skip(struct layout *layout, const struct wording *wording, size_t first,
                        size_t end)
{
    /* Page marks alone on their line. */
    for (size_t i = first; i < end; i++) {
        struct view text = layout_run(layout, i);
        bool bracket = text.at[0] == '[' || text.at[0] == '{';
        if (layout->runs[i].reason == SKIP_NONE && bracket && text.bytes <= PAGE_MARK_BYTES &&
            page_mark(wording, text, 0) == text.bytes)
            layout->runs[i].reason = SKIP_PAGE_NUMBER;
    }
    bool sections = skip_sections(layout, wording, first, end);
    bool paragraphs = skip_paragraphs(layout, first, end);
    skip_arrows(layout, first, end);
    return (sections || paragraphs ? FOOTNOTES_SQUARE : 0u) | (sections ? FOOTNOTES_ROUND : 0u);
}

/* The end of the mark of a note, or of a page, at `at`; `at` when there is none. */
static size_t silent_end(const struct wording *wording, struct view text, size_t at, unsigned marks)
{
    unsigned number;
    size_t end = marks & FOOTNOTES_SQUARE ? bracket_mark_end_wide(text, at, &number) : at;
    if (end == at && (marks & FOOTNOTES_ROUND) != 0)
        end = round_mark_end(text, at);
    return end > at || text.at[at] == '(' ? end : page_mark(wording, text, at);
}

static void add_alias(struct book *book, size_t *capacity, size_t start, size_t end,
                      const char *value)
{
    book->spans = mem_grow(book->spans, book->span_count, capacity, sizeof *book->spans);
    book->spans[book->span_count++] =
        (struct span){.kind = SPAN_ALIAS, .start = start, .end = end, .value = value};
}

/* C H A P T E R  I is read as CHAPTER I. */
static bool add_closed_up(struct book *book, size_t *capacity, const struct block *block)
{
    struct text closed = {0};
    bool spaced = block->kind == BLOCK_HEADING &&
                  close_up(book_view(book, block->start, block->end), &closed);
    if (spaced)
        add_alias(book, capacity, block->start, block->end,
                  arena_copy_text(book->arena, closed.at, closed.bytes));
    text_release(&closed);
    return spaced;
}

void footnotes_add_spans(struct book *book, const struct wording *wording, unsigned marks)
{
    size_t capacity = 0;
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        struct view text = book_view(book, block->start, block->end);
        if (block->kind == BLOCK_SKIP || block->kind == BLOCK_BREAK ||
            add_closed_up(book, &capacity, block))
            continue;
        for (size_t at = find_mark(text, 0); at < text.bytes; at = find_mark(text, at + 1)) {
            size_t end = silent_end(wording, text, at, marks);
            if (end == at || (at == 0 && end == text.bytes))
                continue;
            add_alias(book, &capacity, block->start + at, block->start + end, "");
            at = end - 1;
        }
    }
}
