#include "book/markdown.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    FRONT_MATTER_BYTES = 64 * 1024,
    HEAD_LINES = 5,
    NOTE_NAME_BYTES = 64,
    MAX_FENCE = 64,
};

struct writer {
    struct view rest; /* lines to come */
    struct markdown_head *head;
    struct text *out;
    char fence; /* of the open code block; 0 outside */
    size_t fence_size;
    int head_lines; /* "Title: ..." headings still to be expected */
    bool after_blank;
};

static struct view unquoted(struct view v)
{
    v = view_trim(v);
    bool quoted =
        v.bytes >= 2 && (v.at[0] == '"' || v.at[0] == '\'') && v.at[v.bytes - 1] == v.at[0];
    return quoted ? view_part(v, 1, v.bytes - 1) : v;
}

static struct view *field_of(struct markdown_head *head, struct view key)
{
    const struct {
        const char *name;
        struct view *field;
    } fields[] = {
        {"title", &head->title},
        {"subtitle", &head->subtitle},
        {"author", &head->author},
        {"creator", &head->author},
        {"authors", &head->author},
        {"lang", &head->language},
        {"language", &head->language},
        {"date", &head->date},
        {"year", &head->date},
        {"publisher", &head->publisher},
        {"description", &head->description},
        {"series", &head->series},
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (view_is_nocase(key, fields[i].name))
            return fields[i].field;
    return NULL;
}

/* "key: value" or "key = value"; true when the line is of this form, whatever the key. */
static bool take_field(struct markdown_head *head, struct view line, const char *mark,
                       struct view **list)
{
    size_t at = view_find(line, mark, 0);
    struct view key = view_trim(view_part(line, 0, at));
    if (at == line.bytes || key.bytes == 0 || key.bytes > 40 || isspace((unsigned char)line.at[0]))
        return false;
    for (size_t i = 0; i < key.bytes; i++)
        if (!isalnum((unsigned char)key.at[i]) && strchr("-_.:", key.at[i]) == NULL)
            return false;
    struct view *field = field_of(head, key);
    struct view value = unquoted(view_part(line, at + 1, line.bytes));
    if (value.bytes > 1 && value.at[0] == '[')
        value = unquoted(view_part(value, 1, view_find(value, "]", 0)));
    *list = field != NULL && value.bytes == 0 ? field : NULL;
    if (field != NULL && field->bytes == 0 && value.bytes > 0)
        *field = value;
    return true;
}

void markdown_front_matter(struct view source, struct markdown_head *head)
{
    struct view rest = view_part(source, 0, FRONT_MATTER_BYTES), line;
    size_t blanks = 0;
    while (blanks < rest.bytes && blanks < 3 && rest.at[blanks] == ' ')
        blanks++;
    rest = view_part(rest, blanks, rest.bytes);
    struct markdown_head found = {0};
    struct view *list = NULL;
    if (!view_next_line(&rest, &line))
        return;
    bool yaml = view_is(view_trim(line), "---"), toml = view_is(view_trim(line), "+++");
    bool any = false;
    if (!yaml && !toml)
        return;
    while (view_next_line(&rest, &line)) {
        struct view trimmed = view_trim(line);
        bool ends =
            toml ? view_is(trimmed, "+++") : view_is(trimmed, "---") || view_is(trimmed, "...");
        if (ends && any) {
            found.end = (size_t)(rest.at - source.at);
            *head = found;
        }
        if (ends)
            return;
        bool field = take_field(&found, line, toml ? "=" : ":", &list);
        any = any || field;
        if (!any && trimmed.bytes > 0 && trimmed.at[0] != '#')
            return;
        if (!field && list != NULL && list->bytes == 0 && view_starts(trimmed, "- "))
            *list = unquoted(view_part(trimmed, 2, trimmed.bytes));
    }
}

static size_t indent_of(struct view line)
{
    size_t blanks = 0;
    while (blanks < line.bytes && line.at[blanks] == ' ')
        blanks++;
    return blanks;
}

/* Opens and closes fenced code; true when the line belongs to code. */
static bool in_code(struct writer *writer, struct view line)
{
    size_t indent = indent_of(line), size = 0;
    struct view mark = view_part(line, indent, line.bytes);
    char c = mark.bytes > 0 ? mark.at[0] : ' ';
    while (size < mark.bytes && mark.at[size] == c)
        size++;
    bool fence = indent <= 3 && size >= 3 && (c == '`' || c == '~');
    if (writer->fence != 0) {
        bool closes = fence && c == writer->fence && size >= writer->fence_size &&
                      view_trim(view_part(mark, size, mark.bytes)).bytes == 0;
        if (closes)
            writer->fence = 0;
        return true;
    }
    if (fence && !(c == '`' && memchr(mark.at + size, '`', mark.bytes - size) != NULL)) {
        writer->fence = c;
        writer->fence_size = size;
        return true;
    }
    return false;
}

/* The name in [^name] at `at`; empty when there is none. */
static struct view note_name(struct view line, size_t at)
{
    struct view rest = view_part(line, at, at + NOTE_NAME_BYTES);
    size_t end = 2;
    if (!view_starts(rest, "[^"))
        return (struct view){NULL, 0};
    while (end < rest.bytes && rest.at[end] != ']' && !isspace((unsigned char)rest.at[end]) &&
           strchr("[^<>\"&", rest.at[end]) == NULL)
        end++;
    bool closed = end < rest.bytes && rest.at[end] == ']';
    return closed ? view_part(rest, 2, end) : (struct view){NULL, 0};
}

static void add_reference(struct text *out, struct view name)
{
    text_addf(out, "<a epub:type=\"noteref\" href=\"#fn-%.*s\">%.*s</a>", VIEW_ARGS(name),
              VIEW_ARGS(name));
}

/* A line of text: references to notes become links, ~~ goes, a task box goes. */
static void add_line(struct text *out, struct view line)
{
    size_t start = indent_of(line);
    struct view mark = view_part(line, start, start + 6);
    size_t box = start + 2;
    bool task = mark.bytes >= 5 && strchr("-*+", mark.at[0]) != NULL && mark.at[1] == ' ' &&
                mark.at[2] == '[' && strchr(" xX", mark.at[3]) != NULL && mark.at[4] == ']';
    bool code = false;
    for (size_t at = 0; at < line.bytes;) {
        struct view name = !code ? note_name(line, at) : (struct view){NULL, 0};
        bool escaped = at > 0 && line.at[at - 1] == '\\';
        code = line.at[at] == '`' ? !code : code;
        if (task && at == box) {
            at += 3;
        } else if (name.bytes > 0 && !escaped) {
            add_reference(out, name);
            at += name.bytes + 3;
        } else if (!code && !escaped && view_starts(view_part(line, at, at + 2), "~~")) {
            at += 2;
        } else {
            text_add_char(out, line.at[at++]);
        }
    }
    text_add_char(out, '\n');
}

/* "[^1]: text" with its indented lines becomes an <aside>. */
static bool take_note(struct writer *writer, struct view line)
{
    size_t indent = indent_of(line);
    struct view name = indent <= 3 ? note_name(line, indent) : (struct view){NULL, 0};
    size_t colon = indent + name.bytes + 3;
    if (name.bytes == 0 || colon >= line.bytes || line.at[colon] != ':')
        return false;
    text_addf(writer->out, "\n<aside epub:type=\"footnote\" id=\"fn-%.*s\">\n\n", VIEW_ARGS(name));
    add_line(writer->out, view_trim(view_part(line, colon + 1, line.bytes)));
    for (struct view rest = writer->rest, next; view_next_line(&rest, &next);) {
        bool blank = view_trim(next).bytes == 0;
        if (!blank && indent_of(next) < 2 && next.at[0] != '\t')
            break;
        add_line(writer->out, blank ? (struct view){"", 0} : view_trim(next));
        writer->rest = rest;
    }
    text_add_str(writer->out, "\n</aside>\n\n");
    return true;
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

static void add_row(struct text *out, struct view line, const char *cell)
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
        text_addf(out, "<%s>\n\n", cell);
        add_line(out, view_trim(view_part(line, at, end)));
        text_addf(out, "\n</%s>\n", cell);
        at = end + 1;
    }
    text_add_str(out, "</tr>\n");
}

