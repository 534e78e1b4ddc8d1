/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/html/note_place.h"

#include "book/builder/builder.h"
#include "book/element/element.h"
#include "book/html/html.h"
#include "book/html/note_targets.h"
#include "book/html/walk.h"
#include "book/xml/address.h"
#include "book/xml/xml.h"

enum { MAX_STEPS = 8 }; /* chosen: elements one inside the other before the text of a note */

const char *html_path(const struct walk *walk)
{
    return walk->reader->path != NULL ? walk->reader->path : "";
}

const char *note_address(const struct walk *walk, const char *fragment, const char *path)
{
    struct text key = {0};
    if (fragment == NULL || fragment[0] == '\0')
        return NULL;
    text_addf(&key, "%s#%s", path, fragment);
    const char *kept = builder_keep(walk->reader->builder, text_view(&key));
    text_release(&key);
    return kept;
}

void note_reference_found(const struct walk *walk, const struct xml_node *node)
{
    const struct xml_node *link = xml_find(node, "a");
    const char *href = link != NULL ? xml_attribute(link, "href") : NULL;
    const char *idref = xml_attribute(node, "idref"); /* DTBook */
    const char *path = html_path(walk);
    if (href == NULL && idref == NULL)
        return;
    struct arena *arena = builder_book(walk->reader->builder)->arena;
    struct address target = address_resolve(arena, path, href != NULL ? href : idref);
    struct note_targets *targets = walk->reader->targets;
    bool in_text =
        builder_is_open(walk->reader->builder) && walk_top(walk)->style.reason == SKIP_NONE;
    if (targets != NULL && in_text && target.path != NULL && target.fragment[0] != '\0')
        note_targets_add(targets, target.path, target.fragment);
    if (!notes_move(walk))
        return;
    const char *key = target.path != NULL ? note_address(walk, target.fragment, target.path) : NULL;
    if (key != NULL)
        builder_note_reference(walk->reader->builder, key);
}

bool notes_move(const struct walk *walk)
{
    return walk->reader->options != NULL && walk->reader->options->notes != NOTES_IN_PLACE &&
           !html_skips(walk->reader, SKIP_FOOTNOTE);
}

/* Is the node the target of a note mark that was read? */
static const char *target_id(const struct walk *walk, const struct xml_node *node)
{
    const char *path = html_path(walk);
    const char *ids[] = {xml_attribute(node, "id"), xml_attribute(node, "xml:id"),
                         xml_is(node, "a") ? xml_attribute(node, "name") : NULL};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        if (note_targets_have(walk->reader->targets, path, ids[i]))
            return ids[i];
    return NULL;
}

/* The same for the node and for what is opened inside it before its text. */
static const char *target_inside(const struct walk *walk, const struct xml_node *top)
{
    const struct xml_node *node = top;
    for (int step = 0; node != NULL && step < MAX_STEPS; step++) {
        bool text = node->name == NULL;
        if (text && !html_is_blank(node->text))
            return NULL;
        if (!text && node != top && html_is_block(html_class(node)))
            return NULL;
        const char *id = text ? NULL : target_id(walk, node);
        if (id != NULL)
            return id;
        node = xml_next(top, node, false);
    }
    return NULL;
}

/* What continues a note that began with a heading (up to the next heading) or with a term of a
 * list. */
static bool goes_on(struct open_element *parent, const struct xml_node *node, enum html_class class)
{
    bool ends = parent->note_rest == HTML_HEADING ? class == HTML_HEADING : !xml_is(node, "dd");
    if (ends)
        parent->note_rest = HTML_INLINE;
    return !ends;
}

const char *note_block_id(struct walk *walk, const struct xml_node *node, enum html_class class)
{
    struct open_element *parent = walk_top(walk);
    const char *anchor = walk->anchor;
    if (walk->reader->targets == NULL || parent->style.reason != SKIP_NONE)
        return NULL;
    if (!html_is_block(class)) {
        const char *id = !builder_is_open(walk->reader->builder) && node->child == NULL
                             ? target_id(walk, node)
                             : NULL;
        walk->anchor = id != NULL ? id : anchor;
        return NULL;
    }
    walk->anchor = NULL;
    const char *id = anchor != NULL ? anchor : target_inside(walk, node);
    if (id != NULL && html_looks_like_note(node)) {
        if (class == HTML_HEADING || xml_is(node, "dt"))
            parent->note_rest = class;
        return id;
    }
    return parent->note_rest != HTML_INLINE && goes_on(parent, node, class) ? "" : NULL;
}
