/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/epub/svg_cover.h"

#include "base/base64.h"
#include "base/mem.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static double length_of(const struct xml_node *image, const char *name)
{
    const char *value = xml_attribute(image, name);
    return value != NULL ? strtod(value, NULL) : 0;
}

static const char *address_of(const struct xml_node *image)
{
    const char *address = xml_attribute(image, "xlink:href");
    return address != NULL ? address : xml_attribute(image, "href");
}

static bool is_drawn(const struct xml_node *node)
{
    static const char *const names[] = {"path", "text",    "rect",     "circle", "ellipse",
                                        "line", "polygon", "polyline", "use"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (xml_is(node, names[i]))
            return true;
    return false;
}

/* The largest picture; what is inside a clip path and the like is not drawn. *covered: something
 * else is drawn. */
static const struct xml_node *largest_picture(const struct xml_node *svg, bool *covered)
{
    const struct xml_node *found = NULL, *node = svg;
    double most = -1;
    while (node != NULL) {
        bool apart = xml_is(node, "defs") || xml_is(node, "clippath") || xml_is(node, "mask");
        double area = length_of(node, "width") * length_of(node, "height");
        if (xml_is(node, "image") && address_of(node) != NULL && area > most) {
            found = node;
            most = area;
        }
        *covered = *covered || is_drawn(node);
        node = xml_next(svg, node, apart);
    }
    return found;
}

bool svg_cover_find(struct view svg, struct svg_cover *picture)
{
    *picture = (struct svg_cover){0};
    struct xml_document *document = xml_parse(svg, XML_STRICT, NULL);
    bool drawing = document != NULL && xml_is(document->root, "svg");
    const struct xml_node *image =
        drawing ? largest_picture(document->root, &picture->covered) : NULL;
    if (image != NULL) {
        const char *address = address_of(image), *comma = strchr(address, ',');
        if (strncasecmp(address, "data:", 5) != 0)
            picture->address = mem_copy_text(address, strlen(address));
        else if (comma != NULL && comma - address >= 7 && strncasecmp(comma - 7, ";base64", 7) == 0)
            base64_decode(view_of(comma + 1), &picture->bytes);
    }
    xml_free(document);
    return picture->address != NULL || picture->bytes.bytes > 0;
}

void svg_cover_release(struct svg_cover *picture)
{
    free((char *)picture->address);
    text_release(&picture->bytes);
    *picture = (struct svg_cover){0};
}
