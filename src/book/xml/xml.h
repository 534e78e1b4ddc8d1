/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/xml: markup as a small tree; address.h resolves references. Uses base/ only.
 * Tests: unit/test_html, unit/test_epub, fuzzer xhtml.
 *
 * XML, XHTML and HTML are parsed by libxml2's streaming interface into nodes of our own, which are
 * smaller than libxml2's and reach nothing outside: no document type, no entities except the named
 * characters of HTML and short ones of the file itself, no network, no files. A file that is not
 * well-formed XML is read again as HTML, so that nearly every file becomes a tree.
 *
 * Order of calls: xml_parse; then any of the others; xml_free.
 */
#ifndef BOOK_XML_XML_H
#define BOOK_XML_XML_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Elements deeper than this are dropped, their text is kept. Chosen: deeper than any markup, even
 * that of converters. */
enum { XML_MAX_DEPTH = 2048 };

struct xml_attribute {
    const char *name; /* with the usual prefix of its namespace: "epub:type", "xml:lang", "id" */
    const char *value;
};

struct arena;

struct xml_node {
    const char *name; /* local name in lower case; NULL for text */
    union {
        struct view text; /* of a text node: UTF-8, not NUL-terminated */
        struct {
            const struct xml_attribute *attributes;
            uint32_t attribute_count;
            int line; /* of an element's start tag in XML; 0 in HTML */
        };
    };
    struct xml_node *parent, *child, *next; /* first child, next sibling */
};

enum xml_flavour {
    XML_STRICT, /* only well-formed XML */
    XML_XHTML,  /* XML, or else HTML */
    XML_HTML,   /* XML when it says so in its first line and is well-formed, or else HTML */
};

struct xml_document {
    struct xml_node *root; /* never NULL; may have any name */
    const char *encoding;  /* constant: "UTF-8", "windows-1252"... */
    size_t bad_bytes;      /* bytes that were not text and became U+FFFD */
    bool guessed;          /* it is not UTF-8, and has no label of another encoding */
    bool recovered;        /* it was not well-formed */
    char *problem;         /* one line: why it was not, with the line number; else NULL */
    struct arena *arena;   /* private: owns the tree and the strings above */
};

/*
 * Parses `bytes`, in any encoding that its byte order mark, declaration or <meta> names. Time and
 * memory are linear in the size. The caller frees the result with xml_free; `bytes` need not
 * outlive it. NULL when there is no element at all or, for XML_STRICT, when it is not well-formed;
 * then *problem (if `problem` is not NULL) is a malloc'ed clause that says why.
 */
struct xml_document *xml_parse(struct view bytes, enum xml_flavour flavour, char **problem);
void xml_free(struct xml_document *document); /* NULL is fine */

/* The value of an attribute, or NULL. */
const char *xml_attribute(const struct xml_node *node, const char *name);
/* True for an element of this local name. */
bool xml_is(const struct xml_node *node, const char *name);
/* The node after `node` in document order within `top`, or NULL; `skip`: not one inside `node`. */
const struct xml_node *xml_next(const struct xml_node *top, const struct xml_node *node, bool skip);
/* A walk that does not use xml_next calls this for each node, since the tree of a large file is
 * spillable memory (base/spill.h). */
void xml_touched(const struct xml_node *node);
/* First element of that name at or below `top` in document order, or NULL. */
const struct xml_node *xml_find(const struct xml_node *top, const char *name);
/* The first child element of `parent`, or the next one after `after` unless that is NULL; with that
 * name unless `name` is NULL. NULL when there is none. */
const struct xml_node *xml_child(const struct xml_node *parent, const struct xml_node *after,
                                 const char *name);
/*
 * Appends the text below `top` to `out`, with white space collapsed to single blanks and trimmed at
 * both ends; the alt text of pictures is text, <br> is a blank. Stops after about `max_bytes`, or
 * when there is much markup and little text.
 */
void xml_text(const struct xml_node *top, size_t max_bytes, struct text *out);
/* The same as a copy in the arena; NULL when there is no text, or no node. */
const char *xml_text_copy(struct arena *arena, const struct xml_node *top, size_t max_bytes);
/* Gives the next blank-separated word of the attribute value *list (may be NULL) and moves *list
 * past it; false at the end. */
bool xml_next_token(const char **list, struct view *token);
/* True when `token` is one of the blank-separated words of `list` (may be NULL); ASCII case does
 * not matter. */
bool xml_has_token(const char *list, const char *token);

/* The character of a named entity of HTML 4 ("eacute"), or 0. */
uint32_t xml_entity(struct view name);

#endif
