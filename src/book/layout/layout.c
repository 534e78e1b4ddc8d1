/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/layout/layout.h"

#include "base/mem.h"
#include "book/layout/pages.h"
#include "book/wording/characters.h"
#include "book/wording/shape.h"

#include <stdlib.h>
#include <string.h>

/* All chosen. */
enum {
    LONG_LINE_BYTES = 110, /* no text is wrapped at more */
    DENSE_LINES = 60,      /* a text with fewer blank lines than one in so many has none between
                              paragraphs */
    SHORT_LINE_BYTES = 50, /* such a line may be a heading */
    SPARE_COLUMNS = 3,     /* wrapping at a column leaves lines uneven by so much */
    WIDTH_SAMPLES = 20000, /* lines that are looked at, from all over the text */
    MAX_WIDTH = 256,
    PAPER_PAGES = 8,         /* so many form feeds, at most this far apart, are those of pages */
    PAPER_PAGE_BYTES = 4000, /* a printed page has fewer */
    MAX_INDENT = 500,
};

/* Reads the line at *at and moves *at to the next one: its text and indentation, and whether a form
 * feed is before the text. False at the end. */
static bool next_line(struct view text, size_t *at, struct line *line, bool *page_break)
{
    if (*at >= text.bytes)
        return false;
    size_t start = *at, end = view_find_either(text, '\n', '\r', start);
    /* CR alone ends a line too (old Macintosh files); CR CR LF is a line end that was converted
     * twice. */
    size_t next = end < text.bytes ? end + 1 : end;
    if (next + 1 < text.bytes && memcmp(text.at + end, "\r\r\n", 3) == 0)
        next += 2;
    else if (next < text.bytes && text.at[end] == '\r' && text.at[next] == '\n')
        next++;
    unsigned column = 0;
    *page_break = false;
    while (start < end) {
        size_t after = start;
        uint32_t rune = rune_next(text, &after);
        if (!rune_is_space(rune))
            break;
        *page_break = *page_break || rune == '\f';
        column = rune == '\t' ? (column / 8 + 1) * 8 : column + 1;
        start = after;
    }
    while (end > start) {
        size_t before = end;
        uint32_t rune = rune_before(text, &before);
        if (!rune_is_space(rune))
            break;
        end = before;
    }
    *line = (struct line){.start = (uint32_t)start,
                          .end = (uint32_t)end,
                          .indent = (uint16_t)(column > MAX_INDENT ? MAX_INDENT : column)};
    *at = next;
    return true;
}

static bool find_lines(struct layout *layout)
{
    struct line line;
    unsigned blanks = 0;
    /* A form feed for each page, as in text extracted from a PDF, separates no chapters. */
    size_t breaks = 0;
    bool pending = false;
    for (size_t at = view_find(layout->text, "\f", 0); at < layout->text.bytes;
         at = view_find(layout->text, "\f", at + 1))
        breaks++;
    bool paper = breaks >= PAPER_PAGES && layout->text.bytes / breaks < PAPER_PAGE_BYTES;
    bool page_break;
    for (size_t at = 0; next_line(layout->text, &at, &line, &page_break);) {
        if ((page_break && !paper) || layout->line_count == 0)
            blanks += LAYOUT_BREAK_BLANKS;
        pending = pending || page_break;
        if (line.start == line.end) {
            blanks++;
            continue;
        }
        line.page = pending && paper;
        pending = false;
        line.blanks = (uint16_t)(blanks > LAYOUT_MAX_BLANKS ? LAYOUT_MAX_BLANKS : blanks);
        blanks = 0;
        layout->lines = mem_grow(layout->lines, layout->line_count, &layout->line_capacity,
                                 sizeof *layout->lines);
        layout->lines[layout->line_count++] = line;
        if (layout->line_count > LAYOUT_MAX_LINES)
            return false;
    }
    return true;
}

/* Blank lines separate all lines, even in the middle of a sentence: the line ends were doubled.
 * Chosen: two lines in a hundred may differ, and a third of the lines begins with a small letter.
 */
