/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/sentences: lists inside a block, which are "1. The first item 2. The second
 * item", bullets, and lists of lines without any mark.
 */
#ifndef SCRIPT_SENTENCES_LIST_H
#define SCRIPT_SENTENCES_LIST_H

#include "base/str.h"

struct offsets;

/* "1.", "1)", "1.)", "(1)", "a.", "(ii)", "A)". */
struct list_marker {
    unsigned value; /* 1 is the first; 0: no marker */
    enum { LIST_DIGITS, LIST_SMALL, LIST_CAPITAL, LIST_ROMAN } kind;
    bool bracket;    /* an opening bracket stands before it */
    bool dot, close; /* after it: "." and ")" */
};

/* Reads the marker that begins at `at`, which white space must follow. Its `value` is 0 when there
 * is no marker. */
struct list_marker list_marker_at(struct view text, size_t at);
/* Whether a list may begin with it: 1, a, A, (i). */
bool list_is_first(const struct list_marker *marker);
/* Whether a marker begins at `at` that has the shape of `last` and the next number. If so, it
 * becomes `last`. */
bool list_goes_on(struct view text, size_t at, struct list_marker *last);

/*
 * Appends the end of each line, plus `offset`, and returns true when the block is a plain list:
 * three lines or more, each of at most 40 bytes, beginning in lower case and ending in a letter or
 * digit, and no end of a sentence anywhere.
 */
bool list_of_lines(struct view text, size_t offset, struct offsets *ends);

#endif
