/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/layout/pages.h"

#include "base/mem.h"
#include "base/table.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/layout/page_heads.h"
#include "book/wording/shape.h"

#include <stdlib.h>
#include <string.h>

/* All chosen. */
enum {
    HEAD_BYTES = 110,    /* a head is one line */
    APART_BLANKS = 2,    /* between its words and its number */
    FEWEST_PAGES = 3,    /* that have the same words at the same edge */
    BETWEEN_BYTES = 600, /* heads, numbers and blank lines between two halves */
    BETWEEN_RUNS = 4,
    JOINED_BYTES = 20000, /* a longer paragraph is left alone; bounds the work */
};

/* 12, xii, - 12 - */
static bool is_page_number(struct view line)
{
    size_t digits = 0, others = 0;
    for (size_t i = 0; i < line.bytes; i++) {
        if (strchr("0123456789ivxl", line.at[i]) != NULL && line.at[i] != '\0')
            digits++;
        else if (strchr(" -[]()|.", line.at[i]) == NULL)
            others++;
    }
    return digits > 0 && digits <= 7 && others == 0;
}

/* "Chapter One      9", "8      THE MILL" */
static bool has_number_apart(struct view line)
{
    size_t first = 0, last = line.bytes, after, before;
    while (first < line.bytes && line.at[first] >= '0' && line.at[first] <= '9')
        first++;
    while (last > 0 && line.at[last - 1] >= '0' && line.at[last - 1] <= '9')
        last--;
    for (after = first; after < line.bytes && strchr(" \t", line.at[after]) != NULL; after++)
        ;
    for (before = last; before > 0 && strchr(" \t", line.at[before - 1]) != NULL; before--)
        ;
    bool left = first > 0 && first <= 4 && after - first >= APART_BLANKS;
    bool right = last < line.bytes && line.bytes - last <= 4 && last - before >= APART_BLANKS;
    return line.bytes <= HEAD_BYTES && (left || right);
}

/* The key of a line's words without numbers; 0: none, or no head. */
static struct table_key words_of(struct view line, struct text *scratch)
{
    struct text words = {0};
    text_clear(scratch);
    if (line.bytes <= HEAD_BYTES)
        fold_words(line, scratch);
    for (size_t i = 0; i < scratch->bytes; i++)
        if (scratch->at[i] < '0' || scratch->at[i] > '9')
            text_add_char(&words, scratch->at[i]);
    struct table_key key = table_number(fold_key(text_view(&words), scratch));
    text_release(&words);
    return key;
}

/* Is line `i` the first or the last of a page? */
static bool is_edge(const struct layout *layout, size_t i)
{
    return layout->lines[i].page || (i + 1 < layout->line_count && layout->lines[i + 1].page);
}

/* A line as long as those of the text: a title is shorter. */
static bool is_full(const struct layout *layout, size_t line)
{
    return layout_columns(layout_line(layout, line)) * 3 > layout->width * 2;
}

void pages_find_heads(struct layout *layout)
{
    struct table times = {0}, seen = {0};
    struct text scratch = {0};
    for (size_t i = 0; i < layout->line_count; i++)
        if (is_edge(layout, i)) {
            struct table_key key = words_of(layout_line(layout, i), &scratch);
            table_set(&times, key, table_find(&times, key, 0) + 1);
        }
    for (size_t i = 0; times.count > 0 && i < layout->line_count; i++) {
        struct view line = layout_line(layout, i);
        if (!is_edge(layout, i))
            continue;
        struct table_key key = words_of(line, &scratch);
        /* The first line with such words may be the title that the others repeat. */
        bool again = key.number != 0 && table_find(&times, key, 0) >= FEWEST_PAGES;
        bool numbered =
            rune_is_digit(rune_at(line, 0)) || rune_is_digit(rune_ending(line, line.bytes));
        bool repeated = again && !is_full(layout, i) && (numbered || table_has(&seen, key));
        table_add(&seen, key, 0);
        layout->lines[i].head = is_page_number(line) || has_number_apart(line) || repeated;
    }
    table_release(&times);
    table_release(&seen);
    text_release(&scratch);
}

