/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the elements of HTML, DTBook and SVG are to a reader, and what their roles, classes and
 * attributes say about being read. Private to html*.c.
 */
#ifndef BOOK_ELEMENT_ELEMENT_H
#define BOOK_ELEMENT_ELEMENT_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

struct css;
struct wording;
struct xml_node;

enum html_class {
    HTML_INLINE, /* also every element we do not know */
    HTML_BLOCK,
    HTML_HEADING, /* h1 to h6: the level is its digit */
    HTML_HGROUP,  /* groups a heading with its subtitle */
    HTML_NOTHING, /* without text to read: script, style, video... and all inside */
    HTML_RULE,
    HTML_LINE_BREAK,
    HTML_IMAGE,
    HTML_TABLE,
    HTML_ROW,
    HTML_CELL,
    HTML_ITEM,
    HTML_PREFORMATTED,
    HTML_QUOTE, /* q: quotation marks are added */
    HTML_STRESS,
    HTML_RUBY,
    HTML_RUBY_TEXT,
    HTML_MATH,
    HTML_SVG,
    HTML_CONTENTS,    /* nav */
    HTML_NOTE,        /* DTBook's note */
    HTML_PAGE_NUMBER, /* DTBook's pagenum */
    HTML_NOTE_MARK,
    HTML_VERSE, /* DTBook's poem and linegroup */
};

enum html_class html_class(const struct xml_node *node);
/* True when it starts and ends blocks. */
bool html_is_block(enum html_class class);

/* True when `token` is a word of epub:type, with or without "z3998:" and the like, or of role. */
bool html_has_type(const struct xml_node *node, const char *token);
/* True when the class attribute has this word. */
bool html_has_class(const struct xml_node *node, const char *word);
/* True when it has a word of this section of assets/markup.txt. */
bool html_class_is(const struct xml_node *node, const char *section);
/* The same for epub:type, with or without "z3998:" and the like, and role. */
bool html_type_is(const struct xml_node *node, const char *section);
/* A word of a class or an id as makers of pages write it in many ways: its letters alone, in lower
 * case. "Chapter-Title_2" is "chaptertitle"; what is longer than the room is cut. */
enum { HTML_NAME_BYTES = 40 };
void html_plain_name(struct view word, char name[HTML_NAME_BYTES]);

/* Why an element with all it holds is skipped by its epub:type, role or the book's rules; or
 * SKIP_NONE. */
enum skip_reason html_skipped(const struct xml_node *node, const struct css *css);
/* The same for one word of a guide or of landmarks: "copyright-page", "toc"; SKIP_NONE for others.
 */
enum skip_reason html_type_skipped(const char *token);

/*
 * True for the mark of a note, or the way back from a note: see the rules in html_mark.c. `before`:
 * the character in front of it, 0 at the start of a block.
 */
bool html_is_note_mark(const struct xml_node *node, const struct css *css, uint32_t before);
/* True for a page number or line number by class and text, where no epub:type tells. `words`: of
 * the language, for what stands before the number ("page marks"); NULL: only bare numbers are
 * known. */
bool html_is_page_number(const struct xml_node *node, const struct wording *wording);

/* A note by its class ("footnote") and the mark that it begins with, or a list of notes, where no
 * epub:type tells; without a class, by a mark that leads back to "#fnref1" and the like. */
bool html_is_note(const struct xml_node *node);
/* Could a block to which the mark of a note leads be the note? It is short, and an item of a list,
 * or begins with a mark, or leads back by one. */
bool html_looks_like_note(const struct xml_node *node);
/* A contents list: by its class ("toc") and because most of it are links, or a list of nothing but
 * links to places in the same file. */
bool html_is_contents(const struct xml_node *node);

/* The level of a <p> or <div> that is a heading by its class ("chapter-title", "Heading2") and by
 * its length; 0 for others. *name: a number for the class word, 0 when it has none of those. */
int html_heading_by_class(const struct xml_node *node, uint8_t *name);

/* Bold, small capitals, or by its class the name of a person: as speakers' names are in plays. */
bool html_sets_off(const struct xml_node *node);

/* By its role it is there for the eye only: a decoration, a table for the layout. */
bool html_is_presentation(const struct xml_node *node);

bool html_is_verse(const struct xml_node *node);
/* Verse whose blocks inside are lines, not stanzas. */
bool html_has_lines(const struct xml_node *node);
bool html_is_letter(const struct xml_node *node);

/* What <br> parts inside an element that holds no blocks, by how long its lines are, how they begin
 * and how they end. Linear in its children. */
enum html_lines {
    HTML_LINES_NONE,       /* nothing: a blank */
    HTML_LINES_VERSE,      /* lines that matter: verse, addresses */
    HTML_LINES_PARAGRAPHS, /* each line is a paragraph */
};
enum html_lines html_lines(const struct xml_node *node);

/* A scene break that is no <hr>: an empty paragraph whose class says so, or one with nothing but
 * the picture of an ornament. */
bool html_is_scene_break(const struct xml_node *node);
/* White space and no-break spaces only. */
bool html_is_blank(struct view text);
/* A program listing, not just preformatted text. */
bool html_is_code(const struct xml_node *node);
/* A listing of more than a hundred words, most of a minute: nobody can follow that by ear. A
 * shorter one is what the sentence before it speaks of. */
bool html_is_long_code(const struct xml_node *node);

/* How a table is read. */
enum html_table {
    HTML_TABLE_TEXT, /* cell after cell as if there were no table: layout, plays */
    HTML_TABLE_ROWS, /* one list block a row, cells as its lines */
    HTML_TABLE_LONG, /* more than 200 short cells: skipped */
};
enum html_table html_table(const struct xml_node *table);

/* What a formula says of itself: aria-label, or alttext unless that is a placeholder; or NULL. */
const char *html_math_label(const struct xml_node *math);
/* No words, only letters and signs: "f(x,y)". */
bool html_math_is_symbols(const char *label);
/* What its symbols and structure say, in the words of assets/lang/CODE/math.txt unless `words` is
 * NULL. Appends nothing when there is nothing to say. */
struct data_file;
struct text;
void html_math_words(const struct xml_node *math, const struct data_file *words, struct text *out);

#endif
