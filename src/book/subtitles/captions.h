/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/subtitles: the captions of a file, one after the other, and what is said in one.
 */
#ifndef BOOK_SUBTITLES_CAPTIONS_H
#define BOOK_SUBTITLES_CAPTIONS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Reads captions from `rest`; start with all zero but for that and `web`. */
struct caption_reader {
    struct view rest;
    bool web;        /* WebVTT */
    bool in_caption; /* the line before `rest` had the times of a caption */
};

/* Gives the lines of the next caption; false when there is none. */
bool caption_next(struct caption_reader *reader, struct view *lines);
/* True when the line is the times of a caption: "00:01:02,500 --> 00:01:04,000 align:start". */
bool caption_is_times(struct view line);
/* True when the line is the number of a caption: only digits, at most nine. */
bool caption_is_number(struct view line);

/*
 * What one speaker says in a caption, or a sound. It begins at a dash, at ">>", at the tag <v> and
 * after a sound in brackets.
 */
struct caption_piece {
    struct text words; /* in one line, without tags */
    struct view name;  /* of <v Anna>: borrowed from the lines; empty: none */
    bool sound;        /* "[door closes]" */
    bool dash;         /* another speaker than before */
};

/* What caption_piece_next works on; start with all zero but for `lines`. Release `piece.words` at
 * the end. */
struct caption_parser {
    struct view lines;
    size_t at;
    struct view name; /* of the <v> that is open */
    bool line_start;  /* nothing but tags and blanks since the line began */
    struct caption_piece piece;
};

/* Gives the next piece in parser->piece; false when the caption has no more. Linear in the caption
 * over all calls. */
bool caption_piece_next(struct caption_parser *parser);

#endif
