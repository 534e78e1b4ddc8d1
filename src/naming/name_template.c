/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "naming/name_template.h"

#include "base/metadata.h"
#include "base/nearest.h"
#include "naming/safe_name.h"

#include <stddef.h>
#include <string.h>

/* Chosen: the longest path of Linux; a template is typed by hand. */
enum { TEMPLATE_MAX_BYTES = 4096 };

enum { FROM_STEM = -1, FROM_FOLDER = -2, FROM_SURNAME = -3, FROM_NUMBER = -4, FROM_CHAPTER = -5 };

/* "{title:plain}" */
#define PLAIN ":plain"

#define FROM(field) (int)offsetof(struct metadata, field)

static const struct field {
    const char *name;
    int from, or_from; /* offsets in struct metadata; the second counts when the first is empty */
} fields[] = {
    {"author", FROM(author), FROM(author)},
    {"author_sort", FROM(author_sort), FROM(author)},
    {"title", FROM(title), FROM(title)},
    {"title_sort", FROM(title_sort), FROM(title)},
    {"subtitle", FROM(subtitle), FROM(subtitle)},
    {"series", FROM(series), FROM(series)},
    {"series_part", FROM(series_part), FROM(series_part)},
    {"year", FROM(date), FROM(date)},
    {"language", FROM(language), FROM(language)},
    {"translator", FROM(translator), FROM(translator)},
    {"publisher", FROM(publisher), FROM(publisher)},
    {"surname", FROM_SURNAME, FROM_SURNAME},
    {"stem", FROM_STEM, FROM_STEM},
    {"folder", FROM_FOLDER, FROM_FOLDER},
    {"number", FROM_NUMBER, FROM_NUMBER},
    {"chapter", FROM_CHAPTER, FROM_CHAPTER},
};

enum { FIELD_COUNT = sizeof fields / sizeof fields[0] };

/* NULL: there is none of that name. */
static const struct field *field_named(struct view name)
{
    if (view_ends(name, PLAIN))
        name.bytes -= strlen(PLAIN);
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (view_is(name, fields[i].name))
            return &fields[i];
    return NULL;
}

enum piece_kind { PIECE_TEXT, PIECE_FIELD, PIECE_JOINT, PIECE_SLASH, PIECE_BAD };

/* Cuts the next piece off a template: text, a field (without braces), " - " or "/". */
static bool next_piece(struct view *rest, enum piece_kind *kind, struct view *piece)
{
    if (rest->bytes == 0)
        return false;
    size_t bytes = 1, skip = 0, end_skip = 0;
    *kind = PIECE_TEXT;
    if (view_starts(*rest, "{{") || view_starts(*rest, "}}")) {
        skip = 1;
    } else if (rest->at[0] == '{') {
        bytes = view_find(*rest, "}", 0) - 1;
        *kind = bytes + 1 < rest->bytes ? PIECE_FIELD : PIECE_BAD;
        skip = end_skip = 1;
    } else if (rest->at[0] == '}') {
        *kind = PIECE_BAD;
    } else if (rest->at[0] == '/') {
        *kind = PIECE_SLASH;
    } else if (view_starts(*rest, " - ")) {
        *kind = PIECE_JOINT;
        bytes = 3;
    }
    *piece = view_part(*rest, skip, skip + bytes);
    *rest = view_part(*rest, skip + bytes + end_skip, rest->bytes);
    return true;
}

static bool no_such_field(struct view name, struct err *err)
{
    struct nearest nearest = {.wanted = name};
    struct text names = {0};
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        nearest_offer(&nearest, fields[i].name);
        text_addf(&names, "%s%s", i > 0 ? ", " : "", fields[i].name);
    }
    const char *slip = nearest_slip(&nearest);
    err_set(err, ERR_USAGE, "--name has no field {%.*s}%s%s%s; the fields are %s", VIEW_ARGS(name),
            slip != NULL ? "; did you mean {" : "", slip != NULL ? slip : "",
            slip != NULL ? "}?" : "", names.at);
    text_release(&names);
    return false;
}

static bool is_of_part(struct view name)
{
    return field_named(name)->from <= FROM_NUMBER;
}

