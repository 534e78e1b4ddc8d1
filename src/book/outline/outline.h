/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which lines are headings, and how they nest. Private to book/.
 *
 * Candidates are found line by line (heading.h). Then they are judged together: numbers must run on
 * (1, 2, 3...; a new 1 begins under a new heading), words of a kind (CHAPTER) speak for themselves,
 * titles must be listed in the contents or stand apart by blank lines as nothing else in the book
 * does.
 */
#ifndef BOOK_OUTLINE_OUTLINE_H
#define BOOK_OUTLINE_OUTLINE_H

#include "book/wording/heading.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct contents;
struct surroundings;
struct layout;
struct wording;

struct outline_item {
    struct heading heading; /* its offsets count from the start of line `line` */
    uint32_t run;
    uint32_t line, lines; /* the heading itself: its first line, and how many */
    uint32_t title_line,
        title_lines; /* a title in lines of its own below; 0 lines when there is none */
    uint32_t family; /* headings of one kind share it: "CHAPTER n", "n. CAPITALS" */
    uint16_t blanks; /* blank lines before */
    bool isolated;   /* blank lines, a rule or something skipped on both sides */
    bool listed;     /* in a contents list */
    bool upper;      /* all in capitals */
    bool title_like; /* its lines could be a title, whatever else they are */
    bool accepted;
    int rank;      /* smaller is higher */
    uint32_t like; /* 1 + index of the item whose word ("Adventure") its number goes on; 0: none */
    int level;     /* 1 is the top */
};

struct outline {
    struct outline_item *items; /* in order of lines; after outline_make only headings */
    size_t count, capacity;
    bool has_chapters; /* some headings say CHAPTER or a word of its rank */
    size_t title_run;  /* 1 + the run with the book's title, where no header tells it; 0: none */
    int lowest_rank;   /* of the bare numbers */
};

/* Where the accepted numbered headings begin and end, and how much space they have. */
struct outline_numbered {
    size_t count, first, last; /* indices of items */
    unsigned blanks;           /* the fewest blank lines before any two thirds of them */
};

/* May set the reason of page numbers in `page`. Release with outline_release. */
void outline_make(struct outline *outline, struct layout *layout, const struct wording *words,
                  const struct surroundings *surroundings, const struct contents *contents);
void outline_release(struct outline *outline);

/* outline_candidates.c: every line that looks like a heading. */
void outline_find_candidates(struct outline *outline, const struct layout *layout,
                             const struct wording *words, const struct surroundings *surroundings,
                             const struct contents *contents);
/* outline_numbers.c: accepts numbered candidates; rejects lists of headings; marks page numbers. */
void outline_accept_numbered(struct outline *outline, struct layout *layout);
/* outline_chains.c: the part of it for numbers without a word. */
void outline_accept_chains(struct outline *outline, struct layout *layout);
/* outline_layout.c: accepts titles that blank lines alone set apart. */
void outline_accept_spaced(struct outline *outline, const struct layout *layout,
                           const struct surroundings *surroundings,
                           const struct outline_numbered *numbered);
/* True when item i is a title right below a numbered heading that has none: it is that heading's.
 */
bool outline_is_title_below(const struct outline *outline, size_t i);
/* outline_lines.c: where no other headings part the text, lines that end without a full stop. */
void outline_accept_lines(struct outline *outline, const struct layout *layout,
                          const struct surroundings *surroundings);
/* outline_titles.c: finds the titles that stand below their headings. */
void outline_join_titles(struct outline *outline, const struct layout *layout,
                         const struct wording *words, const struct contents *contents);
/* outline_levels.c: how the accepted items nest; sets rank, like and level of each. */
void outline_set_levels(struct outline *outline);

#endif
