/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to markdown: prepare.c, paragraph.c and definitions.c. The state of rewriting a text line
 * by line.
 */
#ifndef BOOK_MARKDOWN_WRITER_H
#define BOOK_MARKDOWN_WRITER_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct markdown_head;
struct markdown_survey;

struct markdown_writer {
    struct view rest; /* the lines to come */
    struct markdown_head *head;
    const struct markdown_survey *survey;
    struct text *out;
    struct view chunk;           /* lines of the open paragraph; empty: none */
    struct text lines, dedented; /* scratch */
    char fence;                  /* of the open code block; 0 outside */
    size_t fence_size;
    bool raw;       /* it holds HTML or TeX for one kind of output */
    int head_lines; /* "Title: ..." headings that may still come */
    int divs;       /* open */
    int callout;    /* the depth of the div that is a boxed remark; 0: none */
    bool after_blank, chunk_after_blank;
    bool in_list;                             /* indented text belongs to an item */
    bool no_comment, no_remark, no_highlight; /* no closing mark of this kind comes any more */
};

/* Adds a line as it is, with its line end. */
void markdown_copy_line(struct text *out, struct view line);
/* The next line of the source that is not blank; empty at the end. */
struct view markdown_next_text(const struct markdown_writer *writer);
/* If the open paragraph is a term of one line with definitions below it, in the paragraph or after
 * the blank line, writes all of them. False, with nothing written, otherwise. */
bool markdown_definitions(struct markdown_writer *writer);
/* Writes the open paragraph. */
void markdown_flush(struct markdown_writer *writer);
/* The same before a blank line: it may be the term of definitions that follow. */
void markdown_paragraph_end(struct markdown_writer *writer);

#endif
