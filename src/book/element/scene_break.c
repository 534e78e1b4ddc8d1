/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scene breaks that are no <hr>: an empty paragraph, or one that holds nothing but an ornament. */
#include "book/element/element.h"
#include "book/wording/characters.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { MAX_NODES = 16 };

static bool names_any(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; text != NULL && i < count; i++)
        if (strcasestr(text, words[i]) != NULL)
            return true;
    return false;
}

static bool class_says(const struct xml_node *node)
{
    static const char *const words[] = {"break", "scene", "asterism", "separator", "ornament"};
    const char *list = xml_attribute(node, "class");
    return list != NULL && strcasestr(list, "page") == NULL && strcasestr(list, "line") == NULL &&
           names_any(list, words, sizeof words / sizeof words[0]);
}

/* Is it a picture of an ornament, by its class, its text or the name of its file? "scene.jpg" and
 * "breakfast.jpg" are none. */
static bool is_ornament_node(const struct xml_node *picture)
{
    static const char *const words[] = {
        "ornament",    "fleuron",      "divider",       "separator",     "asterism",
        "flourish",    "dinkus",       "scenebreak",    "scene-break",   "scene_break",
        "scene break", "sectionbreak", "section-break", "section_break", "section break"};
    const char *alt = xml_attribute(picture, "alt"), *src = xml_attribute(picture, "src");
    const char *slash = src != NULL ? strrchr(src, '/') : NULL;
    size_t count = sizeof words / sizeof words[0];
    bool marks = alt != NULL && view_trim(view_of(alt)).bytes > 0 && is_ornament(view_of(alt));
    return marks || class_says(picture) || names_any(alt, words, count) ||
           names_any(slash != NULL ? slash : src, words, count);
}

bool html_is_blank(struct view text)
{
    for (size_t at = 0; at < text.bytes;)
        if (!rune_is_space(rune_next(text, &at)))
            return false;
    return true;
}

bool html_is_scene_break(const struct xml_node *node)
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
    return class_says(node) || (picture != NULL && is_ornament_node(picture));
}
