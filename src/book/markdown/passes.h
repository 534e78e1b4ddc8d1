/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to markdown: the passes before cmark.
 *
 * Dialects have more than CommonMark. All of it is rewritten as CommonMark with raw HTML, so that
 * one reader (html) decides what is read: Pandoc's title block, footnotes, definition lists, line
 * blocks, divs, attributes, tables, citations and TeX commands; MultiMarkdown's metadata; GitHub's
 * alerts and tasks; Obsidian's links, embeds, comments and tags; shortcodes and liquid tags of site
 * generators; attribute lines of Leanpub and kramdown.
 *
 * The order: markdown_read_metadata takes the metadata off; markdown_look surveys the whole text,
 * because whether a bold line is a heading or a dash opens speech depends on all others;
 * markdown_prepare then rewrites it line by line, collecting paragraphs, which paragraph.c and
 * inline.c rewrite.
 *
 * Sources: the CommonMark specification and the manuals of the programs named.
 */
#ifndef BOOK_MARKDOWN_PASSES_H
#define BOOK_MARKDOWN_PASSES_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum markdown_field {
    MARKDOWN_TITLE,
    MARKDOWN_SUBTITLE,
    MARKDOWN_AUTHOR, /* several: "Ann, Ben" */
    MARKDOWN_LANGUAGE,
    MARKDOWN_DATE,
    MARKDOWN_PUBLISHER,
    MARKDOWN_DESCRIPTION,
    MARKDOWN_SERIES,
    MARKDOWN_FIELD_COUNT
};

/* The metadata before the text, or at its start. */
struct markdown_head {
    struct text fields[MARKDOWN_FIELD_COUNT]; /* empty when it does not say */
    size_t end; /* where the text after the metadata begins; 0 when there are none */
};
void markdown_head_release(struct markdown_head *head);
/* The field of that name, or MARKDOWN_FIELD_COUNT. */
enum markdown_field markdown_field_named(struct view key);

enum markdown_metadata {
    MARKDOWN_NO_METADATA,
    MARKDOWN_FENCED_METADATA,  /* YAML (---) or TOML (+++), plain fields and lists only */
    MARKDOWN_PERCENT_METADATA, /* Pandoc: % title */
    MARKDOWN_COLON_METADATA,   /* MultiMarkdown: Title: X */
};
/* Reads metadata at the start of `source` into `head`, which stays unchanged when there are
 * none. */
enum markdown_metadata markdown_read_metadata(struct view source, struct markdown_head *head);

/* What the text as a whole shows; single lines are understood by it. */
struct markdown_survey {
    size_t lines;                        /* that are not blank */
    size_t headings;                     /* "## X" with blank lines around it */
    size_t bold, marks;                  /* lines with **x**; with other marks of Markdown */
    size_t bold_titles, repeated_titles; /* paragraphs that are one short bold line */
    size_t names, repeated_names;        /* "ANNA" as a paragraph's first line, or "ANNA:" */
    size_t dashes, spoken, exclaimed;    /* "- " items; that are sentences; with ? ! … */
    size_t groups;                       /* of dashes in successive lines */
    size_t underlined;                   /* headings above a row of = or - */
    bool starts_with_heading;            /* with # or above = */
};
/* Surveys the lines outside fenced code. Linear. */
void markdown_look(struct view source, struct markdown_survey *survey);
/* Are bold lines the headings; are lines in capitals the names of speakers; are dashes speech? */
bool markdown_has_bold_headings(const struct markdown_survey *survey);
bool markdown_has_names(const struct markdown_survey *survey);
bool markdown_has_dialogue(const struct markdown_survey *survey);

/* The following look at single lines. A tab counts as four blanks. */
size_t markdown_indent(struct view line);
/* The length of "#### " at its start, with the blanks; 0: not a heading. */
size_t markdown_heading_bytes(struct view line);
/* The length of "##" in "##Heading"; 0: another line. */
size_t markdown_glued_heading(struct view line);
/* "**ANNA.**" and nothing else: the text inside; otherwise empty. */
struct view markdown_bold_line(struct view line);
/* May such a text be a heading? It is short, or longer after a number ("XII. How they ..."). */
bool markdown_is_title(struct view bold);
/* "ANNA" or "OLD TOM": capitals, one to four words. */
bool markdown_is_name(struct view line);
/* "ANNA:", "Anna:", "ANNA." or "ANNA (aside):" with text after it: bytes of the name; otherwise
 * 0. */
size_t markdown_label(struct view line);
/* Does it end with an end mark, a colon or a closing quotation mark? */
bool markdown_ends_sentence(struct view line);
/* Is the first letter or digit not a small letter? */
bool markdown_starts_upper(struct view line);
/* Does it have a word that begins with a small letter, as titles rarely do? */
bool markdown_has_small_word(struct view line);
/* "- ", "1. ", "2) ": an item of a list; of a numbered one. */
bool markdown_is_item(struct view line);
bool markdown_is_number_item(struct view line);
/* Pandoc's automatic numbers, "(@) ", "(@name) ", "#. ": their bytes, or 0. */
size_t markdown_own_number(struct view line);
/* {pagebreak}, {: .lead}, {#id, class: part}: a line for a program. */
bool markdown_is_braces(struct view line);

/*
 * Appends a paragraph (lines separated by \n) with its inline additions rewritten: notes,
 * citations, wiki links, comments, shortcodes, attributes, TeX commands, raised and lowered
 * letters, marks of deletion and of highlighting, emoji codes. Linear.
 */
void markdown_inline(struct text *out, struct view paragraph);
/* The name in [^name] at `at`; empty when there is none. */
struct view markdown_note_name(struct view line, size_t at);

/*
 * Rewrites the table at `line` as HTML. `rest`: the lines after it; moves past the table. False
 * when `line` does not begin one.
 */
bool markdown_table(struct text *out, struct view line, struct view *rest);

/* Appends `source` as CommonMark with HTML in it. Linear. */
void markdown_prepare(struct view source, struct markdown_head *head, struct text *out);

#endif