static bool is_doubled(const struct layout *layout)
{
    size_t none = 0, odd = 0, going_on = 0;
    for (size_t i = 1; i < layout->line_count; i++) {
        const struct line *line = &layout->lines[i];
        none += line->blanks == 0;
        odd += line->blanks % 2;
        going_on += line->blanks == 1 && rune_is_lower(rune_at(layout->text, line->start));
    }
    return layout->line_count > 20 && none * 50 < layout->line_count &&
           odd * 10 > layout->line_count * 9 && going_on * 3 > layout->line_count;
}

/* Most of the text is in lines too long to have been wrapped. */
static bool is_unwrapped(const struct layout *layout)
{
    size_t all = 0, in_long = 0;
    for (size_t i = 0; i < layout->line_count; i++) {
        size_t bytes = layout->lines[i].end - layout->lines[i].start;
        all += bytes;
        if (bytes > LONG_LINE_BYTES)
            in_long += bytes;
    }
    return in_long > all / 2;
}

/* A rule or an ornament: no letter, no digit, or a typed ornament such as "oOo". A lone bracket
 * belongs to its paragraph, whose end it marks. */
static bool is_rule(struct view line)
{
    if (line.bytes == 1 && strchr("]})", line.at[0]) != NULL)
        return false;
    if (line.bytes > 200)
        return false;
    for (size_t at = 0; at < line.bytes;)
        if (rune_is_alnum(rune_next(line, &at)))
            return is_ornament(line);
    return line.bytes > 0;
}

static void add_run(struct layout *layout, size_t line, size_t lines, bool marks)
{
    layout->runs =
        mem_grow(layout->runs, layout->run_count, &layout->run_capacity, sizeof *layout->runs);
    layout->runs[layout->run_count++] = (struct run){
        .line = (uint32_t)line,
        .lines = (uint32_t)lines,
        .start = layout->lines[line].start,
        .end = layout->lines[line + lines - 1].end,
        .blanks = layout->lines[line].blanks,
        .reason = layout->lines[line].head ? SKIP_PAGE_NUMBER : SKIP_NONE,
        .marks = marks && !layout->lines[line].head,
    };
}

size_t layout_columns(struct view text)
{
    size_t count = 0;
    struct view rest = text, piece;
    while (view_next_piece(&rest, &piece))
        for (size_t i = 0; i < piece.bytes; i++)
            count += ((unsigned char)piece.at[i] & 0xC0) != 0x80;
    return count;
}

/* The length that 19 of 20 lines do not exceed; 72 in a text of short lines (chosen). */
static unsigned common_width(const struct layout *layout)
{
    size_t counts[MAX_WIDTH] = {0}, all = 0;
    size_t step = layout->line_count / WIDTH_SAMPLES + 1;
    for (size_t i = 0; i < layout->line_count; i += step) {
        size_t length = layout_columns(layout_line(layout, i)) + layout->lines[i].indent;
        counts[length < MAX_WIDTH ? length : MAX_WIDTH - 1]++;
        all++;
    }
    size_t above = 0, width = MAX_WIDTH;
    while (width > 1 && above * 20 <= all)
        above += counts[--width];
    return width < 40 ? 72 : (unsigned)width;
}

/* Wrapped text without blank lines between paragraphs. */
static bool is_dense(const struct layout *layout)
{
    size_t blanks = 0;
    for (size_t i = 1; i < layout->line_count; i++)
        blanks += layout->lines[i].blanks > 0;
    return blanks < layout->line_count / DENSE_LINES + layout->doubled &&
           (layout->doubled || layout->line_count > DENSE_LINES);
}

/*
 * In such text a paragraph begins with an indented line, or after a line that had room for the next
 * word; a short line that begins a sentence may be a heading.
 */
