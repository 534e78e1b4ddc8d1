/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Page numbers and line numbers, by class and text. */
#include "base/str.h"
#include "book/element/element.h"
#include "book/element/note_mark.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <string.h>

enum { MAX_DIGITS = 5, MAX_ROMAN = 10 }; /* chosen: "12345"; "lxxxviii" and two more */

static bool all_of(struct view v, const char *set, size_t max)
{
    for (size_t i = 0; i < v.bytes; i++)
        if (strchr(set, v.at[i]) == NULL)
            return false;
    return v.bytes > 0 && v.bytes <= max;
}

/* A folded number, perhaps after "p", "page" and the like. */
static bool is_page_key(struct view key, const struct wording *wording)
{
    size_t digit = 0;
    while (digit < key.bytes && !isdigit((unsigned char)key.at[digit]))
        digit++;
    struct view before = view_trim(view_part(key, 0, digit));
    if (digit < key.bytes)
        return all_of(view_part(key, digit, key.bytes), "0123456789", MAX_DIGITS) &&
               (before.bytes == 0 ||
                (wording != NULL && wording_find(wording, "page marks", before) != NULL));
    size_t mark = wording != NULL ? wording_prefix(wording, "page marks", key) : 0;
    return all_of(view_trim(view_part(key, mark, key.bytes)), "ivxlcdm", MAX_ROMAN);
}

/* [12], p. 12, {xi}, Pg 12, 12 */
static bool is_page_text(const char *s, const struct wording *wording)
{
    struct text key = {0};
    fold_words(view_of(s), &key);
    bool page = is_page_key(text_view(&key), wording);
    text_release(&key);
    return page;
}

bool html_is_page_number(const struct markup_lists *lists, const struct xml_node *node,
                         const struct wording *wording)
{
    char text[NOTE_MARK_BYTES];
    if (html_class_is(lists, node, "page number classes"))
        return note_mark_text(node, text) && is_page_text(text, wording);
    if (html_class_is(lists, node, "line number classes"))
        return note_mark_text(node, text) && strspn(text, "0123456789[]() ") == strlen(text);
    return false;
}
