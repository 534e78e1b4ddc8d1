/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown tables: with bars, with dashes above columns, in a grid. */
#include "book/markdown/passes.h"

#include <ctype.h>
#include <string.h>

/* Chosen: the limits are far above any table of a book, the dashes fewer than text has by chance.
 */
enum {
    MAX_COLUMNS = 32, /* bounds the memory of a row */
    MAX_LINES = 2000, /* bounds the time of looking for the end */
    HEAD_LINES = 6,   /* a heading of more lines is a paragraph */
    RULE_DASHES = 10, /* a line across a whole table */
    GROUP_DASHES = 3, /* above one column */
};

struct table_row {
    struct text cells[MAX_COLUMNS];
    size_t start[MAX_COLUMNS + 1]; /* of the columns, in characters */
    size_t count;
};

/* A cell is a paragraph, whatever it begins with. */
static void add_cell(struct text *out, struct view cell, const char *element)
{
    cell = view_trim(cell);
    size_t digits = 0;
    while (digits < cell.bytes && isdigit((unsigned char)cell.at[digits]))
        digits++;
    bool number = digits > 0 && digits < cell.bytes && strchr(".)", cell.at[digits]) != NULL;
    bool mark = cell.bytes > 0 && strchr("-+#>=~", cell.at[0]) != NULL;
    text_addf(out, "<%s>\n\n", element);
    text_add_view(out, view_part(cell, 0, number ? digits : 0));
    if (number || mark)
        text_add_char(out, '\\');
    markdown_inline(out, view_part(cell, number ? digits : 0, cell.bytes));
    text_addf(out, "\n\n</%s>\n", element);
}

/* Writes the collected cells, if any, and empties them. */
static void add_row(struct text *out, struct table_row *row, const char *element)
{
    bool any = false;
    for (size_t i = 0; i < row->count; i++)
        any = any || row->cells[i].bytes > 0;
    if (any)
        text_add_str(out, "<tr>\n");
    for (size_t i = 0; i < row->count; i++) {
        if (any)
            add_cell(out, text_view(&row->cells[i]), element);
        text_clear(&row->cells[i]);
    }
    if (any)
        text_add_str(out, "</tr>\n");
}

static void release(struct table_row *row)
{
    for (size_t i = 0; i < MAX_COLUMNS; i++)
        text_release(&row->cells[i]);
}

/* Byte offset of a character. */
static size_t offset_of(struct view line, size_t column)
{
    size_t at = 0;
    while (column-- > 0 && at < line.bytes)
        rune_next(line, &at);
    return at;
}

/* Cuts a line at the columns and appends each part to its cell. */
static void cut_line(struct table_row *row, struct view line, bool bars)
{
    for (size_t i = 0; i < row->count; i++) {
        size_t from = offset_of(line, row->start[i]);
        size_t to = i + 1 < row->count || bars ? offset_of(line, row->start[i + 1]) : line.bytes;
        struct view part = view_trim(view_part(line, from, to));
        while (bars && view_starts(part, "|"))
            part = view_trim(view_part(part, 1, part.bytes));
        if (part.bytes > 0 && row->cells[i].bytes > 0)
            text_add_char(&row->cells[i], ' ');
        text_add_view(&row->cells[i], part);
    }
}

/* The columns of "-----  -----"; returns their number, 0 when it is something else. */
static size_t groups_of(struct view line, struct table_row *row)
{
    size_t count = 0, dashes = 0;
    for (size_t i = 0; i <= line.bytes; i++) {
        char c = i < line.bytes ? line.at[i] : ' ';
        if (c == '-' && dashes++ == 0 && count < MAX_COLUMNS)
            row->start[count++] = i;
        else if (c == ' ' && dashes > 0 && dashes < GROUP_DASHES)
            return 0;
        else if (c != '-' && c != ' ')
            return 0;
        dashes = c == '-' ? dashes : 0;
    }
    row->count = count;
    if (count > 0)
        row->start[0] = 0;
    return count;
}

static bool is_dashes(struct view line)
{
    line = view_trim(line);
    size_t count = 0;
    while (count < line.bytes && line.at[count] == '-')
        count++;
    return count == line.bytes && count >= RULE_DASHES;
}

/* "Table: Words" or ": Words" after the table. */
static void add_caption(struct text *out, struct view *rest)
{
    struct view look = *rest, line = {"", 0};
    int blank = 0;
    while (view_next_line(&look, &line) && view_trim(line).bytes == 0 && blank < 2)
        blank++;
    line = view_trim(line);
    size_t mark = view_starts(line, "Table: ") ? 7 : view_starts(line, ": ") ? 2 : 0;
    if (blank == 0 || mark == 0)
        return;
    text_add_str(out, "\n");
    markdown_inline(out, view_part(line, mark, line.bytes));
    text_add_str(out, "\n\n");
    *rest = look;
}

/* "| --- | :-: |": dashes, colons, bars and blanks only, with a dash and a bar. */
static bool is_rule_row(struct view line)
{
    bool dash = false, bar = false;
    for (size_t i = 0; i < line.bytes; i++) {
        dash = dash || line.at[i] == '-';
        bar = bar || line.at[i] == '|';
        if (strchr("-:| \t", line.at[i]) == NULL || line.at[i] == '\0')
            return false;
    }
    return dash && bar;
}

