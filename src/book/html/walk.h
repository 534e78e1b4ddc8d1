/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to html. The state of a walk through (X)HTML: a stack of the open elements, with what
 * they mean for the text inside.
 */
#ifndef BOOK_HTML_WALK_H
#define BOOK_HTML_WALK_H

#include "base/err.h"
#include "book/builder/builder.h"
#include "book/element/element.h"

#include <stddef.h>

struct html_reader;
struct xml_node;

struct open_element {
    const struct xml_node *node;
    enum html_class class;
    struct builder_style style; /* of text directly inside */
    const char *language;       /* of text inside, BCP 47; NULL: unknown */
    const char *alphabet;       /* of pronunciations inside; NULL: not given */
    const char *last_note;      /* key of the last note directly inside; NULL: none */
    int spans;                  /* opened by this element */
    bool lines;          /* blocks inside are lines of one block: of a stanza, of a table row */
    bool parts;          /* <br> begins a paragraph */
    bool pre;            /* line ends count */
    bool code;           /* a program listing */
    bool in_table, rows; /* `rows`: its rows become list blocks */
    bool cast;           /* a list of persons or a stage direction: names in it are text */
    bool split;          /* a stage direction that is a separate block inside a speech */
    bool group;          /* hgroup or header: titles inside are headings */
    bool first;          /* the block was empty when this element was opened */
    enum html_class note_rest; /* HTML_HEADING, HTML_ITEM: blocks inside continue a note that began
                                  with such an element; HTML_INLINE: they do not */
    bool voiced;               /* everything inside has a pronunciation */
};

struct walk {
    const struct html_reader *reader;
    struct open_element *elements;
    size_t count, capacity;
    int heading_level;     /* of the last heading */
    int breaks;            /* <br> since the last text */
    int quotes;            /* open <q> */
    bool word_in_line;     /* inside a listing */
    bool bracket;          /* the next text begins with the "]" of a note mark that was skipped */
    const char *anchor;    /* id of an empty element just before, to which a note mark led */
    const char *persona;   /* of the last speech in the open table; NULL: none */
    unsigned persona_rows; /* rows still to come that the cell with the name spans */
    struct err failed;     /* the first failure; kind ERR_NONE while all is well */
    /* The last language that an element told, and its tag; NULL: none, not understood. */
    const char *told, *understood;
    bool svg;
    bool verses; /* raised numbers are those of verses */
};

/* Starts a walk whose reader is set; ends the last block and frees the stack. */
void walk_start(struct walk *walk);
void walk_finish(struct walk *walk);
/* The innermost open element; valid until the next push. */
struct open_element *walk_top(const struct walk *walk);
/*
 * Opens an element: tells the builder the style and spans of its content. `note`: the key of the
 * note that it is, or NULL.
 */
void walk_push(struct walk *walk, const struct xml_node *node, enum html_class class,
               enum skip_reason reason, const char *note);
/* Closes the innermost element: its spans, and the block or line that it is. */
void walk_pop(struct walk *walk);

#endif
