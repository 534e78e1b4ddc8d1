/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The surroundings of the text of a saved web page. */
#include "book/element/web_page.h"

#include "base/mem.h"
#include "base/str.h"
#include "book/element/element.h"
#include "book/element/markup.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Chosen: what is beyond these is text of the page, and is read. */
enum {
    AROUND_BYTES = 3000, /* of a part with a common name, at most */
    LINK_BYTES = 60,     /* the text of a link in a menu is shorter */
    FEWEST_LINKS = 2,    /* in a row of links */
    MOST_NODES = 1000,   /* of a row of links; bounds the time */
    MOST_BLANKS = 5000,  /* bytes of signs and blanks in a row of links; bounds the time */
    MEASURES = 8,     /* times the size of the whole page that may be measured; bounds the time */
    FEWEST_LINES = 5, /* of a plain text in <pre> */
};

struct web_page {
    const struct markup_lists *lists;
    const struct xml_node *main; /* the part with the text; NULL: the page does not say */
    size_t bytes;                /* of text on the page */
    size_t left;                 /* nodes and bytes that may still be measured */
};

static size_t text_bytes(const struct xml_node *node, size_t limit)
{
    struct text text = {0};
    xml_text(node, limit, &text);
    size_t bytes = text.bytes;
    text_release(&text);
    return bytes;
}

/* The cost of looking at all of it: its nodes, and the bytes of their text. */
static size_t size_of(const struct xml_node *top, size_t limit)
{
    size_t size = 0;
    for (const struct xml_node *node = top; node != NULL && size < limit;
         node = xml_next(top, node, false))
        size += 1 + (node->name == NULL ? node->text.bytes : 0);
    return size < limit ? size : limit;
}

static bool has_role(const struct xml_node *node, const char *role)
{
    const char *value = xml_attribute(node, "role");
    return value != NULL && strcasecmp(value, role) == 0;
}

struct web_page *web_page_new(const struct markup_lists *lists, const struct xml_node *root)
{
    struct web_page *page = mem_zero(1, sizeof *page);
    page->lists = lists;
    page->bytes = text_bytes(root, SIZE_MAX);
    page->left = (size_of(root, SIZE_MAX / 16) + AROUND_BYTES) * MEASURES;
    /* The only <main>, or else the only <article>, if most of the text is in it. */
    const struct xml_node *mains = NULL, *article = NULL;
    size_t articles = 0;
    for (const struct xml_node *node = root; node != NULL; node = xml_next(root, node, false)) {
        if (node->name == NULL)
            continue;
        bool main = xml_is(node, "main") || has_role(node, "main");
        mains = main && mains == NULL ? node : mains;
        articles += xml_is(node, "article");
        article = xml_is(node, "article") ? node : article;
    }
    const struct xml_node *found = articles == 1 ? article : mains;
    page->main =
        found != NULL && text_bytes(found, page->bytes) * 10 >= page->bytes * 3 ? found : NULL;
    return page;
}

void web_page_free(struct web_page *page)
{
    free(page);
}

const struct xml_node *web_page_main(const struct web_page *page)
{
    return page->main;
}

/* Is a class or id the name of a part around the text? *sure: nothing else has that name. */
static bool is_around_name(const struct markup_lists *lists, struct view word, bool *sure)
{
    char plain[HTML_NAME_BYTES];
    html_plain_name(word, plain);
    const char *value = markup_find(lists, "page frame names", view_of(plain));
    *sure = *sure || (value != NULL && strcmp(value, "sure") == 0);
    return value != NULL;
}

static bool is_named_around(const struct markup_lists *lists, const struct xml_node *node,
                            bool *sure)
{
    static const char *const attributes[] = {"class", "id"};
    bool found = false;
    for (int i = 0; i < 2; i++) {
        const char *list = xml_attribute(node, attributes[i]);
        struct view word;
        while (xml_next_token(&list, &word))
            found = is_around_name(lists, word, sure) || found;
    }
    return found;
}

static bool is_inside(const struct xml_node *node, const struct xml_node *top)
{
    for (; node != NULL; node = node->parent)
        if (node == top)
            return true;
    return false;
}

/* By its element or role. *sure: nothing else has that. */
static bool is_around_by_role(const struct web_page *page, const struct xml_node *node, bool *sure)
{
    const char *role = xml_attribute(node, "role");
    const char *value =
        role != NULL ? markup_find(page->lists, "page frame roles", view_of(role)) : NULL;
    if (value != NULL) {
        *sure = *sure || strcmp(value, "sure") == 0;
        return true;
    }
    const char *title = xml_is(node, "div") ? xml_attribute(node, "title") : NULL;
    bool printed = title != NULL && (strcmp(title, "header") == 0 || strcmp(title, "footer") == 0);
    bool outer = xml_is(node, "header") || xml_is(node, "footer") || xml_is(node, "aside");
    bool outside = outer && page->main != NULL && !is_inside(node, page->main);
    *sure = *sure || xml_is(node, "nav") || printed /* by LibreOffice */ || outside;
    return printed || outside || xml_is(node, "form") || xml_is(node, "label") ||
           (xml_is(node, "footer") && page->main == NULL);
}

