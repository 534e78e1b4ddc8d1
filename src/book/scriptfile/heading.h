/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Headings of a text with tags that was written by hand, or is somebody else's book with a tag put
 * in: "CHAPTER IV", "Part Two: The Sea", "EPILOGUE", alone in their paragraph. Private to
 * tagged*.c.
 */
#ifndef BOOK_SCRIPTFILE_HEADING_H
#define BOOK_SCRIPTFILE_HEADING_H

#include "base/str.h"

#include <stdbool.h>

struct arena;
struct wording;

struct scriptfile_heading {
    const char *title; /* as a player shows it; in the arena */
    int rank;          /* of its unit: a part's is less than a chapter's */
};

/* False for a line that is none: a unit with a number, or a name such as "Preface" and no more. */
bool scriptfile_heading_read(const struct wording *words, struct view line, struct arena *arena,
                             struct scriptfile_heading *heading);

#endif
