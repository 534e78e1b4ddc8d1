/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings that are not <h1> to <h6>: Word, InDesign and Calibre mark them by class. */
#include "base/str.h"
#include "book/element/element.h"
#include "book/element/markup.h"
#include "book/xml/xml.h"

#include <string.h>
#include <strings.h>

/* Chosen: a title is one line or two; more children than this are a section, not a title. */
enum { HEADING_BYTES = 120, MAX_CHILDREN = 16 };

/* Which of the words for headings it is, from 1 on; 0: none. */
static uint8_t heading_name(const struct markup_lists *lists, struct view word)
{
    char name[HTML_NAME_BYTES];
    html_plain_name(word, name);
    size_t position = markup_position(lists, "heading names", view_of(name));
    return (uint8_t)(position <= UINT8_MAX ? position : UINT8_MAX);
}

/* Short, and not a sentence: a title may end in ? or !, and in a full stop when it is very
 * short. */
static bool is_title(const struct xml_node *node)
{
    struct text text = {0};
    xml_text(node, HEADING_BYTES + 1, &text);
    bool sentence = text.bytes > HEADING_BYTES / 3 && view_ends(text_view(&text), ".");
    bool title = text.bytes > 0 && text.bytes <= HEADING_BYTES && !sentence &&
                 strchr(",;", text.at[text.bytes - 1]) == NULL;
    text_release(&text);
    return title;
}

static bool holds_blocks(const struct xml_node *node)
{
    int children = 0;
    for (const struct xml_node *child = xml_child(node, NULL, NULL); child != NULL;
         child = xml_child(node, child, NULL))
        if (++children > MAX_CHILDREN || (html_is_block(html_class(child)) && child->child != NULL))
            return true;
    return false;
}

int html_heading_by_class(const struct markup_lists *lists, const struct xml_node *node,
                          uint8_t *name)
{
    const char *list = xml_attribute(node, "class");
    *name = 0;
    if (!xml_is(node, "p") && !xml_is(node, "div"))
        return 0;
    struct view word;
    while (xml_next_token(&list, &word)) {
        uint8_t found = heading_name(lists, word);
        if (found == 0 || holds_blocks(node))
            continue;
        *name = found;
        /* The digit at the end of the word ("heading2"), when it is a level. */
        char last = word.at[word.bytes - 1];
        int level = last >= '1' && last <= '6' ? last - '0' : 0;
        return !is_title(node)                        ? 0
               : level > 0                            ? level
               : strncasecmp(word.at, "part", 4) == 0 ? 1
                                                      : 2;
    }
    return 0;
}