/* Only a row of links to other pages. */
static bool is_links(const struct xml_node *top)
{
    size_t links = 0, bytes = 0;
    int left = MOST_NODES;
    const struct xml_node *next;
    for (const struct xml_node *node = top; node != NULL; node = next) {
        const char *href = xml_is(node, "a") ? xml_attribute(node, "href") : NULL;
        struct view text = node->name == NULL ? node->text : (struct view){"", 0};
        if ((bytes += text.bytes) > MOST_BLANKS)
            return false;
        for (size_t at = 0; at < text.bytes;)
            if (rune_is_alnum(rune_next(text, &at)))
                return false;
        if (left-- == 0 ||
            (href != NULL && (href[0] == '#' || text_bytes(node, LINK_BYTES + 1) > LINK_BYTES)))
            return false;
        links += href != NULL;
        next = xml_next(top, node, href != NULL);
    }
    return links >= FEWEST_LINKS;
}

/* A part with the heading of the text, or with most of the text, does not surround it. */
static bool could_be_text(struct web_page *page, const struct xml_node *node, bool sure)
{
    page->left -= size_of(node, page->left);
    if (page->left == 0)
        return true;
    size_t bytes = text_bytes(node, page->bytes);
    bool main = page->main != NULL && is_inside(page->main, node);
    return main || bytes * 2 > page->bytes ||
           (!sure && (bytes > AROUND_BYTES || xml_find(node, "h1") != NULL ||
                      (xml_find(node, "a") == NULL && xml_find(node, "input") == NULL)));
}

bool web_page_surrounds(struct web_page *page, const struct xml_node *node)
{
    if (xml_is(node, "html") || xml_is(node, "body") || xml_is(node, "head"))
        return false;
    enum html_class class = html_class(node);
    if (class != HTML_INLINE && !html_is_block(class))
        return false;
    bool sure = false, around = is_around_by_role(page, node, &sure);
    around = (node->attribute_count > 0 && is_named_around(page->lists, node, &sure)) || around;
    if (around)
        return !could_be_text(page, node, sure);
    return html_is_block(class) && class != HTML_HEADING && node->child != NULL && is_links(node) &&
           !could_be_text(page, node, true);
}

/* The text of a page for a reader of plain text: blocks as paragraphs, <pre> unchanged. */
static void add_plain(const struct xml_node *root, struct text *out)
{
    const struct xml_node *pre = NULL, *after = NULL;
    for (const struct xml_node *node = root, *next; node != NULL; node = next) {
        enum html_class class = node->name != NULL ? html_class(node) : HTML_INLINE;
        next = xml_next(root, node, class == HTML_NOTHING);
        pre = node == after ? NULL : pre;
        if (pre == NULL && html_is_block(class))
            text_add_str(out, "\n\n");
        if (pre == NULL && class == HTML_PREFORMATTED) {
            pre = node;
            after = xml_next(root, node, true);
        }
        if (class == HTML_LINE_BREAK)
            text_add_char(out, '\n');
        if (node->name != NULL)
            continue;
        if (pre != NULL)
            text_add_view(out, node->text);
        else if (view_trim(node->text).bytes > 0) {
            text_add_view(out, view_trim(node->text));
            text_add_char(out, ' ');
        }
    }
}

/* A page that is nothing but <pre> is plain text whatever its class is: no lists. */
bool web_page_is_plain(const struct xml_node *root, struct text *out)
{
    size_t inside = 0, all = 0, lines = 0;
    for (const struct xml_node *node = root, *next; node != NULL; node = next) {
        enum html_class class = node->name != NULL ? html_class(node) : HTML_INLINE;
        bool pre = class == HTML_PREFORMATTED && !html_is_code(NULL, node);
        next = xml_next(root, node, pre || class == HTML_NOTHING);
        if (node->name == NULL)
            all += view_trim(node->text).bytes;
        for (const struct xml_node *text = pre ? node : NULL; text != NULL;
             text = xml_next(node, text, false)) {
            if (text->name != NULL)
                continue;
            inside += view_trim(text->text).bytes;
            for (size_t i = 0; i < text->text.bytes; i++)
                lines += text->text.at[i] == '\n';
        }
    }
    bool plain = inside > 0 && inside >= all * 4 && lines >= FEWEST_LINES;
    if (plain)
        add_plain(root, out);
    return plain;
}
