/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/xml: the tree of xml.h while a parser reports one element after another.
 *
 * Nodes, names and values lie side by side in one arena; equal names are stored once. Elements
 * deeper than XML_MAX_DEPTH are dropped, their text is kept. Of very many empty elements with one
 * name in a row only the first are kept.
 *
 * Order of calls: xml_tree_start; xml_tree_open, xml_tree_text and xml_tree_close as the parser
 * reports them; xml_tree_end. Then the tree is complete: `root` and `arena` belong to the caller.
 */
#ifndef BOOK_XML_TREE_H
#define BOOK_XML_TREE_H

#include "base/str.h"
#include "base/table.h"
#include "book/xml/xml.h"

#include <stddef.h>

struct arena;

/* Memory for small allocations, side by side. Zero is empty. */
struct xml_store {
    struct xml_node *nodes; /* not used yet */
    char *bytes;
    size_t node_count, byte_count;
    const char **names; /* of elements and attributes: most come again and again */
    size_t name_capacity;
    struct table name_index; /* into names */
};

/* Zero before the first xml_tree_start. */
struct xml_tree {
    struct arena *arena;        /* owns all nodes; frees the tree */
    struct xml_node *root, *at; /* `at`: the open element */

    /* private */
    struct xml_store store;
    struct xml_node *last[XML_MAX_DEPTH + 1]; /* child of the open element of each depth */
    struct text text;                         /* of the text node in the making */
    struct xml_node *before_last; /* the sibling before the node that was appended last */
    size_t empty_run;
    size_t depth, over; /* `over`: open elements that were dropped, as too deep */
};

/* Frees what the tree holds and starts an empty one. */
void xml_tree_start(struct xml_tree *tree);
/* Opens an element, whose name may have a prefix; NULL when it is too deep and is dropped. */
struct xml_node *xml_tree_open(struct xml_tree *tree, const char *name);
/* Closes the open element, or one that was dropped. */
void xml_tree_close(struct xml_tree *tree);
/* Adds characters to the open element. */
void xml_tree_text(struct xml_tree *tree, const char *bytes, size_t count);
/* Closes all open elements. */
void xml_tree_end(struct xml_tree *tree);
/* Frees all but the arena. */
void xml_tree_release(struct xml_tree *tree);

/* A NUL-terminated copy in the arena. */
char *xml_tree_copy(struct xml_tree *tree, const char *text, size_t bytes);
/* The same for a name, in lower case. Equal names share one copy, unless there are very many. */
const char *xml_tree_name(struct xml_tree *tree, const char *name);

#endif
