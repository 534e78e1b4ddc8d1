/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/sentences/list.h"

#include "script/sentences/sentence.h"

#include <string.h>

/* Chosen: lines of prose are longer, and two lines are not yet a list. */
enum { LINE_MAX_BYTES = 40, LIST_MIN_LINES = 3, DIGITS_MAX = 3 };

/* Small Roman numerals of two letters or more, up to xv. A single i, v or x is read as a letter. */
static unsigned read_roman(struct view text, size_t *at)
{
    static const char *const numerals[] = {"viii", "xiii", "xiv", "xii", "vii", "iii",
                                           "ii",   "iv",   "vi",  "ix",  "xi",  "xv"};
    static const unsigned values[] = {8, 13, 14, 12, 7, 3, 2, 4, 6, 9, 11, 15};
    struct view rest = view_part(text, *at, text.bytes);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (view_starts(rest, numerals[i])) {
            *at += strlen(numerals[i]);
            return values[i];
        }
    return 0;
}

static void read_value(struct view text, size_t *at, struct list_marker *marker)
{
    char c = *at < text.bytes ? text.at[*at] : '\0';
    marker->kind = LIST_DIGITS;
    marker->value = 0;
    for (int i = 0; i < DIGITS_MAX && *at < text.bytes; i++) {
        char n = text.at[*at];
        if (n < '0' || n > '9')
            break;
        marker->value = marker->value * 10 + (unsigned)(n - '0');
        *at += 1;
    }
    if (marker->value > 0)
        return;
    marker->kind = LIST_ROMAN;
    marker->value = read_roman(text, at);
    if (marker->value > 0 || !rune_is_letter((unsigned char)c) || (unsigned char)c >= 0x80)
        return;
    marker->kind = c >= 'a' ? LIST_SMALL : LIST_CAPITAL;
    marker->value = (unsigned)(c - (c >= 'a' ? 'a' : 'A')) + 1;
    *at += 1;
}

struct list_marker list_marker_at(struct view text, size_t at)
{
    struct list_marker marker = {0};
    marker.bracket = rune_at(text, at) == '(';
    at += marker.bracket;
    read_value(text, &at, &marker);
    marker.dot = rune_at(text, at) == '.';
    at += marker.dot;
    marker.close = rune_at(text, at) == ')';
    at += marker.close;
    bool initial = marker.kind == LIST_CAPITAL && !marker.close;
    if (initial || (!marker.dot && !marker.close) || (marker.bracket && !marker.close) ||
        !rune_is_space(rune_at(text, at)))
        marker.value = 0;
    return marker;
}

bool list_is_first(const struct list_marker *marker)
{
    bool roman_one =
        marker->kind == LIST_SMALL && marker->value == 'i' - 'a' + 1 && marker->bracket;
    return marker->value == 1 || roman_one;
}

static bool same_shape(const struct list_marker *a, const struct list_marker *b)
{
    return a->bracket == b->bracket && a->dot == b->dot && a->close == b->close;
}

/* "(i)" is the first of "(ii)", and the ninth of "(h)". */
static bool counts_on(const struct list_marker *last, const struct list_marker *next)
{
    const unsigned i = 'i' - 'a' + 1, v = 'v' - 'a' + 1, x = 'x' - 'a' + 1;
    if (next->kind == last->kind)
        return next->value == last->value + 1;
    if (last->kind == LIST_SMALL && next->kind == LIST_ROMAN)
        return (last->value == i && next->value == 2) || (last->value == v && next->value == 6) ||
               (last->value == x && next->value == 11);
    if (last->kind == LIST_ROMAN && next->kind == LIST_SMALL)
        return (next->value == v && last->value == 4) || (next->value == x && last->value == 9);
    return false;
}

bool list_goes_on(struct view text, size_t at, struct list_marker *last)
{
    if (last->value == 0)
        return false;
    struct list_marker next = list_marker_at(text, at);
    if (next.value == 0 || !same_shape(last, &next) || !counts_on(last, &next))
        return false;
    *last = next;
    return true;
}

static bool is_list_line(struct view line)
{
    if (line.bytes == 0 || line.bytes > LINE_MAX_BYTES || !rune_is_lower(rune_at(line, 0)))
        return false;
    for (size_t i = 0; i < line.bytes; i++)
        if (strchr(".!?;:\"", line.at[i]) != NULL)
            return false;
    return rune_is_alnum(rune_ending(line, line.bytes));
}

bool list_of_lines(struct view text, size_t offset, struct offsets *ends)
{
    size_t lines = 0;
    struct view line, rest = text;
    for (; view_next_line(&rest, &line); lines++)
        if (!is_list_line(view_trim(line)))
            return false;
    if (lines < LIST_MIN_LINES)
        return false;
    for (rest = text; view_next_line(&rest, &line);) {
        line = view_trim(line);
        offsets_add(ends, offset + (size_t)(line.at - text.at) + line.bytes);
    }
    return true;
}
