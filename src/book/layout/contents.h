/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contents lists: where they are, and what they list. Private to book/.
 *
 * A contents list doubles every heading, so it must be found before headings are; and it is the
 * best witness for titles that nothing else betrays. It is found by its title ("CONTENTS") or by
 * its look: lines that count up with nothing between them. It ends where its first entry comes
 * again, or where the blank lines before the first running text are most.
 */
#ifndef BOOK_LAYOUT_CONTENTS_H
#define BOOK_LAYOUT_CONTENTS_H

#include "base/table.h"
#include "book/wording/shape.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct surroundings;
struct layout;
struct wording;

/* The keys (fold_key) of the entries: as they stand, and without number. */
struct contents {
    struct table keys;
    size_t first_run,
        end_run; /* the runs from the first list of the front to behind its last; equal: none */
};

/* Marks the runs of contents lists SKIP_CONTENTS and collects their entries. Release with
 * contents_release. */
void contents_find(struct layout *layout, const struct wording *words,
                   const struct surroundings *surroundings, struct contents *contents);
void contents_release(struct contents *contents);
bool contents_has(const struct contents *contents, uint64_t key);

#endif