/* The paragraph ends inside a sentence: with a letter, a comma or a hyphen. */
static bool breaks_off(const struct layout *layout, size_t run)
{
    struct view text = layout_run(layout, run);
    uint32_t last = rune_ending(text, text.bytes);
    return rune_is_letter(last) || last == ',' || last == ';' || last == '-' || last == 0xAD ||
           last == 0x2014 || last == 0x2013;
}

/* Does run `next` go on with the sentence of run `run`? */
static bool goes_on(const struct layout *layout, size_t run, size_t next)
{
    const struct run *first = &layout->runs[run], *second = &layout->runs[next];
    if (first->reason != SKIP_NONE || first->marks || second->reason != SKIP_NONE ||
        second->marks || !breaks_off(layout, run))
        return false;
    bool full = is_full(layout, first->line + first->lines - 1);
    struct view text = layout_run(layout, next);
    uint32_t rune = rune_at(text, 0);
    bool small = rune_is_lower(rune);
    return (small && (full || first->lines > 1)) ||
           (full && rune_is_alnum(rune) && (second->lines > 1 || is_full(layout, second->line)));
}

/* Moves what is between two halves after the second one, which ends at `end`; a line end stays
 * between the halves, and one comes after them. */
static void move_between(struct layout *layout, size_t from, size_t second, size_t end)
{
    char between[BETWEEN_BYTES], *text = (char *)layout->text.at;
    size_t line_end = text[from] == '\r' && text[from + 1] == '\n' ? 2 : 1;
    size_t bytes = second - from - 2 * line_end, half = end - second;
    memcpy(between, text + from + line_end, bytes);
    memmove(text + from + line_end, text + second, half);
    size_t to = from + line_end + half;
    memcpy(text + to, text + from, line_end);
    memcpy(text + to + line_end, between, bytes);
}

static bool is_line_end(struct view text, size_t at)
{
    return at < text.bytes && (text.at[at] == '\n' || text.at[at] == '\r');
}

/* After the first half and before the second is a line end of the same kind. */
static bool is_movable(struct view text, size_t from, size_t second)
{
    size_t bytes = text.at[from] == '\r' && text.at[from + 1] == '\n' ? 2 : 1;
    return second - from < BETWEEN_BYTES && second - from > 2 * bytes && is_line_end(text, from) &&
           is_line_end(text, second - bytes) && is_line_end(text, second - 1);
}

bool pages_join(struct layout *layout, const struct wording *wording)
{
    bool changed = false;
    size_t joined = layout->run_count, joined_end = 0; /* what was joined last, and where it ends */
    page_heads_skip(layout, wording, 0, layout->run_count);
    for (size_t i = layout->run_count; i-- > 1;) {
        changed = changed || layout->runs[i].reason == SKIP_PAGE_NUMBER;
        size_t first = i;
        while (first > 0 && i - first < BETWEEN_RUNS &&
               layout->runs[first - 1].reason == SKIP_PAGE_NUMBER)
            first--;
        if (first == i || first == 0 || !goes_on(layout, first - 1, i))
            continue;
        size_t from = layout->runs[first - 1].end, second = layout->runs[i].start;
        while (from < second && strchr(" \t", layout->text.at[from]) != NULL)
            from++;
        while (second > from && strchr(" \t\f", layout->text.at[second - 1]) != NULL)
            second--;
        size_t end = joined == i ? joined_end : layout->runs[i].end;
        if (end - second > JOINED_BYTES || !is_movable(layout->text, from, second))
            continue;
        move_between(layout, from, second, end);
        joined = first - 1;
        joined_end = from + (end - second) + (layout->text.at[from] == '\r' ? 2 : 1);
    }
    return changed;
}
