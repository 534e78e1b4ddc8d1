/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of builder: builds a struct book from markup. Text comes in pieces; the builder collapses
 * white space, makes blocks, spans, skipped stretches and warnings, and keeps every invariant of
 * book.h.
 *
 * builder_new first. For each file builder_source; for each element builder_style and the spans;
 * for each piece builder_text. builder_finish at the end; it frees the builder and lets structure
 * find what no markup says. May use: book, wording, structure. Used by: html, epub, read. Tests:
 * html, web_page, footnotes; fuzzer xhtml.
 *
 * Text is cleaned as it comes in: soft hyphens, zero-width and bidi marks, private-use characters
 * and variation selectors are dropped (joiners stay), at most four combining marks follow one
 * character, every run of white space becomes one space; a single no-break space stays one.
 */
#ifndef BOOK_BUILDER_BUILDER_H
#define BOOK_BUILDER_BUILDER_H

#include "base/str.h"
#include "book/book.h"

enum {
    BUILDER_MAX_TEXT_BYTES = 128 * 1024 * 1024, /* chosen: far above any book; the rest of a longer
                                                   one is skipped, with a warning */
    BUILDER_MAX_WARNINGS = 200,                 /* more than anybody reads; bounds the memory */
    BUILDER_MAX_TITLE_BYTES = 1000,             /* of an entry of the contents; cut at a word */
};

struct builder;
struct wording;

/* What the next blocks are. Strings are those of builder_keep, or constants. */
struct builder_style {
    enum block_kind kind;
    enum skip_reason reason; /* not SKIP_NONE: the block is BLOCK_SKIP, whatever `kind` says */
    int level;
    const char *speaker, *language;
    uint8_t class_name; /* which class word of headings it has, see html_heading_by_class; or 0 */
    const char *note;   /* key of the note that the text is part of, or NULL */
};

struct builder *builder_new(void);
void builder_free(struct builder *builder); /* NULL is fine; not after builder_finish */

/* A copy of `v` that lives as long as the book. */
const char *builder_keep(struct builder *builder, struct view v);
/* The book in the making, for its metadata, cover and language. */
struct book *builder_book(struct builder *builder);

/* Name of the file from which the next blocks come; of builder_keep, or NULL. Ends the block. */
void builder_source(struct builder *builder, const char *source);
/* The line of that file where the markup of the next block begins; 0 when it is not known. */
void builder_at_line(struct builder *builder, int line);
/* Ends the block; the next has this style. */
void builder_style(struct builder *builder, const struct builder_style *style);
/* What is added from here on is inside a link into the book, or no longer so. They may nest. */
void builder_link(struct builder *builder, bool opens);
/* Adds text, cleaned; the first character that is not white space opens a block. */
void builder_text(struct builder *builder, struct view v);
/* A line break inside a block; ignored before the first and after the last line. */
void builder_line_break(struct builder *builder);
/* Ends the block, if one is open. A block that is only an ornament ("* * *") becomes a scene
 * break. */
void builder_end_block(struct builder *builder);
/* True when text was added after the last block ended. */
bool builder_is_open(const struct builder *builder);
/* The last character of the open block that is not white space; 0 when none is open. */
uint32_t builder_last_rune(const struct builder *builder);
/* Takes the last character of the open block back when it is `rune`, but never the only one. True
 * when it did. */
bool builder_drop_last(struct builder *builder, char rune);
/*
 * The text of the open block so far is set off (bold, in small capitals, by a class): it may be the
 * name of a speaker in a play.
 */
void builder_set_off(struct builder *builder);
/* Is the text of the open block short and in capitals, as such a name? */
bool builder_is_capitals(const struct builder *builder);
/* Was the whole text of the open block set off? */
bool builder_is_set_off(const struct builder *builder);
/* A scene break. Several in a row count once; beside headings and at the ends of the book they do
 * not count. */
void builder_scene_break(struct builder *builder);
/* Text inside a block that is not read: it becomes a skipped block after this block. */
void builder_skip_text(struct builder *builder, enum skip_reason reason, struct view v);

/* The text of a block that has ended; valid until text is added. */
struct view builder_block_text(const struct builder *builder, const struct block *block);
/*
 * Adds a span over earlier text, in any order. builder_settle_spans then sorts the spans from index
 * `from` on; of those that say how something is spoken it drops any that overlaps an earlier one.
 */
void builder_add_span(struct builder *builder, const struct span *span);
void builder_settle_spans(struct builder *builder, size_t from);

/* Another name for a note: a reference to `alias` means the note `key`. Both must live as long as
 * the builder. */
void builder_note_alias(struct builder *builder, const char *alias, const char *key);
/* Said before a note that is read where it is referred to; NULL: nothing. */
void builder_note_word(struct builder *builder, const char *word);
/* The open block, or else the next one, refers to the note with this key, which must live as long
 * as the book. */
void builder_note_reference(struct builder *builder, const char *key);

/* Opens and closes a span; they must nest. A span that is open when a block ends continues in the
 * next one, as a second span. */
void builder_span_open(struct builder *builder, enum span_kind kind, const char *value);
void builder_span_close(struct builder *builder);

/*
 * A chapter may start here: at the next text, or at the start of an open heading. `parent` is the
 * start above it in the contents (what builder_chapter_start returned for that), or
 * BUILDER_NO_PARENT.
 */
enum { BUILDER_NO_PARENT = -1 };
int builder_chapter_start(struct builder *builder, int level, struct view title, int parent);

/* Without chapter starts, headings of the first three levels start chapters, or down to this level
 * if it is deeper: see structure/chapters.h. */
void builder_heading_levels(struct builder *builder, int level);

/* Adds a warning of the book, on one line; beyond BUILDER_MAX_WARNINGS there are none. */
void builder_warn(struct builder *builder, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Ends the last block, finds the structure of the book and hands the book over; `builder` is freed
 * in any case. *wording is that of the book's language as far as it was known, or NULL, and becomes
 * that of the language that the book turns out to have. NULL with ERR_INPUT when nothing is left to
 * be read, with ERR_SETUP when a data file is broken.
 */
struct book *builder_finish(struct builder *builder, struct wording **wording,
                            const struct book_options *options, struct err *err);

#endif