static bool take_table(struct writer *writer, struct view line)
{
    struct view rest = writer->rest, next;
    if (memchr(line.at, '|', line.bytes) == NULL || indent_of(line) > 3 ||
        !view_next_line(&rest, &next) || !is_rule_row(next))
        return false;
    text_add_str(writer->out, "\n<table>\n");
    add_row(writer->out, line, "th");
    for (writer->rest = rest; view_next_line(&rest, &next); writer->rest = rest) {
        if (memchr(next.at, '|', next.bytes) == NULL)
            break;
        add_row(writer->out, next, "td");
    }
    text_add_str(writer->out, "</table>\n\n");
    return true;
}

/* "# Title: X" among the first lines: what the book says about itself, no heading of a chapter. */
static bool take_head_line(struct writer *writer, struct view line)
{
    size_t level = 0;
    while (level < line.bytes && line.at[level] == '#')
        level++;
    if (writer->head_lines == 0 || view_trim(line).bytes == 0)
        return false;
    struct view text = view_trim(view_part(line, level, line.bytes));
    size_t colon = view_find(text, ":", 0);
    struct view *field =
        level > 0 ? field_of(writer->head, view_trim(view_part(text, 0, colon))) : NULL;
    struct view value = view_trim(view_part(text, colon + 1, text.bytes));
    if (field == NULL || value.bytes == 0) {
        writer->head_lines = 0;
        return false;
    }
    writer->head_lines--;
    if (field->bytes == 0)
        *field = value;
    text_add_str(writer->out, "<section epub:type=\"titlepage\">\n\n");
    add_line(writer->out, text);
    text_add_str(writer->out, "\n</section>\n\n");
    return true;
}

void markdown_prepare(struct view source, struct markdown_head *head, struct text *out)
{
    struct writer writer = {.rest = view_part(source, head->end, source.bytes),
                            .head = head,
                            .out = out,
                            .head_lines = HEAD_LINES,
                            .after_blank = true};
    struct view line;
    while (view_next_line(&writer.rest, &line)) {
        bool blank = view_trim(line).bytes == 0;
        if (in_code(&writer, line) || (writer.after_blank && indent_of(line) >= 4)) {
            text_add_view(out, line);
            text_add_char(out, '\n');
        } else if (!take_head_line(&writer, line) && !take_note(&writer, line) &&
                   !take_table(&writer, line)) {
            add_line(out, line);
        }
        writer.after_blank = blank;
    }
}
