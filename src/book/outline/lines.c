/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/outline.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/wording/shape.h"

#include <stdlib.h>

/* All chosen. */
enum {
    MAX_COLUMNS = 60,    /* of a heading */
    TEXT_BYTES = 60,     /* a longer run is running text */
    SERIES_LINES = 3,    /* fewer are a coincidence */
    LEAST_SPREAD = 1200, /* bytes of text for each heading */
    NEAR_BYTES = 200,    /* lines closer than that are a list */
    CLOSING_BYTES = 40,  /* a longer line without an end mark asks for the next one */
};

/* The ways in which such lines are written; one book has one of them. */
enum line_style { STYLE_NONE, STYLE_CAPITALS, STYLE_DATES, STYLE_WORDS, STYLE_COUNT };

static enum line_style style_of(struct view line)
{
    struct shape shape = shape_of_text(line);
    bool stop = shape.ends_sentence;
    if (shape.quoted || shape.ends_open || shape.last == ':' || shape.letters < 2 ||
        shape.small_words > 1 || shape.capital_words < shape.small_words * 2 ||
        rune_is_lower(shape.first))
        return STYLE_NONE;
    if (shape.digits > 0)
        return shape.words <= 5 && shape.words >= 1 ? STYLE_DATES : STYLE_NONE;
    if (stop || shape.words > 8)
        return STYLE_NONE;
    return shape.all_upper ? STYLE_CAPITALS : STYLE_WORDS;
}

static bool is_text(const struct layout *layout, size_t run)
{
    if (run >= layout->run_count || layout->runs[run].reason != SKIP_NONE ||
        layout->runs[run].marks)
        return false;
    struct view text = layout_run(layout, run);
    return text.bytes >= TEXT_BYTES || shape_of_text(text).ends_sentence;
}

/* The line continues the one above: a signature, a street address. */
static bool continues_above(const struct layout *layout, size_t run)
{
    if (run == 0)
        return false;
    struct view above = layout_run(layout, run - 1);
    struct shape shape = shape_of_text(above);
    return layout->runs[run - 1].reason == SKIP_NONE && !layout->runs[run - 1].marks &&
           (shape.last == ',' || shape.last == ';' || shape.last == ':' ||
            (above.bytes > CLOSING_BYTES && rune_is_alnum(shape.last)));
}

/* The style of run `run` as a heading: one line with running text below it, or below one more line
 * (an author's name). */
static enum line_style style_at(const struct layout *layout,
                                const struct surroundings *surroundings, size_t run)
{
    const struct run *r = &layout->runs[run];
    struct view line = layout_run(layout, run);
    if (r->reason != SKIP_NONE || r->marks || r->lines > 1 || layout_columns(line) > MAX_COLUMNS ||
        (layout->gap > 0 && r->blanks == 0) || run + 1 >= surroundings->end_run ||
        continues_above(layout, run))
        return STYLE_NONE;
    bool below = is_text(layout, run + 1) ||
                 (layout->runs[run + 1].reason == SKIP_NONE && is_text(layout, run + 2));
    return below ? style_of(line) : STYLE_NONE;
}

struct series {
    size_t count, first, last, near; /* first, last: runs */
    bool at_start; /* one of them, not the first line of the book, is right above the first text */
};

static void find_series(const struct layout *layout, const struct surroundings *surroundings,
                        struct series series[STYLE_COUNT])
{
    size_t text = surroundings->first_run;
    while (text < surroundings->end_run &&
           !(is_text(layout, text) && layout_run(layout, text).bytes >= 2 * TEXT_BYTES))
        text++;
    for (size_t i = surroundings->first_run; i < surroundings->end_run; i++) {
        struct series *s = &series[style_at(layout, surroundings, i)];
        if (s == series)
            continue;
        s->at_start = s->at_start || (i > surroundings->first_run && i < text && i + 3 > text);
        s->near += s->count > 0 && layout->runs[i].start - layout->runs[s->last].end < NEAR_BYTES;
        s->first = s->count++ == 0 ? i : s->first;
        s->last = i;
    }
}

static bool is_series(const struct layout *layout, const struct surroundings *surroundings,
                      const struct series *s)
{
    if (s->count < SERIES_LINES || !s->at_start || s->near * 5 > s->count)
        return false;
    size_t end = layout->runs[surroundings->end_run - 1].end, begin = layout->runs[s->first].start;
    return (end - begin) / s->count >= LEAST_SPREAD;
}

/* There are other headings, and not just in one story of many. */
static bool has_headings(const struct outline *outline, const struct layout *layout)
{
    size_t first = 0, last = 0, count = 0;
    for (size_t i = 0; i < outline->count; i++) {
        if (outline->items[i].heading.kind == HEADING_NAMED)
            continue;
        last = layout->runs[outline->items[i].run].start;
        first = count++ == 0 ? last : first;
    }
    return count > 0 && (last - first > layout->text.bytes / 5 || last > layout->text.bytes / 2);
}

static int compare_items(const void *a, const void *b)
{
    const struct outline_item *left = a, *right = b;
    return left->run < right->run ? -1 : left->run > right->run;
}

void outline_accept_lines(struct outline *outline, const struct layout *layout,
                          const struct surroundings *surroundings)
{
    struct series series[STYLE_COUNT] = {0};
    if (has_headings(outline, layout))
        return;
    find_series(layout, surroundings, series);
    int style = STYLE_CAPITALS;
    while (style < STYLE_COUNT && !is_series(layout, surroundings, &series[style]))
        style++;
    if (style == STYLE_COUNT)
        return;
    size_t others = outline->count, j = 0;
    for (size_t i = surroundings->first_run + 1; i < surroundings->end_run; i++) {
        while (j < others && outline->items[j].run < i)
            j++;
        bool free_run = j == others || outline->items[j].run != i;
        if (free_run && (int)style_at(layout, surroundings, i) == style) {
            struct view line = layout_run(layout, i);
            outline->items = mem_grow(outline->items, outline->count, &outline->capacity,
                                      sizeof *outline->items);
            outline->items[outline->count++] = (struct outline_item){
                .heading = {.kind = HEADING_TITLE, .title_end = line.bytes},
                .run = (uint32_t)i,
                .line = layout->runs[i].line,
                .lines = 1,
                .family = HEADING_TITLE,
                .blanks = layout->runs[i].blanks,
                .isolated = true,
                .upper = shape_of_text(line).all_upper,
                .accepted = true,
            };
        }
    }
    qsort(outline->items, outline->count, sizeof *outline->items, compare_items);
}
