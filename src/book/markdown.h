/*
 * Markdown: CommonMark by cmark, and what books add to it: front matter (YAML or TOML, plain fields
 * only), footnotes, tables, strikethrough, task boxes, and headings like "Title: The Willows" at
 * the start. These are rewritten before (markdown_prepare); cmark's HTML is then read like any
 * other HTML, so that raw HTML inside follows the same rules.
 */
#ifndef BOOK_MARKDOWN_H
#define BOOK_MARKDOWN_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

/* A row for the table of readers. True for front matter, a first line that is a heading, or several
 * marks. */
bool markdown_matches(struct view bytes);
struct book *markdown_read(const char *path, struct text *bytes, const struct book_options *options,
                           struct err *err);

/* What stands before or at the head of the text; views into it, {NULL, 0} when it does not say. */
struct markdown_head {
    struct view title, subtitle, author, language, date, publisher, description, series;
    size_t end; /* where the text behind the front matter begins; 0 when there is none */
};

/* Reads front matter. Private to markdown*.c. */
void markdown_front_matter(struct view source, struct markdown_head *head);
/* Appends `source` as CommonMark with HTML for footnotes, tables and head lines. Linear. Private
 * too. */
void markdown_prepare(struct view source, struct markdown_head *head, struct text *out);

#endif