static bool begins_dense(const struct layout *layout, size_t line)
{
    const struct line *l = &layout->lines[line], *above = l - 1;
    struct view text = layout_line(layout, line), before = layout_line(layout, line - 1);
    size_t word = layout_columns(view_part(text, 0, view_find(text, " ", 0)));
    if (layout->doubled && rune_is_lower(rune_at(text, 0)))
        return false; /* lines of a typescript are uneven */
    if (l->indent > above->indent + 1 ||
        above->indent + layout_columns(before) + 1 + word + SPARE_COLUMNS <= layout->width)
        return true;
    if (l->end - l->start >= SHORT_LINE_BYTES)
        return false;
    struct shape shape = shape_of_text(text);
    bool indented_below =
        line + 1 < layout->line_count && layout->lines[line + 1].indent > l->indent + 1;
    return (shape_of_text(before).ends_sentence && !rune_is_lower(shape.first)) ||
           (indented_below && shape.all_upper);
}

static void find_runs(struct layout *layout)
{
    size_t first = 0;
    bool first_marks = false, dense = !layout->unwrapped && is_dense(layout);
    for (size_t i = 0; i < layout->line_count; i++) {
        bool marks = is_rule(layout_line(layout, i));
        bool head = layout->lines[i].head || (i > 0 && layout->lines[i - 1].head);
        bool begins = i == 0 || layout->lines[i].blanks > 0 || layout->unwrapped || marks ||
                      first_marks || head || (dense && begins_dense(layout, i));
        if (i > 0 && begins)
            add_run(layout, first, i - first, first_marks);
        if (begins) {
            first = i;
            first_marks = marks;
        }
    }
    if (layout->line_count > 0)
        add_run(layout, first, layout->line_count - first, first_marks);
}

static unsigned common_gap(const struct layout *layout)
{
    size_t counts[4] = {0};
    for (size_t i = 1; i < layout->run_count; i++)
        if (!layout->runs[i].marks && layout->runs[i].blanks < 4)
            counts[layout->runs[i].blanks]++;
    unsigned most = 0;
    for (unsigned gap = 1; gap < 4; gap++)
        if (counts[gap] > counts[most])
            most = gap;
    return most;
}

bool layout_make(struct layout *layout, struct view text)
{
    *layout = (struct layout){.text = text};
    if (!find_lines(layout))
        return false;
    layout->doubled = is_doubled(layout);
    if (layout->doubled) {
        for (size_t i = 1; i < layout->line_count; i++)
            if (layout->lines[i].blanks > 0)
                layout->lines[i].blanks = (uint16_t)((layout->lines[i].blanks - 1) / 2);
    }
    layout->unwrapped = is_unwrapped(layout);
    layout->width = common_width(layout);
    pages_find_heads(layout);
    find_runs(layout);
    layout->gap = common_gap(layout);
    return layout->run_count <= LAYOUT_MAX_RUNS;
}

void layout_release(struct layout *layout)
{
    free(layout->lines);
    free(layout->runs);
    *layout = (struct layout){0};
}

void layout_split_run(struct layout *layout, size_t run, size_t line)
{
    if (line == 0 || line >= layout->runs[run].lines)
        return;
    layout->runs =
        mem_grow(layout->runs, layout->run_count, &layout->run_capacity, sizeof *layout->runs);
    memmove(&layout->runs[run + 2], &layout->runs[run + 1],
            (layout->run_count - run - 1) * sizeof *layout->runs);
    layout->run_count++;
    struct run *head = &layout->runs[run], *tail = &layout->runs[run + 1];
    *tail = *head;
    tail->line += (uint32_t)line;
    tail->lines -= (uint32_t)line;
    tail->start = layout->lines[tail->line].start;
    tail->blanks = 0;
    head->lines = (uint32_t)line;
    head->end = layout->lines[tail->line - 1].end;
}

struct view layout_run(const struct layout *layout, size_t run)
{
    return view_part(layout->text, layout->runs[run].start, layout->runs[run].end);
}

struct view layout_line(const struct layout *layout, size_t line)
{
    return view_part(layout->text, layout->lines[line].start, layout->lines[line].end);
}

unsigned layout_blanks_after(const struct layout *layout, size_t run)
{
    return run + 1 < layout->run_count ? layout->runs[run + 1].blanks : LAYOUT_MAX_BLANKS;
}
