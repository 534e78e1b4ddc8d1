/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/bracket_mark.h"

size_t bracket_mark_end(struct view text, size_t at, unsigned *number)
{
    size_t end = at + 1;
    *number = 0;
    if (at >= text.bytes || (text.at[at] != '[' && text.at[at] != '{'))
        return at;
    while (end < text.bytes && end < at + 4 && text.at[end] >= '0' && text.at[end] <= '9')
        *number = *number * 10 + (unsigned)(text.at[end++] - '0');
    if (end == at + 1 && end < text.bytes && text.at[end] >= 'A' && text.at[end] <= 'Z')
        *number = (unsigned)(BRACKET_MARK_NUMBERS - 1 - (text.at[end++] - 'A'));
    bool closed =
        end > at + 1 && end < text.bytes && text.at[end] == (text.at[at] == '[' ? ']' : '}');
    return closed ? end + 1 : at;
}

/* The end of a row of the same sign at `at`, and its number. */
static size_t signs_end(struct view text, size_t at, unsigned *number)
{
    static const char *const signs[] = {"*",        "+",       "#", "\xE2\x80\xA0", "\xE2\x80\xA1",
                                        "\xC2\xA7", "\xC2\xB6"};
    for (unsigned i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        unsigned count = 0;
        size_t end = at;
        for (; count < 4 && view_starts(view_part(text, end, text.bytes), signs[i]); count++)
            end += view_of(signs[i]).bytes;
        *number = BRACKET_MARK_SIGNS + i * 4 + count - 1;
        if (count > 0)
            return end;
    }
    return at;
}

static size_t digits_end(struct view text, size_t at, unsigned *number)
{
    *number = 0;
    size_t end = at;
    while (end < text.bytes && end < at + 3 && text.at[end] >= '0' && text.at[end] <= '9')
        *number = *number * 10 + (unsigned)(text.at[end++] - '0');
    return end;
}

/* "3-5", "3–5" */
static size_t range_end(struct view text, size_t at, unsigned *number)
{
    unsigned last;
    size_t end = digits_end(text, at, number);
    struct view rest = view_part(text, end, text.bytes);
    size_t dash = view_starts(rest, "-") ? 1 : view_starts(rest, "\xE2\x80\x93") ? 3 : 0;
    size_t stop = digits_end(text, end + dash, &last);
    return end > at && dash > 0 && stop > end + dash && last > *number && last < *number + 10 ? stop
                                                                                              : at;
}

size_t bracket_mark_end_wide(struct view text, size_t at, unsigned *number)
{
    size_t end = bracket_mark_end(text, at, number);
    if (end > at || at >= text.bytes || (text.at[at] != '[' && text.at[at] != '('))
        return end;
    end = signs_end(text, at + 1, number);
    if (end == at + 1 && text.at[at] == '[')
        end = range_end(text, at + 1, number);
    bool closed =
        end > at + 1 && end < text.bytes && text.at[end] == (text.at[at] == '[' ? ']' : ')');
    return closed ? end + 1 : at;
}

size_t bracket_mark_find(struct view text, size_t at)
{
    return view_find_either(text, '[', '{', at);
}
