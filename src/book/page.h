/*
 * The layout of a plain text: its lines that are not blank, and runs of them. Private to book/.
 *
 * A run is what one takes in as a paragraph: lines with no blank line between them. In a text that
 * keeps each paragraph on one line ("unwrapped"), every line is a run of its own. A line of marks
 * only (a rule, * * *) is a run of its own always.
 */
#ifndef BOOK_PAGE_H
#define BOOK_PAGE_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct line {
    uint32_t start, end; /* bytes, without blanks at either end */
    uint16_t indent;     /* columns before it; a tab counts to the next multiple of 8 */
    uint16_t
        blanks; /* blank lines before it; a form feed and the start count as PAGE_BREAK_BLANKS */
};

enum {
    PAGE_BREAK_BLANKS = 4,
    PAGE_MAX_BLANKS = 1000,
    PAGE_MAX_LINES = 8000000, /* a hundred times the longest novel */
    PAGE_MAX_RUNS = 2000000,
};

struct run {
    uint32_t line, lines; /* first line, and how many */
    uint32_t start, end;  /* bytes */
    uint16_t blanks;      /* blank lines before it */
    uint8_t reason;       /* enum skip_reason: not read, for this reason */
    bool marks;           /* nothing but marks: no letter, no digit */
};

struct page {
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
 * page_release in any case.
 */
bool page_make(struct page *page, struct view text);
void page_release(struct page *page);

/*
 * Parts run `run` before its line `line` (counted within the run; 0 does nothing), so that the rest
 * is a run of its own with no blank lines before it. Costs the length of the list: for the few
 * places that need it only.
 */
void page_split_run(struct page *page, size_t run, size_t line);

struct view page_run(const struct page *page, size_t run); /* its text */
struct view page_line(const struct page *page, size_t line);
/* Blank lines behind a run: those before the next one; many at the end of the text. */
unsigned page_blanks_after(const struct page *page, size_t run);

/* How many columns wide a line is: its code points. */
size_t page_columns(struct view text);

/* What a few lines look like, for telling titles from prose. Looks at the first 2,000 bytes only.
 */
struct shape {
    size_t bytes, lines;
    size_t letters, upper, lower, digits, words;
    size_t capital_words; /* words of 4 letters and more that begin with a capital */
    size_t small_words;   /* words of 4 letters and more that do not */
    uint32_t first,
        last;       /* first letter or digit or mark, last mark; blanks, * _ = are passed over */
    bool all_upper; /* two or more letters, none of them lower case */
    bool ends_sentence; /* . ! ? possibly in quotation marks */
    bool ends_open;     /* ends in , ; or a dash: something must follow */
    bool quoted;        /* begins with a quotation mark or a dialogue dash */
};
struct shape page_shape(struct view text);

/*
 * S P A C E D   O U T: when every letter and digit of a short line stands alone, `out` becomes the
 * line as it is meant, words parted where there is more than one blank. False otherwise.
 */
bool page_close_up(struct view text, struct text *out);

/*
 * The words of `text` for comparing: lower case, marks and blanks as one blank, apostrophes, soft
 * hyphens and combining marks dropped. Appends to `key`; nothing when there is no letter or digit.
 */
void page_fold(struct view text, struct text *key);
/* FNV-1a of the folded text; 0 when it is empty. `scratch` is emptied and holds the key afterwards.
 */
uint64_t page_key(struct view text, struct text *scratch);

#endif
