/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/outline.h"

#include "book/book.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"

/* All chosen. */
enum {
    LINE_BYTES = 24,   /* a shorter line may be that of a title page */
    TEXT_BYTES = 60,   /* a shorter run may be part of a title page */
    SPACED_TITLES = 3, /* so many must agree before blank lines alone make headings */
};

bool outline_is_title_below(const struct outline *outline, size_t i)
{
    const struct outline_item *item = &outline->items[i], *above = item - 1;
    return i > 0 && above->accepted && above->run + 1 == item->run && above->heading.number > 0 &&
           above->heading.title_start == above->heading.title_end && above->isolated;
}

/* Counts the runs with at least `blanks` blank lines before them that nothing explains: titles, and
 * others. */
static void count_apart(const struct outline *outline, const struct layout *layout,
                        const struct surroundings *surroundings, unsigned blanks, size_t *titles,
                        size_t *others)
{
    size_t next = 0;
    *titles = *others = 0;
    for (size_t i = surroundings->first_run + 1; i < surroundings->end_run; i++) {
        const struct run *run = &layout->runs[i];
        while (next < outline->count && outline->items[next].run < i)
            next++;
        bool candidate = next < outline->count && outline->items[next].run == i;
        bool after_heading = next > 0 && outline->items[next - 1].run == i - 1 &&
                             (outline->items[next - 1].accepted ||
                              outline->items[next - 1].heading.kind == HEADING_TITLE);
        if (run->blanks < blanks || run->reason != SKIP_NONE || run->marks || after_heading ||
            layout->runs[i - 1].reason != SKIP_NONE || layout->runs[i - 1].marks ||
            (candidate && outline->items[next].accepted))
            continue;
        if (candidate && outline->items[next].heading.kind == HEADING_TITLE)
            ++*titles;
        else
            ++*others;
    }
}

static size_t next_read(const struct layout *layout, size_t run)
{
    while (run < layout->run_count &&
           (layout->runs[run].marks || layout->runs[run].reason != SKIP_NONE))
        run++;
    return run;
}

static bool is_long(const struct layout *layout, size_t run)
{
    return run < layout->run_count &&
           (layout_run(layout, run).bytes >= LINE_BYTES || layout->runs[run].lines >= 2);
}

/*
 * There is text below: more than a line of a title page has. A number ("I") may come between, or an
 * author's name, except after the first title, which may be the book's.
 */
static bool has_text_below(const struct outline *outline, const struct layout *layout, size_t i)
{
    const struct outline_item *item = &outline->items[i];
    size_t below = next_read(layout, item->run + 1);
    bool number = i + 1 < outline->count && outline->items[i + 1].run == below &&
                  outline->items[i + 1].heading.kind == HEADING_NUMBER;
    if (below < layout->run_count && !is_long(layout, below) &&
        (number || (i > 0 && layout->runs[below].blanks < item->blanks)))
        below = next_read(layout, below + 1);
    return is_long(layout, below);
}

static bool is_apart(const struct outline *outline, const struct layout *layout, size_t i,
                     unsigned blanks)
{
    const struct outline_item *item = &outline->items[i];
    return item->heading.kind == HEADING_TITLE && item->blanks >= blanks && item->isolated &&
           !outline_is_title_below(outline, i) && has_text_below(outline, layout, i);
}

/* The indentation that four fifths of the titles share; -1 when they are centred or mixed. */
static int common_indent(const struct outline *outline, const struct layout *layout,
                         unsigned blanks)
{
    size_t counts[80] = {0}, all = 0;
    for (size_t i = 0; i < outline->count; i++)
        if (is_apart(outline, layout, i, blanks)) {
            unsigned indent = layout->lines[outline->items[i].line].indent;
            counts[indent < 80 ? indent : 79]++;
            all++;
        }
    for (int indent = 0; indent < 80; indent++)
        if (counts[indent] * 5 >= all * 4)
            return indent;
    return -1;
}

/* The titles are in at least three tenths of the text, not just on a title page. */
static bool are_spread(const struct outline *outline, const struct layout *layout, unsigned blanks)
{
    bool tenths[10] = {false};
    int count = 0;
    for (size_t i = 0; i < outline->count; i++)
        if (is_apart(outline, layout, i, blanks))
            tenths[layout->runs[outline->items[i].run].start * 10 / (layout->text.bytes + 1)] =
                true;
    for (int i = 0; i < 10; i++)
        count += tenths[i];
    return count >= 3;
}

