/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/html/play.h"

#include "book/html/html.h"
#include "book/html/walk.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>

bool html_is_direction(const struct markup_lists *lists, const struct xml_node *node)
{
    return html_has_type(node, "stage-direction") ||
           html_class_is(lists, node, "stage direction classes");
}

bool html_is_speaker(const struct markup_lists *lists, const struct xml_node *node)
{
    return html_has_type(node, "persona") || html_class_is(lists, node, "speaker classes");
}

/* The text of a persona without the directions in it and without blanks and full stops at its
 * end. */
static void persona_name(const struct markup_lists *lists, const struct xml_node *persona,
                         struct text *name)
{
    /* Chosen: longer text is no name, and it bounds the time. */
    enum { MAX_NAME_BYTES = 200, MAX_NODES = 64 };
    bool skip = false;
    int left = MAX_NODES;
    for (const struct xml_node *node = xml_next(persona, persona, false); node != NULL && left > 0;
         node = xml_next(persona, node, skip), left--) {
        skip = node->name != NULL && html_is_direction(lists, node);
        if (node->name == NULL && name->bytes < MAX_NAME_BYTES)
            text_add_view(name, view_part(node->text, 0, MAX_NAME_BYTES));
    }
    struct text words = {0};
    struct view rest = text_view(name), bracket = view_part(rest, 0, view_find(rest, "(", 0));
    if (view_trim(bracket).bytes > 0)
        rest = bracket; /* "Nan (aside)" */
    for (size_t at = 0; at < rest.bytes;) {
        uint32_t rune = rune_next(rest, &at);
        if (!rune_is_space(rune))
            text_add_rune(&words, rune);
        else if (words.bytes > 0 && words.at[words.bytes - 1] != ' ')
            text_add_char(&words, ' ');
    }
    text_release(name);
    while (words.bytes > 0 && strchr(".:, ", words.at[words.bytes - 1]) != NULL)
        text_cut(&words, words.bytes - 1);
    *name = words;
}

/* A cell that is only names: "<b>Ann</b> and <b>Ben</b>", the first of its row. */
static bool holds_names(const struct xml_node *cell)
{
    const struct xml_node *name = xml_child(cell, NULL, NULL);
    bool first = cell->parent != NULL && xml_child(cell->parent, NULL, NULL) == cell;
    return first && name != NULL && html_has_type(name, "persona") &&
           (cell->child == name || view_trim(cell->child->text).bytes == 0) &&
           xml_child(cell->parent, cell, NULL) != NULL;
}

static bool in_capitals(struct view name)
{
    for (size_t at = 0; at < name.bytes;)
        if (rune_is_lower(rune_next(name, &at)))
            return false;
    return true;
}

/* "Ann. Well?" and "ANN and so", but not "Ann is in the kitchen", "Ann’s room", "Ann, asleep": what
 * follows the name decides. */
static bool is_label(const struct open_element *element, struct view name)
{
    const struct xml_node *next = element->node->next;
    if (html_is_block(element->class) || next == NULL || next->name != NULL)
        return true;
    struct view rest = view_trim(next->text);
    uint32_t rune = rune_at(rest, 0);
    return !view_ends(name, "’s") && !view_ends(name, "’") &&
           (!rune_is_lower(rune) || in_capitals(name)) && rune != ',' && rune != 0x2019 &&
           rune != '\'';
}

void html_set_persona(struct walk *walk, struct open_element *element)
{
    struct builder *builder = walk->reader->builder;
    if (element->cast || element->style.reason != SKIP_NONE || builder_is_open(builder) ||
        !(html_has_type(element->node, "persona") ||
          (element->class == HTML_CELL && holds_names(element->node))) ||
        !html_skips(walk->reader, SKIP_SPEAKER_LABEL))
        return;
    struct text name = {0};
    persona_name(walk->reader->lists, element->node, &name);
    if (name.bytes > 0 && is_label(element, text_view(&name))) {
        const char *speaker = builder_keep(builder, text_view(&name));
        size_t owner = walk->count - 1; /* the element around the new one */
        while (owner > 0 && !html_is_block(walk->elements[owner].class))
            owner--;
        for (size_t i = owner; i < walk->count; i++)
            walk->elements[i].style.speaker = speaker;
        walk->persona = speaker;
        enum { MOST_ROWS = 50 }; /* chosen: no speech of a play has more rows */
        const char *rows = xml_attribute(element->node, "rowspan");
        unsigned long span = rows != NULL ? strtoul(rows, NULL, 10) : 0;
        walk->persona_rows = span > 1 && span <= MOST_ROWS ? (unsigned)span - 1 : 0;
        element->style.reason = SKIP_SPEAKER_LABEL;
        element->split = true;
    }
    text_release(&name);
}

void html_set_direction(const struct walk *walk, struct open_element *element)
{
    if (!html_is_direction(walk->reader->lists, element->node))
        return;
    element->cast = true;
    if (element->style.reason ==
        SKIP_SPEAKER_LABEL) { /* beside the name of the speaker whom it is for */
        element->style.reason = SKIP_NONE;
        element->style.speaker = NULL;
        element->split = true;
    }
    const struct xml_node *next = element->node->next;
    bool clean = next == NULL || element->first || next->name != NULL ||
                 rune_is_space(rune_at(next->text, 0));
    if (element->style.speaker != NULL && (clean || html_is_block(element->class))) {
        element->style.speaker = NULL;
        element->split = true;
    }
}

/* Is all its text inside a direction, in italics or in brackets? */
static bool is_all_direction(const struct markup_lists *lists, const struct xml_node *cell)
{
    const struct xml_node *node = cell;
    for (int left = 8; node != NULL && left > 0; left--) {
        bool italic = xml_is(node, "i") || xml_is(node, "em");
        if (node->name != NULL && (italic || html_is_direction(lists, node)))
            return true;
        if (node->name == NULL && view_trim(node->text).bytes > 0)
            return strchr("([", view_trim(node->text).at[0]) != NULL;
        node = xml_next(cell, node, false);
    }
    return node == NULL;
}

void html_set_row(struct walk *walk, struct open_element *element)
{
    const struct markup_lists *lists = walk->reader->lists;
    const struct xml_node *name = xml_child(element->node, NULL, NULL);
    const struct xml_node *speech = name != NULL ? xml_child(element->node, name, NULL) : NULL;
    struct text text = {0};
    if (walk->persona == NULL || name == NULL || element->cast)
        return;
    if (walk->persona_rows > 0 && !html_has_type(name, "persona")) {
        walk->persona_rows--;
        element->style.speaker = walk->persona;
        return;
    }
    if (speech == NULL)
        return;
    xml_text(name, 1, &text);
    bool goes_on = html_has_type(name, "persona") || html_is_verse(lists, speech);
    if (text.bytes == 0 && goes_on && !is_all_direction(lists, speech))
        element->style.speaker = walk->persona;
    text_release(&text);
}
