/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The layout of a plain text: its lines that are not blank, and runs of them. Private to book/.
 *
 * A run is what one takes in as a paragraph: lines with no blank line between them. In a text that
 * keeps each paragraph on one line ("unwrapped"), every line is a run of its own. A line of marks
 * only (a rule, * * *) is a run of its own always.
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
    uint16_t indent;     /* columns before it; a tab counts to the next multiple of 8 */
    uint16_t
        blanks; /* blank lines before it; a form feed and the start count as LAYOUT_BREAK_BLANKS */
};

enum {
    LAYOUT_BREAK_BLANKS = 4,
    LAYOUT_MAX_BLANKS = 1000,
    LAYOUT_MAX_LINES = 8000000, /* a hundred times the longest novel */
    LAYOUT_MAX_RUNS = 2000000,
};

struct run {
    uint32_t line, lines; /* first line, and how many */
    uint32_t start, end;  /* bytes */
    uint16_t blanks;      /* blank lines before it */
    uint8_t reason;       /* enum skip_reason: not read, for this reason */
    bool marks;           /* nothing but marks: no letter, no digit */
};

struct layout {
    struct view text;
    struct line *lines;
    size_t line_count, line_capacity;
    struct run *runs;
    size_t run_count, run_capacity;
    bool unwrapped;
    unsigned width; /* columns that lines are wrapped at */
    unsigned gap;   /* blank lines that commonly stand between two runs */
};

/*
 * Lays out `text`, which must outlive it and be shorter than 4 GiB. False when it has more lines or
 * runs than the limits below, which bound the memory that a hostile file can take. Release with
 * layout_release in any case.
 */
bool layout_make(struct layout *layout, struct view text);
void layout_release(struct layout *layout);

/*
 * Parts run `run` before its line `line` (counted within the run; 0 does nothing), so that the rest
 * is a run of its own with no blank lines before it. Costs the length of the list: for the few
 * places that need it only.
 */
void layout_split_run(struct layout *layout, size_t run, size_t line);

struct view layout_run(const struct layout *layout, size_t run); /* its text */
struct view layout_line(const struct layout *layout, size_t line);
/* Blank lines behind a run: those before the next one; many at the end of the text. */
unsigned layout_blanks_after(const struct layout *layout, size_t run);

/* How many columns wide a line is: its code points. */
size_t layout_columns(struct view text);

#endif
