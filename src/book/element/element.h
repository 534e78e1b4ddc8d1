/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of element: what the elements of HTML, DTBook and SVG are to a reader, and what their roles,
 * classes and attributes say about reading them. Every function looks at one element and its
 * surroundings and changes nothing; the walk of html asks them. Those that know class names take
 * the lists of markup.h.
 *
 * May use: book, xml, wording. Used by: html, epub, read. Tests: html, web_page, footnotes;
 * cli/reading, scripts/score epub; fuzzers xhtml, css. Other doors: css.h, markup.h, web_page.h,
 * note_mark.h.
 */
#ifndef BOOK_ELEMENT_ELEMENT_H
#define BOOK_ELEMENT_ELEMENT_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

struct css;
struct markup_lists;
struct wording;
struct xml_node;

enum html_class {
    HTML_INLINE, /* also every element that is not known */
    HTML_BLOCK,
    HTML_HEADING, /* h1 to h6: the level is its digit */
    HTML_HGROUP,  /* groups a heading with its subtitle */
    HTML_NOTHING, /* with nothing to read: script, style, video and everything inside */
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

/* By the name of an element alone. `node` is not text. */
enum html_class html_class(const struct xml_node *node);
/* True when it starts and ends blocks. */
bool html_is_block(enum html_class class);

/* True when `token` is a word of epub:type, with or without "z3998:" and the like, or of role. */
bool html_has_type(const struct xml_node *node, const char *token);
/* True when the class attribute has this word. */
bool html_has_class(const struct xml_node *node, const char *word);
/* True when it has a word of this section of assets/markup.txt. */
bool html_class_is(const struct markup_lists *lists, const struct xml_node *node,
                   const char *section);
/* The same for the words of epub:type, with or without "z3998:" and the like, and of role. */
bool html_type_is(const struct markup_lists *lists, const struct xml_node *node,
                  const char *section);
/* A word of a class or an id, reduced to its letters in lower case, because tools write it in many
 * ways: "Chapter-Title_2" becomes "chaptertitle". Longer words are cut. */
enum { HTML_NAME_BYTES = 40 };
void html_plain_name(struct view word, char name[HTML_NAME_BYTES]);
/* The value of the first class word that is in the section when it is reduced so, or NULL. */
const char *html_class_named(const struct markup_lists *lists, const struct xml_node *node,
                             const char *section);

/* Why an element and its content are skipped by its epub:type, role or the rules of the book; or
 * SKIP_NONE. */
enum skip_reason html_skipped(const struct markup_lists *lists, const struct xml_node *node,
                              const struct css *css);
/* The same for one word of a guide or of landmarks: "copyright-page", "toc"; SKIP_NONE for
 * others. */
enum skip_reason html_type_skipped(const struct markup_lists *lists, const char *token);
/*
 * The same for what the word is said of. Title pages, colophons and the like are short; a longer
 * page is called so by mistake and is read. Chosen: copyright pages, known by what they say, and
 * lists of books may be longer than others; most have 200 to 500 words.
 */
enum { HTML_SHORT_PAGE_BYTES = 2500, HTML_LONG_PAGE_BYTES = 8 * 1024 };
enum skip_reason html_type_skipped_at(const struct markup_lists *lists, const char *token,
                                      const struct xml_node *node);

/*
 * Is it a note mark, or the link back from a note? The rules are in note_mark.c. `before`: the
 * character in front of it, 0 at the start of a block.
 */
bool html_is_note_mark(const struct markup_lists *lists, const struct xml_node *node,
                       const struct css *css, uint32_t before);
/*
 * Is it a page number or line number by its class and text, where no epub:type says so? `wording`:
 * of the language, for the words before the number ("page marks"); NULL: only bare numbers are
 * recognised.
 */
bool html_is_page_number(const struct markup_lists *lists, const struct xml_node *node,
                         const struct wording *wording);

/* Is it the number of a verse of scripture, by its class and text? */
bool html_is_verse_number(const struct markup_lists *lists, const struct xml_node *node);
/* Is it a raised number without a link, and do those below `root` count up, as only numbers of
 * verses do? */
bool html_is_raised_number(const struct xml_node *node);
bool html_counts_verses(const struct xml_node *root);
/* Does it begin with the number of a verse, and have no line breaks: prose, whatever its class? */
bool html_begins_with_number(const struct markup_lists *lists, const struct xml_node *node);

/*
 * Is it a note, where no epub:type says so? By its class ("footnote") and the mark that it begins
 * with, or as a list of notes; without a class, by a mark that leads back to "#fnref1" and the
 * like.
 */
bool html_is_note(const struct markup_lists *lists, const struct xml_node *node);
/* Could a block to which a note mark leads be the note? It must be short, and be a list item, begin
 * with a mark, or lead back by one. */
bool html_looks_like_note(const struct xml_node *node);
/* Is it a contents list? By its class ("toc") and because most of it is links, or because it is
 * only a list of links to places in the same file. */
bool html_is_contents(const struct markup_lists *lists, const struct xml_node *node);

/* The level of a <p> or <div> that is a heading by its class ("chapter-title", "Heading2") and its
 * length; 0 for others. *name: a number for the class word, 0 when it has none of those. */
int html_heading_by_class(const struct markup_lists *lists, const struct xml_node *node,
                          uint8_t *name);

/* Bold, in small capitals, or by its class the name of a person: like speakers' names in plays. */
bool html_sets_off(const struct markup_lists *lists, const struct xml_node *node);

/* By its role it is only for the eye: a decoration, or a table for the layout. */
bool html_is_presentation(const struct xml_node *node);

/* Verse by its element, type or class; a stanza or a whole poem. */
bool html_is_verse(const struct markup_lists *lists, const struct xml_node *node);
/* Verse whose inner blocks are lines, not stanzas. */
bool html_has_lines(const struct markup_lists *lists, const struct xml_node *node);
/* A letter that somebody writes, by its type or class. */
bool html_is_letter(const struct markup_lists *lists, const struct xml_node *node);

/* What <br> separates inside an element without inner blocks, decided by how long its lines are,
 * how they begin and how they end. Linear in its children. */
enum html_lines {
    HTML_LINES_NONE,       /* nothing: it counts as a blank */
    HTML_LINES_VERSE,      /* lines that matter: verse, addresses */
    HTML_LINES_PARAGRAPHS, /* each line is a paragraph */
    HTML_LINES_LIST,       /* each begins with a number or a bullet: ingredients */
};
enum html_lines html_lines(const struct xml_node *node);

/* A scene break that is not an <hr>: an empty paragraph whose class says so, or one with only an
 * ornament or the picture of one. */
bool html_is_scene_break(const struct markup_lists *lists, const struct xml_node *node);
/* Only white space and no-break spaces? */
bool html_is_blank(struct view text);
/* A program listing, not just preformatted text? */
bool html_is_code(const struct markup_lists *lists, const struct xml_node *node);
/*
 * A listing that nobody can follow by ear: any block that its class or its signs show to be
 * program text, or preformatted text marked as code of more than a hundred words. A short one that
 * has only words is read, since the sentence before it usually refers to it.
 */
bool html_is_listing(const struct markup_lists *lists, const struct xml_node *node);

/* How a table is read. */
enum html_table {
    HTML_TABLE_TEXT, /* cell after cell as if there were no table: layout, plays */
    HTML_TABLE_ROWS, /* each row is one list block, with the cells as its lines */
    HTML_TABLE_LONG, /* more than 200 short cells: skipped */
};
enum html_table html_table(const struct xml_node *table);

/* The text of a formula: aria-label, or alttext unless that is a placeholder; or NULL. */
const char *html_math_label(const struct markup_lists *lists, const struct xml_node *math);
/* No words, only letters and signs: "f(x,y)". */
bool html_math_is_symbols(const char *label);
/* What the symbols and the structure of a formula say, in the words of assets/lang/CODE/math.txt
 * unless `words` is NULL. Appends nothing when there is nothing to say. */
struct data_file;
struct text;
void html_math_words(const struct xml_node *math, const struct data_file *words, struct text *out);

#endif
