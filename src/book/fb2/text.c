/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/fb2/text.h"

#include "base/table.h"
#include "book/xml/page.h"
#include "book/xml/xml.h"

#include <string.h>
#include <strings.h>

enum {
    MAX_DEPTH = 5,   /* of headings: <h1> to <h6>, with the parts of a book of several bodies */
    MARK_BYTES = 8,  /* "[123]" and more: a note's own number */
    GAP_SHARE = 4,   /* empty lines to so many paragraphs, and they no longer show scenes */
    LINE_BYTES = 60, /* of a subtitle that may be an ornament */
};

struct fb2_text {
    const struct xml_node *root;
    struct table notes; /* ids to which marks lead */
    size_t bodies;      /* without those of notes */
    bool gaps;          /* an empty line is a scene break */
};

/* What an element becomes, whatever is around it. */
static const struct page_row plain[] = {
    {"annotation", "<blockquote>", "</blockquote>"},
    {"binary", "", NULL},
    {"cite", "<blockquote>", "</blockquote>"},
    {"code", "<code>", "</code>"},
    {"date", "<p>", "</p>"},
    {"description", "", NULL},
    {"emphasis", "<em>", "</em>"},
    {"epigraph", "<blockquote epub:type=\"epigraph\">", "</blockquote>"},
    {"poem", "<div epub:type=\"poem\">", "</div>"},
    {"stanza", "<div class=\"stanza\">", "</div>"},
    {"strong", "<strong>", "</strong>"},
    {"stylesheet", "", NULL},
    {"sub", "<sub>", "</sub>"},
    {"sup", "<sup>", "</sup>"},
    {"table", "<table>", "</table>"},
    {"td", "<td>", "</td>"},
    {"text-author", "<p>", "</p>"},
    {"th", "<th>", "</th>"},
    {"tr", "<tr>", "</tr>"},
    {"v", "<p>", "</p>"},
};

const char *fb2_href(const struct xml_node *node)
{
    /* In a damaged file prefixes mean nothing; "l:" is the usual one. */
    static const char *const names[] = {"xlink:href", "l:href", "href"};
    const char *href = NULL;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && href == NULL; i++)
        href = xml_attribute(node, names[i]);
    return href;
}

static bool is_notes_body(const struct fb2_text *fb2, const struct xml_node *body)
{
    const char *name = xml_attribute(body, "name");
    return name != NULL && xml_child(fb2->root, NULL, "body") != body &&
           (strcasestr(name, "note") != NULL || strcasestr(name, "comment") != NULL);
}

/* Is the section a note: in a body of notes, or because marks lead to it from other bodies? */
static bool is_note(const struct fb2_text *fb2, const struct xml_node *section)
{
    const char *id = xml_attribute(section, "id");
    const struct xml_node *up = section->parent;
    if (id == NULL || !xml_is(section, "section") || xml_child(section, NULL, "section") != NULL)
        return false;
    for (int i = 0; i < MAX_DEPTH && up != NULL && !xml_is(up, "body"); i++)
        up = up->parent;
    return xml_is(up, "body") &&
           (is_notes_body(fb2, up) || table_has(&fb2->notes, table_text(view_of(id))));
}

/* How many sections are around it, at most MAX_DEPTH. */
static int depth_of(const struct xml_node *section)
{
    int depth = 0;
    for (; section != NULL && depth < MAX_DEPTH; section = section->parent)
        depth += xml_is(section, "section");
    return depth;
}

static bool is_mark(const struct xml_node *title)
{
    struct text text = {0};
    xml_text(title, MARK_BYTES + 1, &text);
    bool mark = text.bytes <= MARK_BYTES;
    for (size_t i = 0; i < text.bytes && mark; i++)
        mark = strchr("0123456789[](){}.* ", text.at[i]) != NULL;
    text_release(&text);
    return mark;
}

/* A title's paragraphs are headings one below the other: "Chapter 1", "The Gate". */
static const char *begin_title(const struct fb2_text *fb2, const struct xml_node *title,
                               struct text *out)
{
    const struct xml_node *parent = title->parent;
    bool notes = xml_is(parent, "body") && is_notes_body(fb2, parent);
    if (notes || (is_note(fb2, parent) && is_mark(title)))
        return NULL;
    text_add_str(out, "<div>");
    return "</div>";
}

/* The level of the headings of a title; 0: they are no headings, since it is that of a poem, a note
 * or the book, which is no chapter. */
static int level_of(const struct fb2_text *fb2, const struct xml_node *title)
{
    const struct xml_node *parent = title->parent;
    bool body = xml_is(parent, "body"), parts = fb2->bodies > 1;
    if (is_note(fb2, parent) || (body ? !parts : !xml_is(parent, "section")))
        return 0;
    return depth_of(parent) + parts;
}

