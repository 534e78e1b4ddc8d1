/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/gutenberg.h"

#include <string.h>

enum { VALUE_BYTES = 4096 }; /* chosen: the header's values come first, before the small print */

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
