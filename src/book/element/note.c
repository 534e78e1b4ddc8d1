/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes, where no epub:type says so: by class, by the link back, by a mark that led here. */
#include "base/str.h"
#include "book/element/element.h"
#include "book/element/markup.h"
#include "book/element/note_mark.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <string.h>

enum {
    MAX_NOTES_NODES = 200, /* examined at the start of a list of notes; bounds the time */
    MAX_NOTE_BYTES = 6000, /* chosen: a note of two printed pages; a longer block is text */
    MAX_NOTE_NODES = 1500, /* bounds the time */
};

static bool is_space_or_bracket(struct view v)
{
    v = view_trim(v);
    return v.bytes == 0 || view_is(v, "[") || view_is(v, "(");
}

/* Is the first text of an element a note mark, and a link? */
static bool begins_with_mark(const struct xml_node *top)
{
    const struct xml_node *node = top;
    for (int left = 64; node != NULL && (node->name != NULL || is_space_or_bracket(node->text));
         left--)
        node = left > 0 ? xml_next(top, node, false) : NULL;
    for (int up = 0; node != NULL && node != top && up < 4; up++, node = node->parent)
        if (note_mark_is_link(node))
            return true;
    return false;
}

/* "_idFootnote", "MsoFootnoteText", "fn-text" */
static bool has_note_class(const struct markup_lists *lists, const struct xml_node *node)
{
    return html_class_named(lists, node, "note names") != NULL;
}

/* A list of notes: most of its items lead back to where they are referred to. */
static bool holds_notes(const struct xml_node *top)
{
    size_t links = 0, items = 0;
    int left = MAX_NOTES_NODES;
    for (const struct xml_node *node = top; node != NULL && left > 0;
         node = xml_next(top, node, false), left--) {
        items += xml_is(node, "li");
        links += note_mark_is_link(node);
    }
    return items > 0 && links * 2 >= items;
}

/* #fnref1, #_ftnref1, #back_note_1, #FNanchor_1: the link back, by its name. */
static bool leads_back(const struct markup_lists *lists, const struct xml_node *top)
{
    const struct xml_node *link = xml_find(top, "a");
    const char *href = link != NULL ? xml_attribute(link, "href") : NULL;
    const char *fragment = href != NULL ? strchr(href, '#') : NULL;
    return markup_inside(lists, "back link names", fragment);
}

bool html_is_note(const struct markup_lists *lists, const struct xml_node *node)
{
    if (has_note_class(lists, node))
        return begins_with_mark(node) || holds_notes(node);
    return (xml_is(node, "p") || xml_is(node, "li")) && node->child != NULL &&
           begins_with_mark(node) && leads_back(lists, node);
}

/* "1", "[1]", "1. The tide", "* So": by the first word of the text, linked or not. */
static bool begins_with_number(const struct xml_node *node)
{
    struct text text = {0};
    xml_text(node, NOTE_MARK_BYTES, &text);
    struct view v = text_view(&text);
    size_t bytes = view_find(v, " ", 0);
    char word[NOTE_MARK_BYTES] = "";
    if (bytes > 0 && bytes < NOTE_MARK_BYTES)
        memcpy(word, v.at, bytes);
    bool letter = isalpha((unsigned char)word[0]) && strchr("IVXLCivxlc", word[0]) == NULL;
    bool word_like = isalpha((unsigned char)word[0]) && bytes < v.bytes &&
                     strchr(".):", word[bytes - 1]) == NULL;
    bool mark = word[0] != '\0' && !letter && !word_like && note_mark_matches(word, NULL);
    text_release(&text);
    return mark;
}

/* Is the text of a link in it a note mark? */
static bool links_back(const struct xml_node *top)
{
    int left = MAX_NOTES_NODES;
    for (const struct xml_node *node = top; node != NULL && left > 0;
         node = xml_next(top, node, false), left--)
        if (note_mark_is_link(node))
            return true;
    return false;
}

static bool is_short(const struct xml_node *top)
{
    size_t bytes = 0, nodes = 0;
    for (const struct xml_node *node = top; node != NULL; node = xml_next(top, node, false)) {
        bytes += node->name == NULL ? node->text.bytes : 0;
        if (bytes > MAX_NOTE_BYTES || ++nodes > MAX_NOTE_NODES)
            return false;
    }
    return true;
}

bool html_looks_like_note(const struct xml_node *node)
{
    if (xml_is(node, "body") || xml_is(node, "html") || !is_short(node))
        return false;
    return xml_is(node, "li") || xml_is(node, "aside") || xml_is(node, "dd") ||
           begins_with_number(node) || links_back(node);
}
