/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/layout: contents lists: where they are, and what they list.
 *
 * A contents list doubles every heading, so it must be found before the headings; and for titles
 * without numbers it is the best evidence (28 of the 43 books with known chapters have one). It is
 * found by its title ("CONTENTS"), by its look (lines that count up with nothing between them), or
 * because its entries come again in the book. It ends where its first entry comes again, or at the
 * largest gap shortly before the first running text.
 */
#ifndef BOOK_LAYOUT_CONTENTS_H
#define BOOK_LAYOUT_CONTENTS_H

#include "base/str.h"
#include "base/table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct surroundings;
struct layout;
struct wording;

/* The keys (fold_key) of the entries: whole, without page number, and without chapter number. */
struct contents {
    struct table keys;
    /* The lists at the front of the book: the first run, and one past the last. Equal: none. */
    size_t first_run, end_run;
};

/* Marks the runs of contents lists SKIP_CONTENTS and collects their entries. The surroundings must
 * have been skipped. Release with contents_release. */
void contents_find(struct layout *layout, const struct wording *wording,
                   const struct surroundings *surroundings, struct contents *contents);
void contents_release(struct contents *contents);
bool contents_has(const struct contents *contents, uint64_t key);
/* The first line of the run is the title of a list, possibly among other words: "THE CONTENTS OF
 * BOOK I", "[Illustration: Contents]". */
bool contents_is_title(const struct layout *layout, const struct wording *wording, size_t run);
/* An entry without the page number at its end and the dots or blanks before it. */
struct view contents_entry(struct view entry);

#endif
