/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Program listings, by class and element. */
#include "base/str.h"
#include "book/element/element.h"
#include "book/xml/xml.h"

#include <string.h>

enum {
    CODE_WORDS = 100,       /* chosen: most of a minute of speech */
    CODE_LOOK_BYTES = 4000, /* more text than this is more words than that */
};

static bool has_code_class(const struct markup_lists *lists, const struct xml_node *node)
{
    if (html_class_is(lists, node, "code classes"))
        return true;
    const char *data = xml_attribute(node, "data-type"); /* HTMLBook */
    return data != NULL && strcmp(data, "programlisting") == 0;
}

bool html_is_code(const struct markup_lists *lists, const struct xml_node *node)
{
    const struct xml_node *up = node;
    for (int levels = 0; up != NULL && levels < 3; levels++, up = up->parent)
        if (has_code_class(lists, up))
            return true;
    const struct xml_node *child = xml_child(node, NULL, NULL);
    return child != NULL && (xml_is(child, "code") || xml_is(child, "samp")) &&
           xml_child(node, child, NULL) == NULL;
}

/* Stretches between white space that contain a letter or a digit. */
static size_t words_in(struct view v)
{
    size_t words = 0;
    bool counted = false;
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        if (rune_is_space(rune)) {
            counted = false;
        } else if (!counted && rune_is_alnum(rune)) {
            counted = true;
            words++;
        }
    }
    return words;
}

bool html_is_long_code(const struct markup_lists *lists, const struct xml_node *node)
{
    struct text text = {0};
    if (!html_is_code(lists, node))
        return false;
    xml_text(node, CODE_LOOK_BYTES, &text);
    bool is_long = text.bytes >= CODE_LOOK_BYTES || words_in(text_view(&text)) > CODE_WORDS;
    text_release(&text);
    return is_long;
}
