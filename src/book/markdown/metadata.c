/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The metadata before the text of a Markdown file: YAML, TOML, and those of Pandoc and
 * MultiMarkdown. */
#include "book/markdown/passes.h"

#include <ctype.h>
#include <string.h>

/* Chosen: more than a book says about itself; the limits bound time and memory. */
enum {
    FRONT_MATTER_BYTES = 64 * 1024, /* all metadata; what is longer is text */
    KEY_BYTES = 40,
    FIELD_BYTES = 2000, /* a description; more is cut */
};

void markdown_head_release(struct markdown_head *head)
{
    for (int i = 0; i < MARKDOWN_FIELD_COUNT; i++)
        text_release(&head->fields[i]);
    *head = (struct markdown_head){0};
}

enum markdown_field markdown_field_named(struct view key)
{
    static const struct {
        const char *name;
        enum markdown_field field;
    } names[] = {
        {"title", MARKDOWN_TITLE},         {"subtitle", MARKDOWN_SUBTITLE},
        {"author", MARKDOWN_AUTHOR},       {"creator", MARKDOWN_AUTHOR},
        {"authors", MARKDOWN_AUTHOR},      {"by", MARKDOWN_AUTHOR},
        {"byline", MARKDOWN_AUTHOR},       {"lang", MARKDOWN_LANGUAGE},
        {"language", MARKDOWN_LANGUAGE},   {"languagecode", MARKDOWN_LANGUAGE},
        {"date", MARKDOWN_DATE},           {"year", MARKDOWN_DATE},
        {"publisher", MARKDOWN_PUBLISHER}, {"description", MARKDOWN_DESCRIPTION},
        {"series", MARKDOWN_SERIES},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (view_is_nocase(key, names[i].name))
            return names[i].field;
    return MARKDOWN_FIELD_COUNT;
}

/* Without the quotation marks around it, or else without the comment after it. */
static struct view unquoted(struct view v)
{
    v = view_trim(v);
    char quote = v.bytes >= 2 && (v.at[0] == '"' || v.at[0] == '\'') ? v.at[0] : '\0';
    for (size_t end = v.bytes; quote != '\0' && end-- > 1;)
        if (v.at[end] == quote)
            return view_part(v, 1, end);
    return view_trim(view_part(v, 0, view_find(v, " #", 0)));
}

/* Appends a value to what the field has already; marks of emphasis and backslashes are dropped. */
static void add_value(struct text *field, struct view value, const char *between)
{
    value = unquoted(value);
    if (value.bytes == 0 || field->bytes + value.bytes > FIELD_BYTES)
        return;
    if (field->bytes > 0)
        text_add_str(field, between);
    for (size_t i = 0; i < value.bytes; i++) {
        bool mark = strchr("*`\\", value.at[i]) != NULL;
        bool doubled = value.at[i] == '\'' && i + 1 < value.bytes && value.at[i + 1] == '\'';
        if (!mark && !doubled)
            text_add_char(field, value.at[i]);
    }
}

/* "[Ann, "Ben"]", or one value. */
static void add_values(struct text *field, struct view value)
{
    value = view_trim(value);
    if (!view_starts(value, "[")) {
        add_value(field, value, ", ");
        return;
    }
    value = view_part(value, 1, view_find(value, "]", 0));
    for (size_t at = 0; at <= value.bytes;) {
        size_t end = view_find(value, ",", at);
        add_value(field, view_part(value, at, end), ", ");
        at = end + 1;
    }
}

/* The key of "key: value" or "key = value", and where the value begins; empty when it is
 * neither. */
static struct view key_of(struct view line, char mark, size_t *value)
{
    const char *found = line.bytes > 0 ? memchr(line.at, mark, line.bytes) : NULL;
    struct view none = {NULL, 0};
    if (found == NULL)
        return none;
    size_t at = (size_t)(found - line.at);
    struct view key = view_trim(view_part(line, 0, at));
    *value = at + 1;
    if (key.bytes == 0 || key.bytes > KEY_BYTES || key.at[0] == '-' ||
        (mark == ':' && *value < line.bytes && !isspace((unsigned char)line.at[*value])))
        return none;
    for (size_t i = 0; i < key.bytes; i++)
        if (!isalnum((unsigned char)key.at[i]) && strchr("-_. \"", key.at[i]) == NULL)
            return none;
    return unquoted(key);
}

struct fields {
    struct markdown_head *head;
    struct text *open; /* the field to which indented lines belong; NULL: none that is wanted */
    char mark;
    bool block; /* its text is in the lines below */
    bool table; /* TOML: inside [a.table] */
    bool any;
};

/* True for "key: value" at the start of a line, whatever the key. */
static bool take_field(struct fields *fields, struct view line)
{
    size_t at = 0;
    struct view key = key_of(line, fields->mark, &at);
    if (key.bytes == 0 || isspace((unsigned char)line.at[0]))
        return false;
    enum markdown_field name = markdown_field_named(key);
    struct text *field = name < MARKDOWN_FIELD_COUNT ? &fields->head->fields[name] : NULL;
    struct view value = view_trim(view_part(line, at, line.bytes));
    fields->open = field != NULL && field->bytes == 0 && !fields->table ? field : NULL;
    fields->block = value.bytes > 0 && value.bytes <= 2 && strchr("|>", value.at[0]) != NULL;
    if (fields->open != NULL && !fields->block)
        add_values(fields->open, value);
    return true;
}

static void take_line(struct fields *fields, struct view line)
{
    struct view trimmed = view_trim(line);
    if (fields->mark == '=' && view_starts(trimmed, "["))
        fields->table = !view_starts(trimmed, "[params]");
    else if (take_field(fields, line))
        fields->any = true;
    else if (fields->open != NULL && trimmed.bytes > 0) {
        /* "name: Ann" inside a list of authors. */
        size_t value = 0;
        bool item = view_starts(trimmed, "- ");
        struct view inner = item ? view_trim(view_part(trimmed, 2, trimmed.bytes)) : trimmed;
        struct view key = key_of(inner, ':', &value);
        bool author = fields->open == &fields->head->fields[MARKDOWN_AUTHOR];
        bool name = view_is_nocase(key, "name") || view_is_nocase(key, "literal");
        if (key.bytes == 0 && (item || fields->block))
            add_value(fields->open, inner, fields->block ? " " : ", ");
        else if (author && (name || view_is_nocase(key, "given")))
            add_value(fields->open, view_part(inner, value, inner.bytes), ", ");
        else if (author && view_is_nocase(key, "family"))
            add_value(fields->open, view_part(inner, value, inner.bytes), " ");
    }
}

/* Between lines of --- or +++. */
static bool read_fenced(struct view rest, struct fields *fields, struct view *after)
{
    struct view line;
    size_t blanks = 0;
    while (blanks < rest.bytes && blanks < 3 && rest.at[blanks] == ' ')
        blanks++; /* a byte order mark, decoded */
    rest = view_part(rest, blanks, rest.bytes);
    if (!view_next_line(&rest, &line))
        return false;
    bool yaml = view_is(view_trim(line), "---"), toml = view_is(view_trim(line), "+++");
    if (!yaml && !toml)
        return false;
    fields->mark = toml ? '=' : ':';
    while (view_next_line(&rest, &line)) {
        struct view trimmed = view_trim(line);
        bool ends =
            toml ? view_is(trimmed, "+++") : view_is(trimmed, "---") || view_is(trimmed, "...");
        *after = rest;
        if (ends)
            return fields->any;
        bool comment = trimmed.bytes > 0 && (trimmed.at[0] == '#' || trimmed.at[0] == '[');
        take_line(fields, line);
        if (!fields->any && (trimmed.bytes == 0 ? yaml : !comment))
            return false;
    }
    return false;
}

/* Pandoc: "% title", "% author; author", "% date", each with indented lines below. */
static bool read_percent(struct view rest, struct markdown_head *head, struct view *after)
{
    static const enum markdown_field order[] = {MARKDOWN_TITLE, MARKDOWN_AUTHOR, MARKDOWN_DATE};
    struct view line;
    int count = 0;
    for (*after = rest; view_next_line(&rest, &line) && view_trim(line).bytes > 0; *after = rest) {
        bool next = line.at[0] == '%' && line.bytes > 1 && strchr(" \t", line.at[1]) != NULL;
        if (next && count == 3)
            break;
        if (!next && (count == 0 || (!isspace((unsigned char)line.at[0]) && line.bytes > 1)))
            return false;
        count += (next || view_is(line, "%")) && count < 3;
        struct text *field = &head->fields[order[count - 1]];
        struct view value = view_part(line, 1, line.bytes);
        for (size_t at = 0; at <= value.bytes;) {
            bool author = order[count - 1] == MARKDOWN_AUTHOR;
            size_t end = author ? view_find(value, ";", at) : value.bytes;
            add_value(field, view_part(value, at, end), author ? ", " : " ");
            at = end + 1;
        }
    }
    return count > 0 && head->fields[MARKDOWN_TITLE].bytes > 0;
}

/* MultiMarkdown: "Title: X" and the like, from the first line to a blank one. */
static bool read_colons(struct view rest, struct fields *fields, struct view *after)
{
    struct view line;
    bool first = true;
    fields->mark = ':';
    while (view_next_line(&rest, &line) && view_trim(line).bytes > 0) {
        size_t value;
        struct view key = key_of(line, ':', &value);
        bool further = isspace((unsigned char)line.at[0]);
        if (first && markdown_field_named(key) == MARKDOWN_FIELD_COUNT)
            return false;
        if (!further && !take_field(fields, line))
            return false;
        if (further && !first && fields->open != NULL)
            add_value(fields->open, line, " ");
        first = false;
    }
    *after = rest;
    return !first && (fields->head->fields[MARKDOWN_TITLE].bytes > 0 ||
                      fields->head->fields[MARKDOWN_AUTHOR].bytes > 0);
}

enum markdown_metadata markdown_read_metadata(struct view source, struct markdown_head *head)
{
    struct view rest = view_part(source, 0, FRONT_MATTER_BYTES), after = rest;
    enum markdown_metadata kind = MARKDOWN_NO_METADATA;
    struct markdown_head found = {0};
    struct fields fields = {.head = &found};
    if (read_fenced(rest, &fields, &after))
        kind = MARKDOWN_FENCED_METADATA;
    else if (view_starts(rest, "%") && read_percent(rest, &found, &after))
        kind = MARKDOWN_PERCENT_METADATA;
    else if (!view_starts(rest, "%") && !view_starts(view_trim(view_part(rest, 0, 16)), "---") &&
             read_colons(rest, &fields, &after))
        kind = MARKDOWN_COLON_METADATA;
    if (kind == MARKDOWN_NO_METADATA) {
        markdown_head_release(&found);
        return kind;
    }
    found.end = (size_t)(after.at - source.at);
    markdown_head_release(head);
    *head = found;
    return kind;
}
