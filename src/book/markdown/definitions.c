/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Definition lists: a term, and below it lines that begin with a colon or a tilde. */
#include "book/markdown/passes.h"
#include "book/markdown/writer.h"

#include <string.h>

enum { TERM_BYTES = 100 }; /* chosen: a term is one short line */

/* ":   text" or "~   text" */
static size_t definition_mark(struct view line)
{
    struct view text = view_trim(line);
    bool mark = markdown_indent(line) <= 3 && text.bytes > 2 &&
                (text.at[0] == ':' || text.at[0] == '~') && text.at[1] != text.at[0] &&
                strchr(" \t", text.at[1]) != NULL;
    return mark ? 1 : 0;
}

/* One definition: its first line, and the lines that continue it. `rest` moves past it. */
static void add_definition(struct markdown_writer *writer, struct view *rest)
{
    struct view line, look = *rest;
    bool blank = false, first = true;
    text_clear(&writer->lines);
    for (; view_next_line(&look, &line); *rest = look, first = false) {
        struct view text = view_trim(line);
        if (!first && text.bytes > 0 &&
            (definition_mark(line) > 0 || (blank && markdown_indent(line) < 2)))
            break;
        blank = text.bytes == 0;
        markdown_copy_line(&writer->lines,
                           first ? view_trim(view_part(text, 1, text.bytes)) : text);
    }
    text_add_str(writer->out, "<dd>\n\n");
    markdown_inline(writer->out, text_view(&writer->lines));
    text_add_str(writer->out, "\n</dd>\n");
    text_clear(&writer->lines);
}

bool markdown_definitions(struct markdown_writer *writer)
{
    struct view chunk = writer->chunk, term, rest = chunk;
    if (!view_next_line(&rest, &term) || term.bytes > TERM_BYTES || markdown_is_item(term) ||
        markdown_heading_bytes(term) > 0 || markdown_indent(term) > 3 ||
        view_starts(view_trim(term), ">"))
        return false;
    struct view below = rest, first = {"", 0};
    if (rest.bytes > 0) {
        view_next_line(&below, &first);
        rest.bytes = (size_t)(writer->rest.at + writer->rest.bytes - rest.at);
    } else {
        first = markdown_next_text(writer);
        rest = writer->rest;
    }
    if (definition_mark(first) == 0)
        return false;
    rest = (struct view){first.at, (size_t)(rest.at + rest.bytes - first.at)};
    writer->chunk = (struct view){NULL, 0};
    text_add_str(writer->out, "\n<dl>\n<dt>\n\n");
    markdown_inline(writer->out, term);
    text_add_str(writer->out, "\n\n</dt>\n");
    while (definition_mark(view_part(rest, 0, view_find(rest, "\n", 0))) > 0)
        add_definition(writer, &rest);
    text_add_str(writer->out, "</dl>\n\n");
    writer->rest = rest;
    return true;
}
