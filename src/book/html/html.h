/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a tree of (X)HTML, DTBook or SVG to the blocks of a book: what an element is, what is read
 * of it.
 *
 * Inline elements never split a word, block elements never join their neighbours. By epub:type,
 * role, attributes and, where a book has nothing better, by class names: page breaks, marks of
 * notes, notes, hidden text, contents lists, code and large tables become skipped blocks, each with
 * its reason; plays give speakers; verse, letters, lists, tables, ruby, mathematics, scene breaks,
 * foreign languages.
 */
#ifndef BOOK_HTML_HTML_H
#define BOOK_HTML_HTML_H

#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>

struct builder;
struct phonemes;
struct css;
struct web_page;
struct note_targets;
struct wording;
struct xml_node;

struct html_reader {
    struct builder *builder;
    const struct book_options *options; /* may be NULL */
    const struct css *css;              /* may be NULL */
    const char *language;               /* of the book, BCP 47; NULL when it is not known */
    const struct wording *wording;      /* of that language; may be NULL */
    const char *path;                   /* of the file inside the book, for addresses; NULL: "" */
    const char *image_word;             /* said before the texts of pictures; NULL: nothing */
    const struct phonemes *phonemes;    /* for ssml:ph; may be NULL */
    struct web_page *page;              /* of a page by itself; NULL: a file of a book */
    struct note_targets *targets;       /* where the book's marks of notes lead; may be NULL */
    enum skip_reason reason;            /* not SKIP_NONE: all of it is skipped for this reason */
    /* Called for every id of an element (and name of <a>) before what is inside it. May be NULL. */
    void (*at_id)(void *data, const char *id);
    void *data;
};

/* Adds all that is at and below `root` to the book. Linear in the size of the tree. False with
 * ERR_SETUP when a data file is broken. */
bool html_read(const struct html_reader *reader, const struct xml_node *root, struct err *err);

/* Is this stretch left out, or do the options want it read? */
bool html_skips(const struct html_reader *reader, enum skip_reason reason);

/* Adds the <style> elements below `root` to `css`. */
void html_add_styles(struct css *css, const struct xml_node *root);

/* A whole HTML document as a book; title, author and language from its head. NULL: nothing to read.
 */
struct xml_document;
struct book *html_document_read(const struct xml_document *document, int outline,
                                const struct book_options *options, struct err *err);

#endif
