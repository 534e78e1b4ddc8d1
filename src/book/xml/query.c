/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The look-ups of xml.h that need no parser. */
#include "book/xml/xml.h"

#include "base/mem.h"
#include "base/spill.h"

#include <string.h>

const char *xml_attribute(const struct xml_node *node, const char *name)
{
    for (size_t i = 0; node->name != NULL && i < node->attribute_count; i++)
        if (strcmp(node->attributes[i].name, name) == 0)
            return node->attributes[i].value;
    return NULL;
}

bool xml_is(const struct xml_node *node, const char *name)
{
    return node != NULL && node->name != NULL && strcmp(node->name, name) == 0;
}

void xml_touched(const struct xml_node *node)
{
    spill_touched(sizeof *node + (node->name == NULL ? node->text.bytes : 0));
}

const struct xml_node *xml_next(const struct xml_node *top, const struct xml_node *node, bool skip)
{
    xml_touched(node);
    if (node->child != NULL && node->name != NULL && !skip)
        return node->child;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node == top ? NULL : node->next;
}

const struct xml_node *xml_find(const struct xml_node *top, const char *name)
{
    const struct xml_node *node = top;
    while (node != NULL && !xml_is(node, name))
        node = xml_next(top, node, false);
    return node;
}

const struct xml_node *xml_child(const struct xml_node *parent, const struct xml_node *after,
                                 const char *name)
{
    const struct xml_node *node = after != NULL ? after->next : parent->child;
    while (node != NULL && (node->name == NULL || (name != NULL && !xml_is(node, name))))
        node = node->next;
    return node;
}

static bool adds_space(const struct xml_node *node)
{
    static const char *const names[] = {"br", "p",  "div", "li", "td",
                                        "th", "h1", "h2",  "h3", "text"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(node->name, names[i]) == 0)
            return true;
    return false;
}

static void add_collapsed(struct view v, size_t start, struct text *out)
{
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        bool space = rune_is_space(rune) || rune < ' ' || rune == 0x7F;
        if (!space)
            text_add_rune(out, rune);
        else if (out->bytes > start && out->at[out->bytes - 1] != ' ')
            text_add_char(out, ' ');
    }
}

void xml_text(const struct xml_node *top, size_t max_bytes, struct text *out)
{
    size_t start = out->bytes;
    /* Nodes to look at. Chosen: 16 for a byte of text is far more markup than any title has. */
    size_t left = max_bytes < SIZE_MAX / 32 ? 64 + 16 * max_bytes : SIZE_MAX;
    for (const struct xml_node *node = top;
         node != NULL && out->bytes - start < max_bytes && left > 0;
         node = xml_next(top, node, false), left--) {
        if (node->name == NULL) {
            add_collapsed(view_part(node->text, 0, max_bytes), start, out);
            continue;
        }
        const char *alt = xml_is(node, "img") ? xml_attribute(node, "alt") : NULL;
        if (adds_space(node) || alt != NULL)
            add_collapsed(view_of(" "), start, out);
        if (alt != NULL)
            add_collapsed(view_of(alt), start, out);
    }
    while (out->bytes > start && out->at[out->bytes - 1] == ' ')
        text_cut(out, out->bytes - 1);
}

const char *xml_text_copy(struct arena *arena, const struct xml_node *top, size_t max_bytes)
{
    struct text text = {0};
    xml_text(top, max_bytes, &text);
    const char *copy = text.bytes > 0 ? arena_copy_text(arena, text.at, text.bytes) : NULL;
    text_release(&text);
    return copy;
}

bool xml_next_token(const char **list, struct view *token)
{
    static const char blanks[] = " \t\r\n\f";
    const char *at = *list != NULL ? *list + strspn(*list, blanks) : "";
    *token = (struct view){at, strcspn(at, blanks)};
    *list = at + token->bytes;
    return token->bytes > 0;
}

bool xml_has_token(const char *list, const char *token)
{
    struct view word;
    while (xml_next_token(&list, &word))
        if (view_is_nocase(word, token))
            return true;
    return false;
}