static const char *begin_paragraph(const struct fb2_text *fb2, const struct xml_node *p,
                                   struct text *out)
{
    static const char *const ends[] = {"</p>",  "</h1>", "</h2>", "</h3>",
                                       "</h4>", "</h5>", "</h6>"};
    int level = xml_is(p->parent, "title") ? level_of(fb2, p->parent) : 0;
    if (level > 0)
        text_addf(out, "<h%d", level);
    else
        text_add_str(out, "<p");
    page_attribute(out, "id", xml_attribute(p, "id"));
    text_add_char(out, '>');
    return ends[level];
}

static const char *begin_section(const struct fb2_text *fb2, const struct xml_node *section,
                                 struct text *out)
{
    bool note = is_note(fb2, section);
    bool later = xml_child(section->parent, NULL, "section") != section;
    if (!note && later && xml_child(section, NULL, "title") == NULL)
        text_add_str(out, "<hr/>");
    text_add_str(out, note ? "<aside epub:type=\"footnote\"" : "<div");
    page_attribute(out, "id", xml_attribute(section, "id"));
    text_add_char(out, '>');
    return note ? "</aside>" : "</div>";
}

static const char *begin_link(const struct fb2_text *fb2, const struct xml_node *link,
                              struct text *out)
{
    const char *href = fb2_href(link);
    bool mark =
        href != NULL && href[0] == '#' && table_has(&fb2->notes, table_text(view_of(href + 1)));
    text_add_str(out, "<a");
    page_attribute(out, "href", href);
    text_add_str(out, mark ? " epub:type=\"noteref\">" : ">");
    return "</a>";
}

/* A heading inside a section; many are only stars between scenes. */
static const char *begin_subtitle(const struct xml_node *subtitle, struct text *out)
{
    struct text text = {0};
    bool word = false;
    xml_text(subtitle, LINE_BYTES, &text);
    for (size_t at = 0; at < text.bytes && !word;)
        word = rune_is_alnum(rune_next(text_view(&text), &at));
    text_release(&text);
    text_add_str(out, word ? "<h6>" : "<p>");
    return word ? "</h6>" : "</p>";
}

static const char *begin_image(const struct xml_node *image, struct text *out)
{
    const char *text = xml_attribute(image, "alt");
    text = text != NULL && text[0] != '\0' ? text : xml_attribute(image, "title");
    if (text == NULL)
        return "";
    text_add_str(out, "<img src=\"#\"");
    page_attribute(out, "alt", text);
    text_add_str(out, "/>");
    return "";
}

static const char *begin(void *data, const struct xml_node *node, struct text *out)
{
    const struct fb2_text *fb2 = data;
    if (xml_is(node, "p"))
        return begin_paragraph(fb2, node, out);
    if (xml_is(node, "section"))
        return begin_section(fb2, node, out);
    if (xml_is(node, "title"))
        return begin_title(fb2, node, out);
    if (xml_is(node, "subtitle"))
        return begin_subtitle(node, out);
    if (xml_is(node, "a"))
        return begin_link(fb2, node, out);
    if (xml_is(node, "image") || xml_is(node, "img"))
        return begin_image(node, out);
    if (xml_is(node, "empty-line") && fb2->gaps && !xml_is(node->parent, "title"))
        text_add_str(out, "<hr/>");
    return page_by_name(plain, sizeof plain / sizeof plain[0], node, out);
}

/* Where marks lead to, how many bodies there are, and what empty lines mean. */
static void survey(struct fb2_text *fb2)
{
    size_t paragraphs = 0, gaps = 0;
    for (const struct xml_node *node = fb2->root; node != NULL;
         node = xml_next(fb2->root, node, false)) {
        const char *type = xml_is(node, "a") ? xml_attribute(node, "type") : NULL;
        const char *href = type != NULL ? fb2_href(node) : NULL;
        if (href != NULL && href[0] == '#' && strcasecmp(type, "note") == 0)
            table_add(&fb2->notes, table_text(view_of(href + 1)), 0);
        /* A section of a body of notes is one, whatever the type of the links to it. */
        if (xml_is(node, "section") && is_note(fb2, node))
            table_add(&fb2->notes, table_text(view_of(xml_attribute(node, "id"))), 0);
        fb2->bodies += xml_is(node, "body") && !is_notes_body(fb2, node);
        paragraphs += xml_is(node, "p");
        gaps += xml_is(node, "empty-line");
    }
    fb2->gaps = gaps * GAP_SHARE < paragraphs;
}

void fb2_text(const struct xml_node *root, struct text *out)
{
    struct fb2_text fb2 = {.root = root};
    survey(&fb2);
    page_walk(root, begin, &fb2, out);
    table_release(&fb2.notes);
}
