/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/gutenberg.h"

#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <string.h>

/* Chosen, on the texts of Project Gutenberg with known chapters. */
enum {
    VALUE_BYTES = 4096, /* the header's values come first, before the small print */
    LINE_BYTES = 200,   /* of a line, in which a marker begins */
    STAR_BYTES = 60,    /* from the stars to the word "Gutenberg", and after it */
    END_BYTES = 80,     /* from "Ende dieses" to the word "Gutenberg" */
    TITLE_LINES = 3,    /* of a title in the first line of an old header */
};

struct view gutenberg_header_value(struct view text, const char *name)
{
    struct view head = view_part(text, 0, VALUE_BYTES);
    for (size_t at = view_find(head, name, 0); at < head.bytes;
         at = view_find(head, name, at + 1)) {
        if (at > 0 && head.at[at - 1] != '\n')
            continue;
        size_t from = at + strlen(name), end = from;
        do
            end = view_find(head, "\n", end) + 1;
        while (end < head.bytes && head.at[end] == ' ' &&
               view_trim(view_part(head, end, view_find(head, "\n", end))).bytes > 0);
        return view_trim(view_part(head, from, end));
    }
    return (struct view){"", 0};
}

static bool begins_with_entry(const struct wording *wording, const char *section, struct view text)
{
    struct text key = {0};
    fold_words(text, &key);
    bool found = wording_prefix(wording, section, text_view(&key)) > 0;
    text_release(&key);
    return found;
}

/* "Ende dieses Projekt Gutenberg Etextes": the line closes the book in any language. */
static bool closes(const struct wording *wording, const char *section, struct view text,
                   size_t line, size_t at)
{
    return strcmp(section, "licence end") == 0 && at > text.bytes / 2 && at - line < END_BYTES &&
           begins_with_entry(wording, "end marks", view_part(text, line, at));
}

/* Is the "Gutenberg" at `at` part of a marker? */
static bool is_marker(const struct wording *wording, const char *section, struct view text,
                      size_t at, struct gutenberg_marker *marker)
{
    size_t line = at, stars = at, least = at > STAR_BYTES ? at - STAR_BYTES : 0;
    while (line > 0 && text.at[line - 1] != '\n')
        line--;
    size_t end = view_find(text, "\n", line);
    *marker = (struct gutenberg_marker){.start = line, .name = at};
    if (closes(wording, section, text, line, at) ||
        begins_with_entry(wording, section,
                          view_part(text, line, end < line + LINE_BYTES ? end : line + LINE_BYTES)))
        return true;
    while (stars > least && !view_starts(view_part(text, stars, text.bytes), "***"))
        stars--;
    marker->start = stars;
    return stars > least &&
           begins_with_entry(wording, section, view_part(text, stars, at + STAR_BYTES));
}

bool gutenberg_marker_find(const struct wording *wording, const char *section, struct view text,
                           size_t from, struct gutenberg_marker *marker)
{
    static const char *const names[] = {"utenberg", "UTENBERG", "SMALL PRINT"};
    struct gutenberg_marker found;
    bool any = false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (size_t at = view_find(text, names[i], from);
             at < text.bytes && !(any && at >= marker->name);
             at = view_find(text, names[i], at + 1))
            if (is_marker(wording, section, text, at, &found)) {
                *marker = found;
                any = true;
                break;
            }
    return any;
}

/* From the end of the first line of a header, "Project Gutenberg Etext of", to the end of the title
 * and author; empty when it has none. */
static struct view named_work(struct view text)
{
    static const char *const starts[] = {"text of ", "ook of ", "dition of ", "utenberg's ",
                                         "utenberg\xE2\x80\x99s "};
    struct view head = view_part(text, 0, VALUE_BYTES);
    for (size_t at = view_find(head, "utenberg", 0); at < head.bytes;
         at = view_find(head, "utenberg", at + 1)) {
        size_t end = view_find_either(head, '\n', '\r', at);
        struct view line = view_part(head, at, end);
        for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
            size_t from = view_find(line, starts[i], 0) + strlen(starts[i]);
            if (from < line.bytes)
                return view_part(head, at + from, head.bytes);
        }
    }
    return (struct view){"", 0};
}

void gutenberg_header_work(struct view text, struct view *title, struct view *author)
{
    struct view work = named_work(text), rest = work, line;
    size_t end = 0;
    for (int i = 0; i < TITLE_LINES && view_next_line(&rest, &line); i++) {
        if (view_trim(line).bytes == 0 || line.at[0] == '#')
            break;
        end = (size_t)(line.at - work.at) + line.bytes;
    }
    work = view_part(work, 0, end);
    size_t by = work.bytes;
    for (size_t at = view_find(work, "by ", 0); at < work.bytes;
         at = view_find(work, "by ", at + 1))
        if (at > 0 && strchr(" \n\r", work.at[at - 1]) != NULL)
            by = at;
    *title = view_trim(view_part(work, 0, by));
    if (view_ends(*title, ","))
        *title = view_part(*title, 0, title->bytes - 1);
    *author = view_trim(view_part(work, by + 3, work.bytes));
}
