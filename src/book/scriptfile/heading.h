/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/scriptfile: headings without a mark, in a text written by hand or a book in which
 * somebody put a few cues: "CHAPTER IV", "Part Two: The Sea", "EPILOGUE", alone in a paragraph.
 */
#ifndef BOOK_SCRIPTFILE_HEADING_H
#define BOOK_SCRIPTFILE_HEADING_H

#include "base/str.h"

#include <stdbool.h>

struct arena;
struct wording;

struct scriptfile_heading {
    const char *title; /* as a player displays it; in the arena */
    int rank;          /* of its unit: that of a part is smaller than that of a chapter */
};

/* True for a unit with a number, or a name such as "Preface" and nothing else. */
bool scriptfile_heading_read(const struct wording *wording, struct view line, struct arena *arena,
                             struct scriptfile_heading *heading);

#endif
