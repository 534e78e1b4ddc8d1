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

/* Is the "Gutenberg" at `at` part of a marker? */
static bool is_marker(const struct wording *wording, const char *section, struct view text,
                      size_t at, struct gutenberg_marker *marker)
{
    size_t line = at, stars = at, least = at > STAR_BYTES ? at - STAR_BYTES : 0;
    while (line > 0 && text.at[line - 1] != '\n')
        line--;
    size_t end = view_find(text, "\n", line);
    *marker = (struct gutenberg_marker){.start = line, .name = at};
    if (begins_with_entry(wording, section,
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