size_t name_template_part(struct view template)
{
    struct view rest = template, piece;
    enum piece_kind kind;
    size_t component = 0;
    while (next_piece(&rest, &kind, &piece)) {
        if (kind == PIECE_SLASH)
            component = template.bytes - rest.bytes;
        else if (kind == PIECE_FIELD && is_of_part(piece))
            return component;
    }
    return template.bytes;
}

static bool check_parts(struct view template, bool parts, struct err *err)
{
    size_t part = name_template_part(template);
    if (part < template.bytes && !parts)
        return err_set(err, ERR_USAGE,
                       "--name has {number} or {chapter}, but the book is one file; add --split "
                       "chapters");
    return view_find(view_part(template, part, template.bytes), "/", 0) + part >= template.bytes ||
           err_set(err, ERR_USAGE,
                   "--name \"%.*s\" has a / after {number} or {chapter}; the files of a book are "
                   "in one folder",
                   VIEW_ARGS(template));
}

bool name_template_check(struct view template, bool parts, struct err *err)
{
    struct view rest = template, piece;
    enum piece_kind kind;
    bool any = false;
    if (template.bytes > TEMPLATE_MAX_BYTES)
        return err_set(err, ERR_USAGE, "--name takes at most %d bytes", TEMPLATE_MAX_BYTES);
    while (next_piece(&rest, &kind, &piece)) {
        if (kind == PIECE_BAD)
            return err_set(err, ERR_USAGE,
                           "--name \"%.*s\" has a brace without its pair; write {{ or }} for a "
                           "brace in the name",
                           VIEW_ARGS(template));
        if (kind == PIECE_FIELD && field_named(piece) == NULL)
            return no_such_field(piece, err);
        any = any || kind == PIECE_FIELD;
    }
    if (!any)
        return err_set(err, ERR_USAGE,
                       "--name \"%.*s\" has no field, so all books would have one name; write, "
                       "for example, --name '{author} - {title}'",
                       VIEW_ARGS(template));
    return check_parts(template, parts, err);
}

bool name_template_is_fixed(struct view template)
{
    struct view rest = template, piece;
    enum piece_kind kind;
    while (next_piece(&rest, &kind, &piece))
        if (kind == PIECE_FIELD)
            return false;
    return true;
}

bool name_template_needs_book(struct view template)
{
    struct view rest = template, piece;
    enum piece_kind kind;
    while (next_piece(&rest, &kind, &piece))
        if (kind == PIECE_FIELD &&
            (field_named(piece)->from >= 0 || field_named(piece)->from == FROM_SURNAME))
            return true;
    return false;
}

/* The year of a date, or nothing: only the first four digits are certain. */
static struct view year_of(struct view date)
{
    size_t digits = 0;
    while (digits < date.bytes && date.at[digits] >= '0' && date.at[digits] <= '9')
        digits++;
    return view_part(date, 0, digits == 4 ? 4 : 0);
}

/* What stands before the comma of "Wilde, Oscar", else the last word of the first author. */
static struct view surname_of(const struct metadata *metadata)
{
    struct view sorted = view_of(metadata->author_sort != NULL ? metadata->author_sort : "");
    struct view author = view_of(metadata->author != NULL ? metadata->author : "");
    if (sorted.bytes > 0)
        return view_part(sorted, 0, view_find(sorted, ",", 0));
    author = view_trim(view_part(author, 0, view_find(author, ",", 0)));
    size_t start = author.bytes;
    while (start > 0 && author.at[start - 1] != ' ')
        start--;
    return view_part(author, start, author.bytes);
}

static struct view value_from(int from, const struct name_source *source)
{
    const char *value = NULL;
    if (from == FROM_STEM)
        value = source->stem;
    else if (from == FROM_FOLDER)
        value = source->folder;
    else if (from == FROM_NUMBER)
        value = source->number;
    else if (from == FROM_CHAPTER)
        value = source->chapter;
    else if (from == FROM_SURNAME)
        return source->metadata != NULL ? view_trim(surname_of(source->metadata)) : view_of("");
    else if (source->metadata != NULL)
        value = *(const char *const *)((const char *)source->metadata + from);
    return view_trim(view_of(value != NULL ? value : ""));
}

static struct view value_of(const struct field *field, const struct name_source *source)
{
    struct view value = value_from(field->from, source);
    if (value.bytes == 0)
        value = value_from(field->or_from, source);
    return strcmp(field->name, "year") == 0 ? year_of(value) : value;
}

