/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of html: turns a tree of (X)HTML, DTBook or SVG into the blocks of a book. What an element
 * is to the reader is decided in element; the walk through the tree is here.
 *
 * html_document_read reads a file that is a whole book, html_page_read what another reader made of
 * one. For a file inside an EPUB: html_add_styles, then html_read. May use: book, xml, wording,
 * pronunciation, builder, element. Used by: markdown, fb2, odt, epub, read. Tests: html, web_page,
 * footnotes; cli/reading, scripts/score epub; fuzzers xhtml, css.
 *
 * Inline elements never split a word, block elements never join their neighbours. Page breaks, note
 * marks, notes, hidden text, contents lists, code and large tables become skipped blocks, each with
 * its reason. They are recognised by epub:type, role, attributes and, where a book has nothing
 * better, by class names. So are speakers in plays, verse, letters, lists, tables, ruby,
 * mathematics, scene breaks and foreign languages.
 */
#ifndef BOOK_HTML_HTML_H
#define BOOK_HTML_HTML_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

struct builder;
struct phonemes;
struct css;
struct markup_lists;
struct web_page;
struct note_targets;
struct wording;
struct xml_node;

struct html_reader {
    struct builder *builder;
    const struct book_options *options; /* may be NULL */
    const struct markup_lists *lists;   /* of class names and the like (element/markup.h) */
    const struct css *css;              /* may be NULL */
    const char *language;               /* of the book, BCP 47; NULL when it is not known */
    const struct wording *wording;      /* of that language; may be NULL */
    const char *path;                   /* of the file inside the book, for addresses; NULL: "" */
    const char *image_word;             /* said before the texts of pictures; NULL: nothing */
    const struct phonemes *phonemes;    /* for ssml:ph; may be NULL */
    struct web_page *page;              /* of a web page; NULL: a file of a book */
    struct note_targets *targets;       /* where the note marks of the book lead; may be NULL */
    enum skip_reason reason;            /* not SKIP_NONE: all of it is skipped for this reason */
    /* Called for every id of an element (and name of <a>) before the content of the element. May be
     * NULL. */
    void (*at_id)(void *data, const char *id);
    void *data;
};

/* Adds `root` and everything below it to the book. Linear in the size of the tree. False with
 * ERR_SETUP when a data file is broken. */
bool html_read(const struct html_reader *reader, const struct xml_node *root, struct err *err);

/* Is text with this reason skipped? False when the options want it read. */
bool html_skips(const struct html_reader *reader, enum skip_reason reason);

/* Adds the <style> elements below `root` to `css`. */
void html_add_styles(struct css *css, const struct xml_node *root);

/*
 * Reads a whole HTML document as a book; title, author and language come from its head. `outline`:
 * see builder_heading_levels; 0: a web page, whose surroundings are skipped. NULL with ERR_INPUT
 * when there is nothing to read, with ERR_SETUP when a data file is broken.
 */
struct xml_document;
struct book *html_document_read(const struct xml_document *document, int outline,
                                const struct book_options *options, struct err *err);
/* The same for a page that the reader of another format made (xml/page.h); frees it. */
struct book *html_page_read(struct text *page, int outline, const struct book_options *options,
                            struct err *err);

#endif
