/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Program listings, by class and element. */
#include "base/str.h"
#include "book/element/element.h"
#include "book/element/markup.h"
#include "book/xml/xml.h"

#include <string.h>

enum {
    CODE_WORDS = 100,       /* chosen: most of a minute of speech */
    CODE_LOOK_BYTES = 4000, /* more text than this is more words than that */
    /* Signs to a hundred letters, in what is marked as code and in other preformatted text. Chosen:
     * programs have 10 to 60, prose and verse less than one. */
    CODE_SIGNS = 6,
    PLAIN_SIGNS = 20,
};

/* Does its class say that it is code? `sure`: by a word that nothing else is called. */
static bool has_code_class(const struct markup_lists *lists, const struct xml_node *node, bool sure)
{
    const char *list = xml_attribute(node, "class");
    struct view word;
    while (xml_next_token(&list, &word)) {
        const char *value = markup_find(lists, "code classes", word);
        if (value != NULL && (!sure || strcmp(value, "sure") == 0))
            return true;
    }
    const char *data = xml_attribute(node, "data-type"); /* HTMLBook */
    return data != NULL && strcmp(data, "programlisting") == 0;
}

/* Is all of it in one such element? */
static bool is_typed(const struct xml_node *node)
{
    const struct xml_node *child = xml_child(node, NULL, NULL);
    if (child == NULL || xml_child(node, child, NULL) != NULL)
        return false;
    for (const struct xml_node *text = node->child; text != NULL; text = text->next)
        if (text->name == NULL && !html_is_blank(text->text))
            return false;
    return xml_is(child, "code") || xml_is(child, "samp") || xml_is(child, "tt") ||
           xml_is(child, "kbd");
}

bool html_is_code(const struct markup_lists *lists, const struct xml_node *node)
{
    const struct xml_node *up = node;
    for (int levels = 0; up != NULL && levels < 3; levels++, up = up->parent)
        if (has_code_class(lists, up, false))
            return true;
    const struct xml_node *child = xml_child(node, NULL, NULL);
    return child != NULL && (xml_is(child, "code") || xml_is(child, "samp")) &&
           xml_child(node, child, NULL) == NULL;
}

/* Has it the signs of a program? Brackets count when a word or another bracket is directly beside
 * them on the outer side, as in "f(x)". */
static bool has_code_signs(struct view v, size_t of_hundred)
{
    size_t letters = 0, signs = 0;
    uint32_t last = ' ';
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at), next = rune_at(v, at);
        bool plain = rune < 0x80 && rune != 0;
        letters += rune_is_letter(rune);
        signs += plain && strchr("{}[]=<>;|\\_$#&+^~%@", (int)rune) != NULL;
        signs += rune == '(' && (rune_is_alnum(last) || last == '(');
        signs += rune == ')' && (next == ')' || next == ';');
        last = rune;
    }
    return signs >= 2 && signs * 100 >= letters * of_hundred;
}

/* "(sum 1 10)": a call of Lisp, not a remark, which would end with a full stop. */
static bool is_call(struct view v)
{
    bool brackets = view_starts(v, "(") && view_ends(v, ")");
    for (size_t i = 0; i < v.bytes && brackets; i++)
        brackets = strchr(".,!?", v.at[i]) == NULL;
    return brackets;
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

bool html_is_listing(const struct markup_lists *lists, const struct xml_node *node)
{
    bool pre = html_class(node) == HTML_PREFORMATTED, typed = is_typed(node);
    bool code = pre ? html_is_code(lists, node) : has_code_class(lists, node, false);
    if (!pre && !code && !typed)
        return false;
    struct text text = {0};
    xml_text(node, CODE_LOOK_BYTES, &text);
    struct view v = text_view(&text);
    bool is_long = text.bytes >= CODE_LOOK_BYTES || words_in(v) > CODE_WORDS;
    bool listing = (code && (has_code_class(lists, node, true) || (typed && !pre))) ||
                   (code && pre && is_long) || (typed && is_call(v)) ||
                   has_code_signs(v, code || typed ? CODE_SIGNS : PLAIN_SIGNS);
    text_release(&text);
    return listing;
}
