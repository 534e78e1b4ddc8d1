/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contents lists, by class or because they consist of links to places. */
#include "base/str.h"
#include "book/element/element.h"
#include "book/element/note_mark.h"
#include "book/xml/xml.h"

enum {
    /* The limits bound the time; most books stay far below them. */
    MAX_CONTENTS_NODES = 20000,
    MAX_PLACES_NODES = 1000,
    MOST_BLANKS = 5000, /* bytes of blanks in a list of places; bounds the time */
    FEWEST_PLACES = 3,  /* two links in a list are cross-references */
};

/* Calibre's newspapers: bars above and below the articles, lists of sections and articles. */
static bool is_of_periodical(const struct markup_lists *lists, const struct xml_node *node)
{
    return html_class_is(lists, node, "newspaper list classes");
}

/* A list that is only links to places in the same file. */
static bool lists_places(const struct xml_node *top)
{
    size_t links = 0, bytes = 0;
    int left = MAX_PLACES_NODES;
    const struct xml_node *next;
    if (!xml_is(top, "ul") && !xml_is(top, "ol"))
        return false;
    for (const struct xml_node *node = top; node != NULL; node = next) {
        const char *href = xml_is(node, "a") ? xml_attribute(node, "href") : NULL;
        bool text = node->name == NULL && view_trim(node->text).bytes > 0;
        bytes += node->name == NULL ? node->text.bytes : 0;
        if (left-- == 0 || bytes > MOST_BLANKS || text || (href != NULL && href[0] != '#'))
            return false;
        links += href != NULL;
        next = xml_next(top, node, href != NULL);
    }
    return links >= FEWEST_PLACES;
}

bool html_is_contents(const struct markup_lists *lists, const struct xml_node *node)
{
    if (is_of_periodical(lists, node) || lists_places(node))
        return true;
    if (!html_class_is(lists, node, "contents classes"))
        return false;
    size_t bytes = 0, linked = 0;
    const struct xml_node *next;
    int left = MAX_CONTENTS_NODES;
    for (const struct xml_node *at = node; at != NULL; at = next) {
        if (left-- == 0)
            return false;
        bool link = html_links_inside(at);
        struct text text = {0};
        if (link)
            xml_text(at, 1000, &text);
        linked += text.bytes;
        bytes += text.bytes + (at->name == NULL ? view_trim(at->text).bytes : 0);
        text_release(&text);
        next = xml_next(node, at, link);
    }
    return linked > 0 && linked * 5 >= bytes * 4;
}
