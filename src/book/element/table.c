/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: how they become something to listen to. */
#include "base/str.h"
#include "book/element/element.h"
#include "book/xml/xml.h"

enum {
    LONG_TABLE_CELLS = 200, /* chosen: several minutes of figures */
    SHORT_CELL_BYTES = 60,  /* cells with more are sentences, which can be followed */
};

struct table_shape {
    size_t cells, rows, bytes, columns;
    bool heads, persona;
};

static bool in_drama(const struct xml_node *node)
{
    for (; node != NULL; node = node->parent)
        if (html_has_type(node, "drama"))
            return true;
    return false;
}

enum html_table html_table(const struct xml_node *table)
{
    /* Cells and text are counted in one pass; nested tables count too. */
    struct table_shape shape = {0};
    size_t row_cells = 0;
    for (const struct xml_node *node = table; node != NULL; node = xml_next(table, node, false)) {
        if (node->name == NULL) {
            shape.bytes += view_trim(node->text).bytes;
            continue;
        }
        if (xml_is(node, "tr")) {
            shape.rows++;
            row_cells = 0;
        } else if (xml_is(node, "td") || xml_is(node, "th")) {
            shape.cells++;
            row_cells++;
            shape.heads = shape.heads || xml_is(node, "th");
            shape.persona = shape.persona || html_has_type(node, "persona");
        }
        if (row_cells > shape.columns)
            shape.columns = row_cells;
    }
    if (shape.persona || shape.columns < 2 || in_drama(table) || html_is_presentation(table))
        return HTML_TABLE_TEXT;
    bool short_cells = shape.bytes <= shape.cells * SHORT_CELL_BYTES;
    if (shape.cells > LONG_TABLE_CELLS && shape.columns > 2 && short_cells)
        return HTML_TABLE_LONG;
    return short_cells || shape.heads ? HTML_TABLE_ROWS : HTML_TABLE_TEXT;
}
