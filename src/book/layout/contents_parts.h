/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of contents.c. Private to contents.c, which finds lists by their title or by lines that
 * count up, and contents_untitled.c, which finds a list that has neither by its entries' coming
 * again in the book.
 */
#ifndef BOOK_LAYOUT_CONTENTS_PARTS_H
#define BOOK_LAYOUT_CONTENTS_PARTS_H

#include "base/str.h"
#include "book/wording/shape.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct contents;
struct surroundings;
struct layout;
struct wording;

enum { CONTENTS_MAX_RUNS = 3000 }; /* a list is no longer */

/* The keys of a run of a list: each line is an entry, but for lines that go on with the one before.
 * `scratch` is for the keys, as in fold_key. */
void contents_add_run(struct contents *contents, const struct layout *layout,
                      const struct wording *words, size_t run, struct text *scratch);
/* An entry without the page number at its end and the dots or blanks that lead to it. */
struct view contents_entry(struct view entry);
/* True for a run of running text: behind the list. */
bool contents_is_body(const struct layout *layout, const struct wording *words, size_t run);

/*
 * contents_untitled.c: marks SKIP_CONTENTS the longest stretch before the first running text in
 * which most runs come again in the book, collects its entries, and sets the contents' runs. When
 * there is none that is long enough, nothing changes. Time is linear in the runs.
 */
void contents_find_untitled(struct layout *layout, const struct wording *words,
                            const struct surroundings *surroundings, struct contents *contents);

#endif
