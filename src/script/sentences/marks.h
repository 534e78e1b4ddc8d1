/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The marks at the end of a sentence, as written: terminators, closing quotation marks and
 * brackets, footnote marks. Inside of the sentence splitter only.
 */
#ifndef SCRIPT_SENTENCES_MARKS_H
#define SCRIPT_SENTENCES_MARKS_H

#include "base/str.h"

struct sentence_rules;

enum mark_class {
    MARK_OTHER, /* letters, digits, symbols */
    MARK_SPACE,
    MARK_DOT,
    MARK_STRONG, /* ! ? and the language's own */
    MARK_ELLIPSIS,
    MARK_FULL, /* terminators of scripts that may do without a blank after them */
    MARK_OPEN, /* opening brackets, low quotation marks, inverted ? and ! */
    MARK_CLOSE,
    MARK_QUOTE, /* opens or closes, as the neighbours tell */
    MARK_DASH,
    MARK_BULLET,
    MARK_EMPHASIS, /* _ and *, transparent */
};

/* By Unicode's general category and Sentence_Terminal (UAX #29), both from ICU. */
enum mark_class mark_class(const struct sentence_rules *rules, uint32_t rune);

struct end_mark {
    size_t start; /* the first terminator, or the closing quotation mark after a dash */
    size_t last;  /* behind the last terminator */
    size_t end;   /* behind the last closing or footnote mark */
    size_t next;  /* first byte after `end` that is not white space */
    unsigned dots;
    bool strong, ellipsis, full, dash; /* what was seen */
    bool quoted;                       /* a closing quotation mark */
    bool bracketed;                    /* a closing bracket */
    bool aside;  /* all terminators stand in a bracket within the sentence; set by the caller */
    bool spaced; /* white space or the end of the text follows */
};

/*
 * Reads the marks from `at`, where a terminator stands. `quote_open` says whether a straight double
 * quotation mark is open; it is kept up to date. Bounded by the marks themselves: the next call
 * starts at mark->end.
 */
void end_mark_read(const struct sentence_rules *rules, struct view text, size_t at,
                   bool *quote_open, struct end_mark *mark);

/* First byte at or after `at` that is not white space. */
size_t mark_skip_blanks(struct view text, size_t at);

#endif
