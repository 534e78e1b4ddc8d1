/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR for other readers of XML (pronunciation lexicons). Markup as a small tree: XML, XHTML and
 * HTML, parsed by libxml2's streaming interface into nodes of our own, which are lighter than
 * libxml2's and have no door to anything outside: no document type, no entities but the named
 * characters of HTML, no network, no files.
 *
 * Whatever a file holds, it becomes a tree: what is not well-formed XML is read once more as HTML.
 */
#ifndef BOOK_XML_XML_H
#define BOOK_XML_XML_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Elements deeper than this are taken off, their text stays. Chosen above all machine-made markup.
 */
enum { XML_MAX_DEPTH = 2048 };

struct xml_attribute {
    const char *name; /* with the usual prefix of its namespace: "epub:type", "xml:lang", "id" */
    const char *value;
};

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
    struct xml_node *root; /* never NULL after success; may have any name */
    const char *encoding;  /* constant: "UTF-8", "windows-1252"... */
    size_t bad_bytes;      /* bytes that were no text and became U+FFFD */
    bool guessed;          /* it is not UTF-8, and names no other encoding */
    bool recovered;        /* it was not well-formed */
    char *problem;         /* one line: why not, with the line number; NULL when it was */
    struct arena *arena;   /* private: owns the tree and the strings above */
};

/*
 * Parses `bytes`, in any encoding that its byte order mark, declaration or <meta> tells. Time and
 * memory are linear in the size. Returns NULL and sets *problem (when not NULL) to a sentence of
 * malloc'ed text when there is no element at all or, for XML_STRICT, when it is not well-formed.
 */
struct xml_document *xml_parse(struct view bytes, enum xml_flavour flavour, char **problem);
void xml_free(struct xml_document *document); /* NULL is fine */

/* The value of an attribute, or NULL. */
const char *xml_attribute(const struct xml_node *node, const char *name);
/* True for an element of this local name. */
bool xml_is(const struct xml_node *node, const char *name);
/* The node after `node` in document order within `top`, without (`skip`) what is inside `node`. */
const struct xml_node *xml_next(const struct xml_node *top, const struct xml_node *node, bool skip);
/* To be told of each node by a walk of another kind: the tree of a large file is spillable memory.
 */
void xml_touched(const struct xml_node *node);
/* First element of that name at or below `top` in document order, or NULL. */
const struct xml_node *xml_find(const struct xml_node *top, const char *name);
/* Next child element of `parent` after `after` (NULL: the first), of that name unless it is NULL.
 */
const struct xml_node *xml_child(const struct xml_node *parent, const struct xml_node *after,
                                 const char *name);
/*
 * Appends the text below `top`, white space collapsed to single spaces and cut at both ends, to
 * `out`; the alt text of pictures counts as text, <br> as a space. Stops after about `max_bytes`,
 * or when there is much markup and little text.
 */
void xml_text(const struct xml_node *top, size_t max_bytes, struct text *out);
/* The next blank-separated word of an attribute's value *list (NULL: none), which moves behind it;
 * false at its end. */
bool xml_next_token(const char **list, struct view *token);
/* True when `token` is one of the blank-separated words of `list` (may be NULL), ASCII case aside.
 */
bool xml_has_token(const char *list, const char *token);

/* The character of a named entity of HTML 4 ("eacute"), 0 when there is none of that name. */
uint32_t xml_entity(struct view name);

#endif
