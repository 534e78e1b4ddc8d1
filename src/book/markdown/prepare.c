/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown line by line: what opens something, and the paragraphs in between. */
#include "book/markdown/passes.h"
#include "book/markdown/writer.h"

#include <ctype.h>
#include <string.h>

enum { HEAD_LINES = 5 }; /* chosen: title, subtitle, author, date, language */

void markdown_copy_line(struct text *out, struct view line)
{
    text_add_view(out, line);
    text_add_char(out, '\n');
}

struct view markdown_next_text(const struct markdown_writer *writer)
{
    struct view rest = writer->rest, line = {"", 0};
    while (view_next_line(&rest, &line) && view_trim(line).bytes == 0)
        ;
    return view_trim(line).bytes > 0 ? line : (struct view){"", 0};
}

/* Opens and closes fenced code. True when the line belongs to code. */
static bool take_code(struct markdown_writer *writer, struct view line)
{
    size_t indent = markdown_indent(line), size = 0;
    struct view mark = view_trim(line);
    char c = mark.bytes > 0 ? mark.at[0] : ' ';
    while (size < mark.bytes && mark.at[size] == c)
        size++;
    bool fence = (indent <= 3 || writer->in_list) && size >= 3 && (c == '`' || c == '~');
    if (writer->fence != 0) {
        if (fence && c == writer->fence && size >= writer->fence_size && mark.bytes == size)
            writer->fence = 0;
        if (!writer->raw)
            markdown_copy_line(writer->out, line);
        return true;
    }
    if (!fence || (c == '`' && memchr(mark.at + size, '`', mark.bytes - size) != NULL))
        return false;
    markdown_flush(writer);
    writer->fence = c;
    writer->fence_size = size;
    writer->raw = view_starts(view_trim(view_part(mark, size, mark.bytes)), "{=");
    if (!writer->raw)
        markdown_copy_line(writer->out, line);
    return true;
}

/* "[^1]: text" with its indented lines becomes an <aside>. */
static bool take_note(struct markdown_writer *writer, struct view line)
{
    struct view head = view_trim(line), name = markdown_note_name(head, 0);
    size_t colon = name.bytes + 3;
    if (name.bytes == 0 || markdown_indent(line) > 3 || colon >= head.bytes ||
        head.at[colon] != ':')
        return false;
    markdown_flush(writer);
    struct text *lines = &writer->lines;
    markdown_copy_line(lines, view_trim(view_part(head, colon + 1, head.bytes)));
    for (struct view rest = writer->rest, next; view_next_line(&rest, &next); writer->rest = rest) {
        bool blank = view_trim(next).bytes == 0;
        if (!blank && markdown_indent(next) < 2)
            break;
        markdown_copy_line(lines, blank ? (struct view){"", 0} : view_trim(next));
    }
    text_addf(writer->out, "\n<aside epub:type=\"footnote\" id=\"fn-%.*s\">\n\n", VIEW_ARGS(name));
    markdown_inline(writer->out, text_view(lines));
    text_add_str(writer->out, "\n</aside>\n\n");
    text_clear(lines);
    return true;
}

static bool take_table(struct markdown_writer *writer, struct view line)
{
    struct text table = {0};
    struct view rest = writer->rest;
    bool may = writer->after_blank || memchr(line.at, '|', line.bytes) != NULL;
    if (!may || !markdown_table(&table, line, &rest)) {
        text_release(&table);
        return false;
    }
    markdown_flush(writer);
    text_add_view(writer->out, text_view(&table));
    text_release(&table);
    writer->rest = rest;
    return true;
}

/* "::: {.verse}", "::: note", ":::" */
static bool take_div(struct markdown_writer *writer, struct view line)
{
    size_t colons = 0, end;
    struct view mark = view_trim(line);
    while (colons < mark.bytes && mark.at[colons] == ':')
        colons++;
    if (colons < 3 || markdown_indent(line) > 3)
        return false;
    markdown_flush(writer);
    struct view name = view_trim(view_part(mark, colons, mark.bytes));
    if (name.bytes == 0) {
        if (writer->divs > 0)
            text_add_str(writer->out, "\n</div>\n\n");
        if (writer->callout == writer->divs)
            writer->callout = 0;
        writer->divs -= writer->divs > 0;
        return true;
    }
    size_t from = view_starts(name, "{") ? view_find(name, ".", 0) + 1 : 0;
    for (end = from; end < name.bytes &&
                     (isalnum((unsigned char)name.at[end]) || strchr("-_", name.at[end]) != NULL);
         end++)
        ;
    text_addf(writer->out, "\n<div class=\"%.*s\">\n\n", VIEW_ARGS(view_part(name, from, end)));
    writer->divs++;
    if (writer->callout == 0 && view_starts(view_part(name, from, end), "callout"))
        writer->callout = writer->divs;
    return true;
}

