/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/xml/page.h"

#include "base/mem.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>

void page_escape(struct text *out, struct view v)
{
    for (size_t i = 0; i < v.bytes; i++) {
        const char *escaped = v.at[i] == '&'   ? "&amp;"
                              : v.at[i] == '<' ? "&lt;"
                              : v.at[i] == '>' ? "&gt;"
                              : v.at[i] == '"' ? "&quot;"
                                               : NULL;
        if (escaped != NULL)
            text_add_str(out, escaped);
        else
            text_add_char(out, v.at[i]);
    }
}

void page_attribute(struct text *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    text_addf(out, " %s=\"", name);
    page_escape(out, view_of(value));
    text_add_char(out, '"');
}

static void add_meta(struct text *out, const char *name, const char *content)
{
    if (content == NULL || content[0] == '\0')
        return;
    text_addf(out, "<meta name=\"%s\"", name);
    page_attribute(out, "content", content);
    text_add_str(out, "/>");
}

void page_start(struct text *out, const char *title, const char *author, const char *language)
{
    text_add_str(out, "<?xml version=\"1.0\"?><html xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    if (language != NULL && language[0] != '\0')
        page_attribute(out, "lang", language);
    text_add_str(out, "><head>");
    add_meta(out, "dc.title", title);
    add_meta(out, "author", author);
    text_add_str(out, "</head><body>");
}

void page_end(struct text *out)
{
    text_add_str(out, "</body></html>");
}

static int by_name(const void *name, const void *row)
{
    return strcmp(name, ((const struct page_row *)row)->name);
}

const char *page_by_name(const struct page_row rows[], size_t count, const struct xml_node *node,
                         struct text *out)
{
    const struct page_row *row = bsearch(node->name, rows, count, sizeof *rows, by_name);
    if (row == NULL)
        return "";
    text_add_str(out, row->start);
    return row->end;
}

void page_walk(const struct xml_node *top, page_element *element, void *data, struct text *out)
{
    const char **ends = NULL; /* of the open elements */
    size_t count = 0, capacity = 0;
    const struct xml_node *node = top->name != NULL ? top->child : NULL;
    while (node != NULL) {
        const char *end = NULL;
        xml_touched(node);
        if (node->name == NULL)
            page_escape(out, node->text);
        else
            end = element(data, node, out);
        if (end != NULL && node->child != NULL) {
            ends = mem_grow(ends, count, &capacity, sizeof *ends);
            ends[count++] = end;
            node = node->child;
            continue;
        }
        if (end != NULL)
            text_add_str(out, end);
        while (node != top && node->next == NULL) {
            node = node->parent;
            if (node != top)
                text_add_str(out, ends[--count]);
        }
        node = node == top ? NULL : node->next;
    }
    free(ends);
}
