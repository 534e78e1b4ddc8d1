/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of verses in scripture, by class or because they count up. */
#include "base/str.h"
#include "book/element/element.h"
#include "book/element/note_mark.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    NUMBER_DIGITS = 3, /* no chapter has a thousand verses */
    LOOK_NODES = 16,   /* chosen: elements before the first word of a verse */
    /* Chosen: raised numbers of other kinds (footnotes, powers) are fewer, or do not count up. */
    FEWEST_NUMBERS = 5,
    GOOD_OF_TEN = 9,
};

/* "12", "3:16", "4-5", "7a", perhaps with a full stop. */
static bool is_number_text(const char *s)
{
    size_t digits = strspn(s, "0123456789");
    if (digits == 0 || digits > NUMBER_DIGITS)
        return false;
    s += digits;
    if (*s == ':' || *s == '-' || strncmp(s, "–", strlen("–")) == 0) {
        s += *s == ':' || *s == '-' ? 1 : strlen("–");
        digits = strspn(s, "0123456789");
        if (digits == 0 || digits > NUMBER_DIGITS)
            return false;
        s += digits;
    }
    s += islower((unsigned char)*s) ? 1 : 0;
    s += strspn(s, ".)");
    while (*s == ' ' || strncmp(s, "\xC2\xA0", 2) == 0)
        s += *s == ' ' ? 1 : 2;
    return *s == '\0';
}

static bool is_number(const struct xml_node *node)
{
    char text[NOTE_MARK_BYTES];
    return note_mark_text(node, text) && is_number_text(text);
}

bool html_is_verse_number(const struct markup_lists *lists, const struct xml_node *node)
{
    return node->attribute_count > 0 &&
           html_class_named(lists, node, "verse number names") != NULL && is_number(node);
}

bool html_is_raised_number(const struct xml_node *node)
{
    return xml_is(node, "sup") && !xml_is(node->parent, "a") &&
           xml_child(node, NULL, "a") == NULL && is_number(node);
}

bool html_counts_verses(const struct xml_node *root)
{
    size_t count = 0, good = 0;
    int last = 0;
    for (const struct xml_node *node = root; node != NULL; node = xml_next(root, node, false)) {
        char text[NOTE_MARK_BYTES];
        if (!html_is_raised_number(node) || !note_mark_text(node, text))
            continue;
        int number = atoi(text);
        count++;
        good += number == last + 1 || number <= 2; /* the first is often the chapter's initial */
        last = number;
    }
    return count >= FEWEST_NUMBERS && good * 10 >= count * GOOD_OF_TEN;
}

bool html_begins_with_number(const struct markup_lists *lists, const struct xml_node *node)
{
    const struct xml_node *first = NULL;
    int left = LOOK_NODES;
    for (const struct xml_node *at = node; at != NULL && left-- > 0;
         at = xml_next(node, at, false)) {
        if (xml_is(at, "br"))
            return false;
        if (first == NULL && at->name == NULL && !html_is_blank(at->text))
            first = at;
    }
    for (const struct xml_node *up = first; up != NULL && up != node; up = up->parent)
        if (up->name != NULL && (html_is_verse_number(lists, up) || html_is_raised_number(up)))
            return true;
    return false;
}
