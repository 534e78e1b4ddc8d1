/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/outline: which lines of a plain text are headings, and how they nest.
 *
 * Candidates are found line by line (wording/heading.h). Then they are judged together: numbers
 * must count up (1, 2, 3...; a new 1 begins under a new heading); a unit (CHAPTER) is evidence by
 * itself; titles must be in a contents list, or have blank lines around them as nothing else in the
 * book has.
 *
 * Order of calls: all passes of layout/, so that what is not the book and the contents lists are
 * skipped; outline_make; heading_title for each item; outline_release.
 *
 * Uses book.h, book/wording and book/layout. Tests: unit/test_plain, cli/parts, scripts/score
 * chapters.
 */
#ifndef BOOK_OUTLINE_OUTLINE_H
#define BOOK_OUTLINE_OUTLINE_H

#include "base/table.h"
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
    uint32_t line, lines;             /* the heading itself: its first line, and how many */
    uint32_t title_line, title_lines; /* a title in the lines below it; 0 lines: none */
    uint32_t family; /* headings of one kind share it: "CHAPTER n", "n. CAPITALS" */
    uint16_t blanks; /* blank lines before */
    bool isolated;   /* blank lines, a rule or something skipped on both sides */
    bool listed;     /* in a contents list */
    bool upper;      /* all in capitals */
    bool title_like; /* its lines could be a title, even if they are a number as well */
    bool accepted;   /* a heading, not only a candidate */
    int rank;        /* smaller is higher */
    uint32_t like;   /* 1 + index of the item whose unit ("Adventure") its number continues; 0:
                        none */
    int level;       /* 1 is the top */
};

struct outline {
    struct outline_item *items; /* in order of lines; after outline_make only headings */
    size_t count, capacity;
    bool has_chapters; /* some headings have the unit CHAPTER or one of its rank */
    size_t title_run;  /* 1 + the run with the book's title, when no header has it; 0: none */
    int lowest_rank;   /* of the bare numbers */
    /* Words of titles, by fold_key, that are names: they keep their capital in a title that is
     * written like a sentence. */
    struct table names;
};

/* Private from here. Where the accepted numbered headings are, and how many blank lines they have.
 */
struct outline_numbered {
    size_t count, first, last; /* indices of items */
    unsigned blanks;           /* two thirds of them have at least as many blank lines before */
};

/* Finds the headings. Marks runs that turn out to be page numbers SKIP_PAGE_NUMBER. Release with
 * outline_release. */
void outline_make(struct outline *outline, struct layout *layout, const struct wording *wording,
                  const struct surroundings *surroundings, const struct contents *contents);
void outline_release(struct outline *outline);

/*
 * The passes, in the order in which outline_make calls them. Each assumes what those before it have
 * done: candidates; units; chains of numbers; titles; lines; title lines; levels.
 *
 * candidates.c: adds every line that looks like a heading, not accepted; with `wide`, every short
 * run that could be one.
 */
void outline_find_candidates(struct outline *outline, const struct layout *layout,
                             const struct wording *wording, const struct surroundings *surroundings,
                             const struct contents *contents, bool wide);
/* numbers.c: accepts numbered candidates; rejects lists of headings; marks page numbers. */
void outline_accept_numbered(struct outline *outline, struct layout *layout);
/* True when a sentence stands between two candidates, which a list of headings does not have. */
bool outline_has_sentence_between(const struct layout *layout, const struct outline_item *first,
                                  const struct outline_item *second);
/* chains.c: the part of it for numbers without a unit, after those with one. */
void outline_accept_chains(struct outline *outline, struct layout *layout);
/* spacing.c: accepts titles that only blank lines set apart, after all other kinds. */
void outline_accept_spaced(struct outline *outline, const struct layout *layout,
                           const struct surroundings *surroundings,
                           const struct outline_numbered *numbered);
/* True when item i is a title right below an accepted numbered heading without a title, and so
 * belongs to that. */
bool outline_is_title_below(const struct outline *outline, size_t i);
/* lines.c: when no other headings divide the text, accepts short lines that do not end a sentence.
 * Only accepted items are left. */
void outline_accept_lines(struct outline *outline, const struct layout *layout,
                          const struct surroundings *surroundings);
/* judge.c: decides about all candidates, with what was accepted so far as part of the evidence.
 * Only accepted items are left. */
void outline_judge(struct outline *outline, struct layout *layout, const struct wording *wording,
                   const struct surroundings *surroundings, const struct contents *contents);
/* The rules: all passes up to lines.c. The headings that they find are left. */
void outline_apply_rules(struct outline *outline, struct layout *layout,
                         const struct wording *wording, const struct surroundings *surroundings,
                         const struct contents *contents);
/* titles.c: finds the titles in the lines below their headings. */
void outline_join_titles(struct outline *outline, const struct layout *layout,
                         const struct wording *wording, const struct contents *contents);
/* contents_left.c: skips what is left of contents lists: what stands between the title of one and
 * the next heading, when its entries are the headings of the book. Lists with synopses are found
 * so. */
void outline_skip_contents(struct outline *outline, struct layout *layout,
                           const struct wording *wording, const struct surroundings *surroundings);
/* levels.c: how the headings nest; sets rank, like and level of each, and the fields of `outline`
 * that are about ranks. */
void outline_set_levels(struct outline *outline);
/* names.c: which words of titles are names, from how the text writes them. */
void outline_find_names(struct outline *outline, const struct layout *layout,
                        const struct wording *wording);

#endif