/* Titles set apart by blank lines alone: by the fewest that set mostly titles apart. */
static void accept_set_apart(struct outline *outline, const struct layout *layout,
                             const struct surroundings *surroundings,
                             const struct outline_numbered *numbered)
{
    for (unsigned blanks = 2; blanks <= 5; blanks++) {
        size_t titles, others;
        count_apart(outline, layout, surroundings, blanks, &titles, &others);
        if (titles < SPACED_TITLES || others * 4 > titles || !are_spread(outline, layout, blanks))
            continue;
        if (numbered->count < 3 || titles > numbered->count) {
            int indent = common_indent(outline, layout, blanks);
            for (size_t i = 0; i < outline->count; i++)
                if (is_apart(outline, layout, i, blanks) &&
                    (indent < 0 || layout->lines[outline->items[i].line].indent == indent))
                    outline->items[i].accepted = true;
        }
        return;
    }
}

/*
 * Capitals with as many blank lines as the numbered headings, before the first of them or after the
 * last, with text below: a preface or a note whose name no data file has.
 */
static void accept_edges(struct outline *outline, const struct layout *layout,
                         const struct outline_numbered *numbered)
{
    unsigned blanks = numbered->blanks < 2 ? 3 : numbered->blanks;
    for (size_t i = 0; i < outline->count && numbered->count >= 3; i++) {
        struct outline_item *item = &outline->items[i];
        size_t below = item->run + 1;
        bool edge = i < numbered->first || i > numbered->last;
        if (edge && !item->accepted && item->upper && is_apart(outline, layout, i, blanks) &&
            below < layout->run_count && layout->runs[below].reason == SKIP_NONE &&
            layout_run(layout, below).bytes >= TEXT_BYTES &&
            (i + 1 == outline->count || outline->items[i + 1].run > below)) {
            item->heading.kind = HEADING_NAMED;
            item->accepted = true;
        }
    }
}

/* Titles before the first chapter or after the last are not sections of a chapter (NOTES): they
 * become names, when no titles are between chapters. */
static void name_edges(struct outline *outline, const struct outline_numbered *numbered)
{
    size_t titles = 0;
    for (size_t i = 0; i < outline->count; i++) {
        bool title = outline->items[i].accepted && outline->items[i].heading.kind == HEADING_TITLE;
        titles += title;
        if (title && i > numbered->first && i < numbered->last)
            return;
    }
    for (size_t i = 0; i < outline->count && titles * 2 <= numbered->count; i++) {
        struct outline_item *item = &outline->items[i];
        if ((i < numbered->first || i > numbered->last) && item->accepted &&
            item->heading.kind == HEADING_TITLE && item->blanks >= numbered->blanks)
            item->heading.kind = HEADING_NAMED;
    }
}

static bool opens_series(const struct outline *outline, size_t i)
{
    const struct outline_item *item = &outline->items[i], *next = item + 1;
    return item->heading.kind == HEADING_TITLE && item->isolated && i + 1 < outline->count &&
           next->accepted && next->heading.kind == HEADING_NUMBER && next->heading.number == 1 &&
           next->run == item->run + 1;
}

/* When bare numbers begin again several times, the line above each 1 is a title. */
static void accept_openers(struct outline *outline)
{
    size_t openers = 0, restarts = 0;
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_item *item = &outline->items[i];
        openers += opens_series(outline, i);
        restarts +=
            item->accepted && item->heading.kind == HEADING_NUMBER && item->heading.number == 1;
    }
    for (size_t i = 0; i < outline->count && openers >= 3 && openers * 4 >= restarts * 3; i++)
        if (opens_series(outline, i))
            outline->items[i].accepted = true;
}

void outline_accept_spaced(struct outline *outline, const struct layout *layout,
                           const struct surroundings *surroundings,
                           const struct outline_numbered *numbered)
{
    accept_set_apart(outline, layout, surroundings, numbered);
    accept_openers(outline);
    accept_edges(outline, layout, numbered);
    name_edges(outline, numbered);
}