/* "# Title: X" among the first lines: metadata of the book, not the heading of a chapter. */
static bool take_head_line(struct markdown_writer *writer, struct view line)
{
    size_t mark = markdown_heading_bytes(line);
    if (writer->head_lines == 0)
        return false;
    struct view text = view_trim(view_part(line, mark, line.bytes));
    size_t colon = view_find(text, ":", 0);
    enum markdown_field name = markdown_field_named(view_trim(view_part(text, 0, colon)));
    struct view value = view_trim(view_part(text, colon + 1, text.bytes));
    if (mark == 0 || name == MARKDOWN_FIELD_COUNT || value.bytes == 0) {
        writer->head_lines = 0;
        return false;
    }
    writer->head_lines--;
    struct text *field = &writer->head->fields[name];
    if (field->bytes == 0)
        text_add_view(field, value);
    text_add_str(writer->out, "<section epub:type=\"titlepage\">\n\n");
    markdown_inline(writer->out, text);
    text_add_str(writer->out, "\n\n</section>\n\n");
    return true;
}

/* Metadata in the middle: files were joined. The title becomes a heading. */
static bool take_metadata(struct markdown_writer *writer, struct view line)
{
    struct markdown_head head = {0};
    struct view from = {line.at, (size_t)(writer->rest.at + writer->rest.bytes - line.at)}, next;
    if (!writer->after_blank || !view_is(view_trim(line), "---") ||
        markdown_read_metadata(from, &head) != MARKDOWN_FENCED_METADATA)
        return false;
    struct text *title = &head.fields[MARKDOWN_TITLE];
    bool metadata = title->bytes > 0 || head.fields[MARKDOWN_AUTHOR].bytes > 0;
    if (metadata) {
        markdown_flush(writer);
        writer->rest = view_part(from, head.end, from.bytes);
        struct view look = writer->rest;
        while (view_next_line(&look, &next) && view_trim(next).bytes == 0)
            ;
        if (title->bytes > 0 && markdown_heading_bytes(next) == 0)
            text_addf(writer->out, "\n# %s\n\n", title->at);
    }
    markdown_head_release(&head);
    return metadata;
}

/* The lines from here to the one with `closing`; false when it never comes. */
static bool take_inside(struct markdown_writer *writer, const char *closing, bool *missing,
                        struct view *inside)
{
    struct view line;
    size_t end = *missing ? writer->rest.bytes : view_find(writer->rest, closing, 0);
    *missing = *missing || end == writer->rest.bytes;
    if (*missing)
        return false;
    markdown_flush(writer);
    *inside = view_part(writer->rest, 0, end);
    writer->rest = view_part(writer->rest, end, writer->rest.bytes);
    view_next_line(&writer->rest, &line);
    return true;
}

/* Liquid's blocks of code and comment, and Obsidian's comments between lines of %%. */
static bool take_block(struct markdown_writer *writer, struct view line)
{
    struct view inside, mark = view_trim(line);
    if (view_starts(mark, "{% comment"))
        return take_inside(writer, "{% endcomment", &writer->no_comment, &inside);
    if (view_is(mark, "%%"))
        return take_inside(writer, "\n%%", &writer->no_remark, &inside) &&
               view_next_line(&writer->rest, &mark);
    if (!view_starts(mark, "{% highlight") ||
        !take_inside(writer, "{% endhighlight", &writer->no_highlight, &inside))
        return false;
    text_add_str(writer->out, "\n~~~~~~\n");
    text_add_view(writer->out, inside);
    text_add_str(writer->out, "\n~~~~~~\n");
    return true;
}

static bool take_opener(struct markdown_writer *writer, struct view line)
{
    return take_code(writer, line) || take_head_line(writer, line) || take_note(writer, line) ||
           take_div(writer, line) || take_metadata(writer, line) || take_block(writer, line) ||
           take_table(writer, line);
}

void markdown_prepare(struct view source, struct markdown_head *head, struct text *out)
{
    struct markdown_survey survey;
    struct markdown_writer writer = {.rest = view_part(source, head->end, source.bytes),
                                     .head = head,
                                     .survey = &survey,
                                     .out = out,
                                     .head_lines = HEAD_LINES,
                                     .after_blank = true};
    struct view line;
    markdown_look(writer.rest, &survey);
    while (view_next_line(&writer.rest, &line)) {
        if (writer.fence == 0 && view_trim(line).bytes == 0) {
            markdown_paragraph_end(&writer);
            text_add_char(out, '\n');
            writer.after_blank = true;
            continue;
        }
        if (!take_opener(&writer, line)) {
            /* The line belongs to the open paragraph, or opens one. */
            if (writer.chunk.bytes == 0) {
                writer.chunk = line;
                writer.chunk_after_blank = writer.after_blank;
            } else {
                writer.chunk.bytes = (size_t)(line.at + line.bytes - writer.chunk.at);
            }
        }
        writer.after_blank = false;
    }
    markdown_flush(&writer);
    while (writer.divs-- > 0)
        text_add_str(out, "\n</div>\n");
    text_release(&writer.lines);
    text_release(&writer.dedented);
}
