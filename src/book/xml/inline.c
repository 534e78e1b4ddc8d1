/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/xml/inline.h"

#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>

enum {
    TAG_BYTES = 200,      /* as in inline.h */
    REFERENCE_BYTES = 12, /* "&thetasym;", "&#x1F600;" */
};

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool xml_inline_tag(struct view text, size_t at, struct xml_inline_tag *tag)
{
    if (at >= text.bytes || text.at[at] != '<')
        return false;
    struct view inside = view_part(text, at + 1, at + TAG_BYTES);
    size_t end = view_find(inside, ">", 0), name = 0;
    if (end == inside.bytes || view_find_either(view_part(inside, 0, end), '\n', '<', 0) < end)
        return false;
    inside = view_part(inside, 0, end);
    *tag = (struct xml_inline_tag){.closing = view_starts(inside, "/"), .end = at + end + 2};
    inside = view_part(inside, tag->closing, inside.bytes);
    while (name < inside.bytes && is_name_byte(inside.at[name]))
        name++;
    if (name == 0 || (name < inside.bytes && strchr(" \t./", inside.at[name]) == NULL))
        return false;
    tag->name = view_part(inside, 0, name);
    size_t classes = name;
    while (classes < inside.bytes && strchr(" \t", inside.at[classes]) == NULL)
        classes++;
    tag->rest = view_trim(view_part(inside, classes, inside.bytes));
    return true;
}

/* A character that may be in a text. */
static uint32_t checked(long rune)
{
    bool good = (rune >= 0x20 && rune < 0xD800) || (rune >= 0xE000 && rune <= 0x10FFFF) ||
                rune == '\t' || rune == '\n';
    return good ? (uint32_t)rune : 0;
}

uint32_t xml_inline_reference(struct view text, size_t at, size_t *end)
{
    if (at >= text.bytes || text.at[at] != '&')
        return 0;
    struct view inside = view_part(text, at + 1, at + REFERENCE_BYTES);
    size_t stop = view_find(inside, ";", 0);
    if (stop == inside.bytes)
        return 0;
    inside = view_part(inside, 0, stop);
    *end = at + stop + 2;
    if (!view_starts(inside, "#"))
        return view_is(inside, "apos") ? '\'' : xml_entity(inside);
    bool hex = view_starts(inside, "#x") || view_starts(inside, "#X");
    char digits[REFERENCE_BYTES + 1] = "", *rest;
    memcpy(digits, inside.at + 1 + hex, inside.bytes - 1 - hex);
    long rune = strtol(digits, &rest, hex ? 16 : 10);
    return *rest == '\0' && digits[0] >= '0' ? checked(rune) : 0;
}
