/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Builds a struct book from markup: text comes in pieces, white space is collapsed, blocks, spans,
 * chapters, skipped stretches and warnings fall out, and every invariant of book.h holds.
 *
 * Text is cleaned on its way in: soft hyphens, zero-width and bidi marks, private use and variation
 * selectors go (joiners stay), at most four combining marks stand on one character, every run of
 * white space is one space; a lone no-break space stays one.
 */
#ifndef BOOK_BUILDER_BUILDER_H
#define BOOK_BUILDER_BUILDER_H

#include "base/str.h"
#include "book/book.h"

enum {
    BUILDER_MAX_TEXT_BYTES =
        128 * 1024 * 1024, /* the rest of a longer book is left out, with a warning */
    BUILDER_MAX_WARNINGS = 200,
    BUILDER_MAX_TITLE_BYTES = 1000,
};

struct builder;
struct wording;

/* What the blocks to come are. Strings are those of builder_keep, or constants. */
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

/* A copy of `v` that lives as long as the book; "" for none. */
const char *builder_keep(struct builder *builder, struct view v);
/* The book in the making, for its details, cover and language. */
struct book *builder_book(struct builder *builder);

/* Name of the file the blocks to come are from; of builder_keep, or NULL. Ends the block. */
void builder_source(struct builder *builder, const char *source);
/* The line of that file where the markup of the next block begins; 0 when it is not known. */
void builder_at_line(struct builder *builder, int line);
/* Ends the block; the next has this style. */
void builder_style(struct builder *builder, const struct builder_style *style);
/* What is added from here on, or no more, is inside a link into the book; they may nest. */
void builder_link(struct builder *builder, bool opens);
/* Adds text, cleaned; the first character that is no white space opens a block. */
void builder_text(struct builder *builder, struct view v);
/* A line break inside a block; before the first and behind the last line it is nothing. */
void builder_line_break(struct builder *builder);
/* Ends the block, if one is open. A block of ornaments only ("* * *") becomes a scene break. */
void builder_end_block(struct builder *builder);
/* True when text was added since the last block ended. */
bool builder_is_open(const struct builder *builder);
/* The last character of the open block that is no white space; 0 when none is open. */
uint32_t builder_last_rune(const struct builder *builder);
/* Takes back the last character of the open block when it is `rune`, unless it is all there is. */
bool builder_drop_last(struct builder *builder, char rune);
/*
 * All that the open block holds so far is set off (bold, small capitals, a class of its own): it
 * may be the name of a speaker in a play.
 */
void builder_set_off(struct builder *builder);
/* All that the open block holds is short and in capitals, as such a name. */
bool builder_is_capitals(const struct builder *builder);
/* True right behind such text. */
bool builder_is_set_off(const struct builder *builder);
/* A scene break. Several in a row, and those beside headings and at the ends, are one or none. */
void builder_scene_break(struct builder *builder);
/* A stretch inside a block that is not read: becomes a skipped block behind the block. */
void builder_skip_text(struct builder *builder, enum skip_reason reason, struct view v);

/* The text of a block that has ended; valid until text is added. */
struct view builder_block_text(const struct builder *builder, const struct block *block);
/*
 * Adds a span over text that is there already, at any place; builder_settle_spans then puts the
 * spans from index `from` on in order and drops, of those that say how something is spoken, the
 * ones that overlap an earlier one.
 */
void builder_add_span(struct builder *builder, const struct span *span);
void builder_settle_spans(struct builder *builder, size_t from);

/* Another name for a note: who refers to `alias` means the note `key`. Both must live as long as
 * the builder. */
void builder_note_alias(struct builder *builder, const char *alias, const char *key);
/* What is said before a note that is read where it is referred to; NULL: nothing. */
void builder_note_word(struct builder *builder, const char *word);
/* The open block, or else the next, refers to the note of this key, which must live as long as the
 * book. */
void builder_note_reference(struct builder *builder, const char *key);

/* Opens and closes a span; they must nest. A span goes on over the end of a block, as pieces. */
void builder_span_open(struct builder *builder, enum span_kind kind, const char *value);
void builder_span_close(struct builder *builder);

/*
 * A chapter begins here: at the next text, or at the start of an open heading. `parent` is the mark
 * of the entry above in the contents (what builder_chapter_start returned for it) or
 * BUILDER_NO_PARENT.
 */
enum { BUILDER_NO_PARENT = -1 };
int builder_chapter_start(struct builder *builder, int level, struct view title, int parent);

/* Without any mark, headings down to this level make the chapters, at least three levels: see
 * build_chapters.h. */
void builder_heading_levels(struct builder *builder, int level);

void builder_warn(struct builder *builder, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Cuts the chapters, skips the boilerplate of Project Gutenberg and hands the book over; `build` is
 * freed. *wording is those of the book's language as far as it was known, or NULL; they become those
 * of the language that it turns out to have. NULL with ERR_INPUT when nothing is left that can be
 * read, with ERR_SETUP when a data file is broken.
 */
struct book *builder_finish(struct builder *builder, struct wording **wording,
                            const struct book_options *options, struct err *err);

#endif
