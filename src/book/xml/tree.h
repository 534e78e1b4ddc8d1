/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tree of xml.h while it grows, element by element as a parser tells them. Private to xml.c.
 *
 * Nodes, names and values lie side by side in one arena; the same name is kept once. Elements
 * deeper than XML_MAX_DEPTH are left out, their text stays; of very many empty elements of one
 * name side by side the rest is left out.
 */
#ifndef BOOK_XML_TREE_H
#define BOOK_XML_TREE_H

#include "base/str.h"
#include "base/table.h"
#include "book/xml/xml.h"

#include <stddef.h>

struct arena;

/* Memory for small things side by side. Zero is empty. */
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
    struct arena *arena;        /* owns all nodes; whoever takes the tree over takes this */
    struct xml_node *root, *at; /* `at`: the open element */

    /* private */
    struct xml_store store;
    struct xml_node *last[XML_MAX_DEPTH + 1]; /* child of the open element of each depth */
    struct text text;                         /* of the text node in the making */
    struct xml_node *before_last; /* the sibling in front of the node that was appended last */
    size_t empty_run;
    size_t depth, over; /* `over`: elements open below XML_MAX_DEPTH, left out */
};

/* An empty tree, in the place of what was there. */
void xml_tree_start(struct xml_tree *tree);
/* Opens an element, with or without prefix; NULL when it is too deep to be kept. */
struct xml_node *xml_tree_open(struct xml_tree *tree, const char *name);
/* Closes the open element, or one that was left out. */
void xml_tree_close(struct xml_tree *tree);
/* Adds characters to the open element. */
void xml_tree_text(struct xml_tree *tree, const char *bytes, size_t count);
/* Closes all that is open. */
void xml_tree_end(struct xml_tree *tree);
/* Frees all but the arena. */
void xml_tree_release(struct xml_tree *tree);

/* A NUL-terminated copy in the arena; and the only copy of a name, in lower case, while there are
 * not too many. */
char *xml_tree_copy(struct xml_tree *tree, const char *text, size_t bytes);
const char *xml_tree_name(struct xml_tree *tree, const char *name);

#endif
