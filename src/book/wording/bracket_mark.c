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

size_t bracket_mark_find(struct view text, size_t at)
{
    return view_find_either(text, '[', '{', at);
}
