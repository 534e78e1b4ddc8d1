/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/sentences: the marks at the end of a sentence, which are terminators, closing
 * quotation marks and brackets, and note marks.
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
    MARK_QUOTE, /* opens or closes, depending on its neighbours */
    MARK_DASH,
    MARK_BULLET,
    MARK_EMPHASIS, /* _ and *, transparent */
};

/* By Unicode's general category and Sentence_Terminal (UAX #29), both from ICU. */
enum mark_class mark_class(const struct sentence_rules *rules, uint32_t rune);

struct end_mark {
    size_t start; /* the first terminator, or the closing quotation mark after a dash */
    size_t last;  /* after the last terminator */
    size_t end;   /* after the last closing mark or note mark */
    size_t next;  /* first byte after `end` that is not white space */
    unsigned dots;
    bool strong, ellipsis, full, dash; /* what was seen */
    bool quoted;                       /* a closing quotation mark */
    bool bracketed;                    /* a closing bracket */
    bool aside;  /* all terminators are in a bracket within the sentence; set by the caller */
    bool spaced; /* white space or the end of the text follows */
};

/*
 * Reads the marks from the terminator at `at`. `quote_open` says whether a straight double
 * quotation mark is open; it is kept up to date. The next call must start at or after mark->end, so
 * that no byte is read twice.
 */
void end_mark_read(const struct sentence_rules *rules, struct view text, size_t at,
                   bool *quote_open, struct end_mark *mark);

/* First byte at or after `at` that is not white space. */
size_t mark_skip_blanks(struct view text, size_t at);

#endif
