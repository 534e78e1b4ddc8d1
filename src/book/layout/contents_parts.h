/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/layout: shared by contents.c, which finds lists by their title or by lines that
 * count up, and contents_untitled.c, which finds a list with neither because its entries come again
 * in the book.
 */
#ifndef BOOK_LAYOUT_CONTENTS_PARTS_H
#define BOOK_LAYOUT_CONTENTS_PARTS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct contents;
struct surroundings;
struct layout;
struct wording;

enum { CONTENTS_MAX_RUNS = 3000 }; /* chosen: the longest list known has 650 lines (Tom Jones) */

/* Adds the keys of a run of a list: each line is an entry, except those that continue the line
 * before. `scratch` is for fold_key. */
void contents_add_run(struct contents *contents, const struct layout *layout,
                      const struct wording *wording, size_t run, struct text *scratch);
/* True for a run that is not part of a list, but running text. */
bool contents_is_body(const struct layout *layout, const struct wording *wording, size_t run);

/*
 * contents_untitled.c: marks SKIP_CONTENTS the stretch before the first running text with the most
 * runs that come again in the book, collects its entries, and sets first_run and end_run. Does
 * nothing when there are too few. Time is linear in the runs.
 */
void contents_find_untitled(struct layout *layout, const struct wording *wording,
                            const struct surroundings *surroundings, struct contents *contents);

#endif
