/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parts of the Markdown reader: what comes before cmark. Private to markdown*.c.
 *
 * Dialects write more than CommonMark has. All of it is rewritten as CommonMark with raw HTML, so
 * that one reader (html.h) decides what is read: Pandoc's title block, footnotes, definition lists,
 * line blocks, divs, attributes, tables, citations and TeX commands; MultiMarkdown's head;
 * GitHub's alerts and tasks; Obsidian's links, embeds, comments and tags; shortcodes and liquid
 * tags of site makers; attribute lines of Leanpub and kramdown.
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

/* What stands before or at the head of the text. */
struct markdown_head {
    struct text fields[MARKDOWN_FIELD_COUNT]; /* empty when it does not say */
    size_t end; /* where the text behind the front matter begins; 0 when there is none */
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
/* Reads front matter at the start of `source` into `head`, which stays as it is when there is none.
 */
enum markdown_metadata markdown_read_metadata(struct view source, struct markdown_head *head);

/* What a whole text shows, by which single lines are understood. */
struct markdown_survey {
    size_t lines;                        /* that are not blank */
    size_t headings;                     /* "## X" with blank lines around it */
    size_t bold, marks;                  /* lines with **x**; with other marks of Markdown */
    size_t bold_titles, repeated_titles; /* paragraphs that are one short bold line */
    size_t names, repeated_names;        /* "ANNA" as a paragraph's first line, or "ANNA:" */
    size_t dashes, spoken, exclaimed;    /* "- " items; that are sentences; with ? ! … */
    size_t groups;                       /* of dashes that follow each other */
    size_t underlined;                   /* headings above a row of = or - */
    bool starts_with_heading;            /* with # or above = */
};
/* Looks at the lines outside fenced code. Linear. */
void markdown_look(struct view source, struct markdown_survey *survey);
/* Are bold lines the headings; are lines of capitals names of speakers; are dashes speech? */
bool markdown_has_bold_headings(const struct markdown_survey *survey);
bool markdown_has_names(const struct markdown_survey *survey);
bool markdown_has_dialogue(const struct markdown_survey *survey);

/* Lines. A tab counts as four blanks. */
size_t markdown_indent(struct view line);
/* The length of "#### " at its start, blanks counted; 0: no heading. */
size_t markdown_heading_bytes(struct view line);
/* The length of "##" in "##Heading"; 0: another line. */
size_t markdown_glued_heading(struct view line);
/* "**ANNA.**" and nothing else: the text inside; else empty. */
struct view markdown_bold_line(struct view line);
/* Such a text that may be a heading: short, or longer behind a number ("XII. How they ..."). */
bool markdown_is_title(struct view bold);
/* "ANNA" or "OLD TOM": capitals, one to four words. */
bool markdown_is_name(struct view line);
/* "ANNA:", "Anna:", "ANNA." or "ANNA (aside):" and text behind it: bytes of the name; else 0. */
size_t markdown_label(struct view line);
/* Ends with a mark of a sentence, a colon or a closing quotation mark. */
bool markdown_ends_sentence(struct view line);
/* The first letter or digit is no small letter. */
bool markdown_starts_upper(struct view line);
/* Has it a word that begins small, as titles hardly do? */
bool markdown_has_small_word(struct view line);
/* "- ", "1. ", "2) ": an item of a list; of a numbered one. */
bool markdown_is_item(struct view line);
bool markdown_is_number_item(struct view line);
/* How Pandoc numbers items by itself, "(@) ", "(@name) ", "#. ": bytes of it, or 0. */
size_t markdown_own_number(struct view line);
/* {pagebreak}, {: .lead}, {#id, class: part}: a line that tells a program something. */
bool markdown_is_braces(struct view line);

/*
 * A paragraph's text (lines parted by \n) with what stands inside lines rewritten: notes,
 * citations, wiki links, comments, shortcodes, attributes, TeX commands, raised and lowered
 * letters, marks of deletion and of highlighting, emoji codes. Linear.
 */
void markdown_inline(struct text *out, struct view paragraph);
/* The name in [^name] at `at`; empty when there is none. */
struct view markdown_note_name(struct view line, size_t at);

/*
 * Tables at `line`; `rest`: the lines behind it, moved on behind the table. Adds HTML. False when
 * `line` begins none.
 */
bool markdown_table(struct text *out, struct view line, struct view *rest);

/* Appends `source` as CommonMark with HTML in it. Linear. */
void markdown_prepare(struct view source, struct markdown_head *head, struct text *out);

#endif
