/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/xml/tree.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* Chosen: large enough to be rare, small enough to be spilled piece by piece. */
    TEXT_NODE_BYTES = 256 * 1024,
    /* Chosen: how much memory is allocated at a time, for nodes and for bytes. */
    NODES = 512,
    BYTES = 16 * 1024,
    MAX_NAMES =
        128, /* chosen: names kept once each, more than HTML has in use; others are copied */
    EMPTY_RUN = 1000, /* chosen: far more in a row than a book has, but for hostile files */
};

static struct xml_node *new_node(struct xml_tree *tree)
{
    struct xml_store *store = &tree->store;
    if (store->node_count == 0) {
        store->nodes = arena_alloc(tree->arena, NODES * sizeof *store->nodes);
        store->node_count = NODES;
    }
    store->node_count--;
    return store->nodes++;
}

char *xml_tree_copy(struct xml_tree *tree, const char *text, size_t bytes)
{
    struct xml_store *store = &tree->store;
    if (bytes >= BYTES / 4)
        return arena_copy_text(tree->arena, text, bytes);
    if (bytes + 1 > store->byte_count) {
        store->bytes = arena_alloc(tree->arena, BYTES);
        store->byte_count = BYTES;
    }
    char *made = store->bytes;
    memcpy(made, text, bytes);
    store->bytes += bytes + 1;
    store->byte_count -= bytes + 1;
    return made;
}

const char *xml_tree_name(struct xml_tree *tree, const char *name)
{
    struct xml_store *store = &tree->store;
    struct text lower = {0};
    text_add_str(&lower, name);
    for (size_t i = 0; i < lower.bytes; i++)
        lower.at[i] = (char)tolower((unsigned char)lower.at[i]);
    size_t count = store->name_index.count;
    size_t known = table_find(&store->name_index, table_text(text_view(&lower)), count);
    const char *kept =
        known < count ? store->names[known] : xml_tree_copy(tree, lower.at, lower.bytes);
    if (known == count && count < MAX_NAMES) {
        store->names = mem_grow(store->names, count, &store->name_capacity, sizeof *store->names);
        store->names[count] = kept;
        table_add(&store->name_index, table_text(view_of(kept)), count);
    }
    text_release(&lower);
    return kept;
}

static void append(struct xml_tree *tree, struct xml_node *node)
{
    struct xml_node **last = &tree->last[tree->depth];
    node->parent = tree->at;
    tree->before_last = *last;
    if (tree->at == NULL)
        tree->root = node;
    else if (*last == NULL)
        tree->at->child = node;
    else
        (*last)->next = node;
    *last = node;
}

static void flush_text(struct xml_tree *tree)
{
    if (tree->text.bytes == 0)
        return;
    if (tree->at != NULL) {
        struct xml_node *node = new_node(tree);
        node->text.bytes = tree->text.bytes;
        node->text.at = xml_tree_copy(tree, tree->text.at, tree->text.bytes);
        append(tree, node);
    }
    text_clear(&tree->text);
}

struct xml_node *xml_tree_open(struct xml_tree *tree, const char *name)
{
    if (tree->depth >= XML_MAX_DEPTH || (tree->at == NULL && tree->root != NULL)) {
        tree->over++;
        return NULL;
    }
    flush_text(tree);
    const char *colon = strrchr(name, ':');
    struct xml_node *node = new_node(tree);
    node->name = xml_tree_name(tree, colon != NULL ? colon + 1 : name);
    append(tree, node);
    tree->at = node;
    tree->depth++;
    tree->last[tree->depth] = NULL;
    return node;
}

/* Removes the element that was just closed, when very many equal empty ones stand before it. */
static void limit_run(struct xml_tree *tree, struct xml_node *node)
{
    struct xml_node *before = tree->before_last;
    bool again = node->child == NULL && node->attribute_count == 0 && before != NULL &&
                 before->name == node->name && before->child == NULL &&
                 before->attribute_count == 0;
    tree->empty_run = again ? tree->empty_run + 1 : 0;
    if (tree->empty_run < EMPTY_RUN)
        return;
    before->next = NULL;
    tree->last[tree->depth] = before;
    tree->store.nodes = node; /* it was the last one taken */
    tree->store.node_count++;
    *node = (struct xml_node){.name = NULL};
}

void xml_tree_close(struct xml_tree *tree)
{
    if (tree->over > 0) {
        tree->over--;
        return;
    }
    flush_text(tree);
    struct xml_node *node = tree->at;
    if (node != NULL) {
        bool last = tree->last[tree->depth] == NULL;
        tree->at = node->parent;
        tree->depth--;
        if (last)
            limit_run(tree, node);
    }
}

void xml_tree_text(struct xml_tree *tree, const char *bytes, size_t count)
{
    text_add(&tree->text, bytes, count);
    if (tree->text.bytes >= TEXT_NODE_BYTES)
        flush_text(tree);
}

void xml_tree_end(struct xml_tree *tree)
{
    while (tree->at != NULL)
        xml_tree_close(tree);
    text_clear(&tree->text);
}

void xml_tree_release(struct xml_tree *tree)
{
    text_release(&tree->text);
    table_release(&tree->store.name_index);
    free(tree->store.names);
}

void xml_tree_start(struct xml_tree *tree)
{
    arena_free(tree->arena);
    xml_tree_release(tree);
    *tree = (struct xml_tree){.arena = arena_new()};
}