static void add_bar_row(struct text *out, struct view line, const char *element)
{
    line = view_trim(line);
    if (view_starts(line, "|"))
        line = view_part(line, 1, line.bytes);
    if (view_ends(line, "|") && !view_ends(line, "\\|"))
        line = view_part(line, 0, line.bytes - 1);
    text_add_str(out, "<tr>\n");
    for (size_t at = 0; at <= line.bytes;) {
        size_t end = view_find(line, "|", at);
        while (end < line.bytes && end > 0 && line.at[end - 1] == '\\')
            end = view_find(line, "|", end + 1);
        add_cell(out, view_part(line, at, end), element);
        at = end + 1;
    }
    text_add_str(out, "</tr>\n");
}

static bool bar_table(struct text *out, struct view line, struct view *rest)
{
    struct view look = *rest, next;
    if (memchr(line.at, '|', line.bytes) == NULL || markdown_indent(line) > 3 ||
        !view_next_line(&look, &next) || !is_rule_row(next))
        return false;
    text_add_str(out, "\n<table>\n");
    add_bar_row(out, line, "th");
    for (*rest = look; view_next_line(&look, &next); *rest = look) {
        if (memchr(next.at, '|', next.bytes) == NULL)
            break;
        add_bar_row(out, next, "td");
    }
    text_add_str(out, "</table>\n\n");
    return true;
}

/* A heading above groups of dashes, rows of one line, up to a blank line or another row of
 * dashes. */
static bool simple_table(struct text *out, struct view line, struct view *rest)
{
    struct table_row row = {.count = 0};
    struct view look = *rest, next = {"", 0};
    bool headed = view_trim(line).bytes > 0 && groups_of(line, &row) == 0;
    if (headed && (!view_next_line(&look, &next) || groups_of(next, &row) < 2))
        return false;
    if (!headed && (row.count < 2 || !view_next_line(&look, &next) || view_trim(next).bytes == 0))
        return false;
    if (!headed)
        look = *rest;
    text_add_str(out, "\n<table>\n");
    if (headed)
        cut_line(&row, line, false);
    add_row(out, &row, "th");
    for (*rest = look; view_next_line(&look, &next); *rest = look) {
        struct table_row ignored = {.count = 0};
        if (view_trim(next).bytes == 0)
            break;
        if (is_dashes(next) || groups_of(next, &ignored) > 0) {
            *rest = look;
            break;
        }
        cut_line(&row, next, false);
        add_row(out, &row, "td");
    }
    text_add_str(out, "</table>\n\n");
    release(&row);
    return true;
}

/* Between two lines of dashes; blank lines separate the rows. */
static bool multiline_table(struct text *out, struct view line, struct view *rest)
{
    struct table_row row = {.count = 0};
    struct view look = *rest, next = {"", 0}, head = look;
    int lines = 0;
    if (!is_dashes(line))
        return false;
    while (lines++ < HEAD_LINES && view_next_line(&look, &next) && view_trim(next).bytes > 0 &&
           groups_of(next, &row) == 0)
        ;
    if (row.count < 2)
        return false;
    text_add_str(out, "\n<table>\n");
    while (view_next_line(&head, &line) && line.at != next.at)
        cut_line(&row, line, false);
    add_row(out, &row, "th");
    for (lines = 0; lines < MAX_LINES && view_next_line(&look, &next) && !is_dashes(next); lines++)
        if (view_trim(next).bytes == 0)
            add_row(out, &row, "td");
        else
            cut_line(&row, next, false);
    add_row(out, &row, "td");
    text_add_str(out, "</table>\n\n");
    release(&row);
    *rest = look;
    return true;
}

static bool is_grid_rule(struct view line)
{
    line = view_trim(line);
    for (size_t i = 0; i < line.bytes; i++)
        if (strchr("+-=:", line.at[i]) == NULL || line.at[i] == '\0')
            return false;
    return line.bytes > 4 && line.at[0] == '+' && line.at[line.bytes - 1] == '+';
}

static bool grid_table(struct text *out, struct view line, struct view *rest)
{
    struct table_row row = {.count = 0};
    struct view look = *rest, next = {"", 0};
    if (!is_grid_rule(line) || !view_next_line(&look, &next) || !view_starts(view_trim(next), "|"))
        return false;
    size_t indent = markdown_indent(line);
    for (size_t i = indent, column = 0; i < line.bytes; i++)
        if (line.at[i] == '+' && column <= MAX_COLUMNS) {
            row.count = column;
            row.start[column++] = i;
        }
    text_add_str(out, "\n<table>\n");
    for (look = *rest; view_next_line(&look, &next); *rest = look) {
        if (is_grid_rule(next))
            add_row(out, &row, memchr(next.at, '=', next.bytes) != NULL ? "th" : "td");
        else if (view_starts(view_trim(next), "|"))
            cut_line(&row, next, true);
        else
            break;
    }
    add_row(out, &row, "td");
    text_add_str(out, "</table>\n\n");
    release(&row);
    return true;
}

bool markdown_table(struct text *out, struct view line, struct view *rest)
{
    bool table = bar_table(out, line, rest) || multiline_table(out, line, rest) ||
                 grid_table(out, line, rest) || simple_table(out, line, rest);
    if (table)
        add_caption(out, rest);
    return table;
}
