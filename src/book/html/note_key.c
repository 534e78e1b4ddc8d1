/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/html/note_key.h"

#include "book/builder/builder.h"
#include "book/element/element.h"
#include "book/html/html.h"
#include "book/html/note_place.h"
#include "book/html/walk.h"
#include "book/xml/xml.h"

#include <string.h>

/* Chosen. */
enum {
    MAX_NODES = 2000, /* examined for a second note; bounds the time */
    START_NODES = 16, /* examined for ids before the text; likewise */
    START_BYTES = 4,  /* text before an id that may be a note mark: "[1] " */
};

static bool is_any(const struct xml_node *node, const char *const *names)
{
    for (; *names != NULL; names++)
        if (xml_is(node, *names))
            return true;
    return false;
}

static const char *id_of(const struct xml_node *node)
{
    const char *id = node->name != NULL ? xml_attribute(node, "id") : NULL;
    return id == NULL && xml_is(node, "a") ? xml_attribute(node, "name") : id;
}

/* An item of a list of notes, as far as its element name shows. */
static bool is_item(const struct xml_node *node)
{
    static const char *const names[] = {"li", "p", "dt", "dd", "aside", "tr", NULL};
    return is_any(node, names);
}

/* Several notes: it contains two items with an id, one not inside the other. */
static bool is_many(const struct xml_node *top)
{
    if (html_has_type(top, "endnotes") || html_has_type(top, "footnotes") ||
        html_has_type(top, "rearnotes"))
        return true;
    if (html_has_type(top, "footnote") || html_has_type(top, "endnote") ||
        html_has_type(top, "rearnote") || is_item(top))
        return false;
    int count = 0, left = MAX_NODES;
    bool item = false;
    for (const struct xml_node *node = xml_next(top, top, false); node != NULL && left > 0;
         node = xml_next(top, node, item), left--) {
        item = (is_item(node) || xml_is(node, "div")) && id_of(node) != NULL;
        count += item;
    }
    return count > 1;
}

/* Returns the key of a note by the ids at its start, before its text: `id`, or else the first one.
 * The others become aliases. */
static const char *key_at_start(const struct walk *walk, const struct xml_node *top, const char *id)
{
    const char *key = note_address(walk, id, html_path(walk));
    size_t bytes = 0;
    int left = START_NODES;
    for (const struct xml_node *node = top; node != NULL && left > 0 && bytes <= START_BYTES;
         node = xml_next(top, node, false), left--) {
        if (node->name == NULL)
            bytes += view_trim(node->text).bytes;
        const char *found = note_address(walk, id_of(node), html_path(walk));
        if (found != NULL && key != NULL && strcmp(found, key) != 0)
            builder_note_alias(walk->reader->builder, found, key);
        key = key != NULL ? key : found;
    }
    return key;
}

/* A paragraph, list or table after an item that has an id. */
static bool continues_note(const struct xml_node *node)
{
    static const char *const names[] = {"p", "dd", "div", "blockquote", "ul", "ol", "table", NULL};
    return is_any(node, names) && id_of(node) == NULL;
}

const char *note_key_of(const struct walk *walk, const struct xml_node *node,
                        enum skip_reason reason, const char *id)
{
    struct open_element *parent = walk_top(walk);
    bool among = parent->style.reason == SKIP_FOOTNOTE && parent->style.note == NULL;
    if (!notes_move(walk) || (!among && reason != SKIP_FOOTNOTE))
        return NULL;
    bool called = reason == SKIP_FOOTNOTE, more = id != NULL && id[0] == '\0';
    bool fits = !more && (called || is_item(node) || xml_is(node, "div"));
    const char *key = fits && !is_many(node) ? key_at_start(walk, node, id) : NULL;
    if (key == NULL && (more || (among && !called && continues_note(node))))
        key = parent->last_note;
    parent->last_note = key;
    return key;
}
