/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/plain/markup.h"

#include "book/input/in_place.h"
#include "book/xml/inline.h"

/* Elements that people and converters leave in a text. */
static bool is_left_over(const struct xml_inline_tag *tag)
{
    static const char *const names[] = {"b",    "i",     "u",   "s",    "em",  "strong", "span",
                                        "font", "small", "big", "sub",  "sup", "tt",     "center",
                                        "br",   "p",     "hr",  "cite", "div", "q",      "a"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (view_is_nocase(tag->name, names[i]))
            return true;
    return false;
}

static bool has_closed_tag(struct view text)
{
    struct xml_inline_tag tag;
    for (size_t at = view_find(text, "</", 0); at < text.bytes; at = view_find(text, "</", at + 2))
        if (xml_inline_tag(text, at, &tag) && is_left_over(&tag))
            return true;
    return false;
}

void plain_markup_drop(struct text *text)
{
    struct view all = text_view(text);
    struct in_place place = {.text = text};
    bool tags = has_closed_tag(all);
    for (size_t at = view_find_either(all, '<', '&', 0); at < all.bytes;) {
        struct xml_inline_tag tag;
        size_t end = at + 1;
        char made[4];
        uint32_t rune = xml_inline_reference(all, at, &end);
        bool drop = tags && rune == 0 && xml_inline_tag(all, at, &tag) && is_left_over(&tag);
        if (drop || rune != 0) {
            in_place_keep(&place, at);
            end = drop ? tag.end : end;
            in_place_put(&place, end, made, drop ? 0 : rune_encode(rune, made));
        } else {
            end = at + 1;
        }
        at = view_find_either(all, '<', '&', end);
    }
    in_place_finish(&place);
}
