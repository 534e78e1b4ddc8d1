/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of split/: a book becomes one file or several.
 *
 * Three doors: full_title.h says what chapters are called in a flat list; this one says which
 * chapters go into which file; file_set.h writes the files, with the calls of track/track.h.
 *
 * May use: base, track. Tests: test_split, test_track; tests/cli/split.sh.
 */
#ifndef SPLIT_SPLIT_H
#define SPLIT_SPLIT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum split_kind {
    SPLIT_NONE,
    SPLIT_CHAPTERS, /* a file for each chapter; a heading alone joins the chapter it stands over; a
                       chapter longer than `most` is cut, unless that is 0 */
    SPLIT_PARTS,    /* a file for each chapter of the highest level with all that belong to it */
    SPLIT_LENGTH,   /* files of whole chapters, none longer than `most` unless one chapter is */
    SPLIT_SIZE,     /* the same by bytes */
};

struct split_rule {
    enum split_kind kind;
    uint64_t most; /* SPLIT_CHAPTERS, SPLIT_LENGTH: ms; SPLIT_SIZE: bytes */
};

/* "chapters", "chapters,minutes=110", "parts", "hours=2", "minutes=90", "size=700M" (of 1000^2
 * bytes; k, M, G). Errors: ERR_USAGE. */
bool split_parse(struct view text, struct split_rule *rule, struct err *err);

/* A stretch of the book that is never cut: a chapter or, with SPLIT_LENGTH and SPLIT_SIZE, a piece
 * of one. Every chapter has at least one. */
struct split_piece {
    size_t chapter;
    int level;     /* of the chapter */
    uint64_t size; /* about: ms or, with SPLIT_SIZE, bytes */
};

/* What goes into one file. */
struct split_part {
    size_t first_piece, first_chapter,
        chapter_count; /* a chapter that is cut counts in each file */
    bool continues;    /* begins inside its first chapter */
};

/*
 * The files, `*count` of them; free() the list. `pieces`: all of the book, in order. With
 * SPLIT_CHAPTERS and SPLIT_PARTS their sizes are in ms. Linear. A chapter larger than the limit is
 * cut between its pieces; a piece never is.
 */
struct split_part *split_make(const struct split_rule *rule, const struct split_piece *pieces,
                              size_t piece_count, size_t *count);

#endif