/* A part of a component while it is filled. */
struct part {
    struct text text;
    bool has_field, is_filled, has_empty;
};

static void add_value(struct part *part, struct view name, const struct name_source *source)
{
    const struct field *field = field_named(name);
    struct view value = value_of(field, source);
    struct text plain = {0};
    bool is_folder = field->from == FROM_FOLDER;
    if (view_ends(name, PLAIN)) {
        safe_name_add_plain(value, &plain);
        value = text_view(&plain);
    }
    part->has_field = true;
    part->is_filled = part->is_filled || value.bytes > 0;
    part->has_empty = part->has_empty || value.bytes == 0;
    for (size_t i = 0; i < value.bytes; i++) /* "/" in a title does not make a folder */
        text_add_char(&part->text, value.at[i] == '/' && !is_folder ? '|' : value.at[i]);
    text_release(&plain);
}

/* Appends without brackets that have nothing in them. */
static void add_without_brackets(struct view v, struct text *out)
{
    for (size_t at = 0; at < v.bytes; at++) {
        size_t end = at + 1;
        while (end < v.bytes && v.at[end] == ' ')
            end++;
        bool empty = end < v.bytes && ((v.at[at] == '(' && v.at[end] == ')') ||
                                       (v.at[at] == '[' && v.at[end] == ']'));
        if (empty)
            at = end;
        else
            text_add_char(out, v.at[at]);
    }
}

/* Adds the part to the component, unless it has nothing to say; empties it. */
static void end_part(struct part *part, struct text *component)
{
    if (!part->has_field || part->is_filled) {
        struct text tidy = {0};
        struct view v = text_view(&part->text);
        if (part->has_empty) {
            add_without_brackets(v, &tidy);
            v = text_view(&tidy);
            while (v.bytes > 0 && strchr(" .,;&_-", v.at[0]) != NULL)
                v = view_part(v, 1, v.bytes);
            while (v.bytes > 0 && strchr(" .,;&_-", v.at[v.bytes - 1]) != NULL)
                v.bytes--;
        }
        if (component->bytes > 0 && v.bytes > 0)
            text_add_str(component, " - ");
        text_add_view(component, v);
        text_release(&tidy);
    }
    text_release(&part->text);
    *part = (struct part){0};
}

/* Adds a component, which may be several because of {folder}, to the path. */
static void end_component(struct part *part, struct text *component, struct text *path,
                          size_t start)
{
    end_part(part, component);
    for (struct view rest = text_view(component); rest.bytes > 0;) {
        size_t slash = view_find(rest, "/", 0), before = path->bytes;
        if (path->bytes > start)
            text_add_char(path, '/');
        size_t name = path->bytes;
        safe_name_add(view_part(rest, 0, slash), path);
        if (path->bytes == name)
            text_cut(path, before);
        rest = view_part(rest, slash + 1, rest.bytes);
    }
    text_clear(component);
}

static void add_stem(const struct name_source *source, struct text *path, size_t start)
{
    if (path->bytes > start)
        text_add_char(path, '/');
    size_t before = path->bytes;
    safe_name_add(view_of(source->stem), path);
    if (path->bytes == before)
        text_add_str(path, "book");
}

void name_template_fill(struct view template, const struct name_source *source, struct text *path)
{
    struct view rest = template, piece;
    enum piece_kind kind;
    struct part part = {0};
    struct text component = {0};
    size_t start = path->bytes, last = start;
    while (next_piece(&rest, &kind, &piece)) {
        if (kind == PIECE_FIELD) {
            add_value(&part, piece, source);
        } else if (kind == PIECE_SLASH) {
            end_component(&part, &component, path, start);
            last = path->bytes;
        } else if (kind == PIECE_JOINT) {
            end_part(&part, &component);
        } else {
            text_add_view(&part.text, piece);
        }
    }
    end_component(&part, &component, path, start);
    if (path->bytes == last)
        add_stem(source, path, start);
    text_release(&part.text);
    text_release(&component);
}

void name_add_number(struct text *path, size_t number)
{
    text_addf(path, " (%zu)", number);
}

void name_key(struct view path, struct text *key)
{
    safe_name_add_folded(path, key);
}
