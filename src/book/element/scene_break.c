/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scene breaks that are not <hr>: an empty paragraph, or one with only an ornament. */
#include "book/element/element.h"
#include "book/element/markup.h"
#include "book/wording/characters.h"
#include "book/xml/xml.h"

#include <string.h>

enum { MAX_NODES = 16 }; /* chosen: a paragraph with more nodes is not an ornament */

static bool class_says(const struct markup_lists *lists, const struct xml_node *node)
{
    const char *list = xml_attribute(node, "class");
    return list != NULL && strcasestr(list, "page") == NULL && strcasestr(list, "line") == NULL &&
           strcasestr(list, "para") == NULL && markup_inside(lists, "scene break classes", list);
}

/* Is it a picture of an ornament, by its class, its text or its file name? "scene.jpg" and
 * "breakfast.jpg" are not. */
static bool is_ornament_node(const struct markup_lists *lists, const struct xml_node *picture)
{
    const char *alt = xml_attribute(picture, "alt"), *src = xml_attribute(picture, "src");
    const char *slash = src != NULL ? strrchr(src, '/') : NULL;
    bool marks = alt != NULL && view_trim(view_of(alt)).bytes > 0 && is_ornament(view_of(alt));
    return marks || class_says(lists, picture) || markup_inside(lists, "ornament names", alt) ||
           markup_inside(lists, "ornament names", slash != NULL ? slash : src);
}

bool html_is_blank(struct view text)
{
    for (size_t at = 0; at < text.bytes;)
        if (!rune_is_space(rune_next(text, &at)))
            return false;
    return true;
}

bool html_is_scene_break(const struct markup_lists *lists, const struct xml_node *node)
{
    const struct xml_node *picture = NULL;
    int left = MAX_NODES;
    if (!xml_is(node, "p") && !xml_is(node, "div") && !xml_is(node, "figure"))
        return false;
    for (const struct xml_node *at = node; at != NULL; at = xml_next(node, at, false)) {
        bool text = at->name == NULL && !html_is_blank(at->text);
        if (text || left-- == 0 || (xml_is(at, "img") && picture != NULL))
            return false;
        picture = xml_is(at, "img") ? at : picture;
    }
    return class_says(lists, node) || (picture != NULL && is_ornament_node(lists, picture));
}
