/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/layout: a plain text as lines and runs, and the runs that are not the book.
 *
 * A run is what a reader sees as a paragraph: lines without a blank line between them. In a text
 * that has each paragraph on one line ("unwrapped"), every line is a run. A line of marks only (a
 * rule, * * *) is always a run.
 *
 * Order of calls: layout_make (this header); pages_join (pages.h), which may need a new layout;
 * surroundings_skip (surroundings.h); contents_find (contents.h); page_heads_skip (page_heads.h);
 * footnotes_skip (footnotes.h); furniture_skip_repeated (furniture.h), when the chapters are known.
 * Each marks runs as skipped by their `reason`, and leaves runs that have one alone. When the
 * blocks are made, footnotes_add_spans; at the end contents_release and layout_release.
 *
 * Uses book.h and book/wording. Tests: unit/test_layout, unit/test_plain, cli/parts, scripts/score
 * chapters.
 */
#ifndef BOOK_LAYOUT_LAYOUT_H
#define BOOK_LAYOUT_LAYOUT_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct line {
    uint32_t start, end; /* bytes, without blanks at either end */
    uint16_t indent;     /* columns before it, at most 500; a tab goes to the next multiple of 8 */
    uint16_t
        blanks; /* blank lines before it; a form feed and the start count as LAYOUT_BREAK_BLANKS */
    bool page;  /* the first on a page of paper */
    bool head;  /* the running title or number of such a page: a run by itself */
};

enum {
    LAYOUT_BREAK_BLANKS = 4,    /* chosen: as many as Project Gutenberg has before a chapter */
    LAYOUT_MAX_BLANKS = 1000,   /* chosen: a larger number of blank lines counts as this */
    LAYOUT_MAX_LINES = 8000000, /* a hundred times the longest novel */
    LAYOUT_MAX_RUNS = 2000000,  /* chosen: as many paragraphs as such a book could have */
};

struct run {
    uint32_t line, lines; /* first line, and how many */
    uint32_t start, end;  /* bytes */
    uint16_t blanks;      /* blank lines before it */
    uint8_t reason;       /* enum skip_reason: why it is not read; SKIP_NONE: it is */
    bool marks;           /* only marks: no letter, no digit */
};

struct layout {
    struct view text;
    struct line *lines;
    size_t line_count, line_capacity;
    struct run *runs;
    size_t run_count, run_capacity;
    bool unwrapped;
    bool doubled;   /* line ends were doubled: blank lines separate nothing */
    unsigned width; /* the column at which lines are wrapped */
    unsigned gap;   /* blank lines that usually separate two runs */
};

/*
 * Finds the lines and runs of `text`, which must outlive the layout and be shorter than 4 GiB.
 * False when it has more lines or runs than the limits above, which bound the memory that a hostile
 * file can take. Release with layout_release in any case.
 */
bool layout_make(struct layout *layout, struct view text);
void layout_release(struct layout *layout);

/*
 * Splits run `run` before its line `line` (counted within the run; 0 does nothing): the rest
 * becomes a run without blank lines before it. The time is linear in the number of runs: only for a
 * few places in a book.
 */
void layout_split_run(struct layout *layout, size_t run, size_t line);

struct view layout_run(const struct layout *layout, size_t run); /* its text */
struct view layout_line(const struct layout *layout, size_t line);
/* Blank lines after a run: those before the next one; LAYOUT_MAX_BLANKS at the end of the text. */
unsigned layout_blanks_after(const struct layout *layout, size_t run);

/* How many columns wide a line is: its code points. */
size_t layout_columns(struct view text);

#endif
