/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/odt/text.h"

#include "base/mem.h"
#include "book/odt/styles.h"
#include "book/xml/page.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct odt_text {
    const struct odt_styles *styles;
    const char *language;
    const struct xml_node **notes; /* to be written at the end */
    size_t note_count, note_capacity;
};

/* What an element becomes, whatever its style. */
static const struct page_row plain[] = {
    {"alphabetical-index", "<section epub:type=\"index\">", "</section>"},
    {"alphabetical-index-source", "", NULL},
    {"annotation", "", NULL},
    {"annotation-end", "", NULL},
    {"bibliography", "<section epub:type=\"bibliography\">", "</section>"},
    {"bibliography-source", "", NULL},
    {"covered-table-cell", "", NULL},
    {"creator", "", ""},
    {"desc", "", NULL},
    {"forms", "", NULL},
    {"illustration-index", "<nav epub:type=\"loi\">", "</nav>"},
    {"illustration-index-source", "", NULL},
    {"line-break", "<br/>", ""},
    {"list", "<ul>", "</ul>"},
    {"list-header", "<div>", "</div>"},
    {"list-item", "<li>", "</li>"},
    {"object", "", NULL},
    {"object-index", "<nav epub:type=\"loi\">", "</nav>"},
    {"object-index-source", "", NULL},
    {"page-count", "", NULL},
    {"page-number", "", NULL},
    {"ruby-text", "", NULL},
    {"s", " ", ""},
    {"scripts", "", NULL},
    {"sequence-decls", "", NULL},
    {"tab", " ", ""},
    {"table", "<table>", "</table>"},
    {"table-cell", "<td>", "</td>"},
    {"table-index", "<nav epub:type=\"lot\">", "</nav>"},
    {"table-index-source", "", NULL},
    {"table-of-content", "<nav epub:type=\"toc\">", "</nav>"},
    {"table-of-content-source", "", NULL},
    {"table-row", "<tr>", "</tr>"},
    {"text-box", "<div>", "</div>"},
    {"title", "", ""},
    {"tracked-changes", "", NULL},
    {"user-field-decls", "", NULL},
    {"user-index", "<nav epub:type=\"toc\">", "</nav>"},
    {"user-index-source", "", NULL},
    {"variable-decls", "", NULL},
};

/* lang="de", unless that is the language of the document. */
static void add_language(const struct odt_text *odt, const struct odt_style *style,
                         struct text *out)
{
    bool same = odt->language != NULL && style->language != NULL &&
                strncasecmp(odt->language, style->language, strlen(style->language)) == 0;
    if (!same)
        page_attribute(out, "lang", style->language);
}

static const char *begin_heading(const struct odt_text *odt, const struct odt_style *style,
                                 int level, struct text *out)
{
    static const char *const ends[] = {"</h1>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>"};
    level = level > 6 ? 6 : level;
    text_addf(out, "<h%d", level);
    add_language(odt, style, out);
    text_add_char(out, '>');
    return ends[level - 1];
}

/* A heading by its outline level, else by its style; or a paragraph. */
static const char *begin_paragraph(const struct odt_text *odt, const struct xml_node *node,
                                   struct text *out)
{
    struct odt_style style = odt_style_of(odt->styles, node, "paragraph");
    const char *outline = xml_attribute(node, "text:outline-level");
    int level = xml_is(node, "h") ? 1 : 0;
    if (style.hidden)
        return NULL;
    if (outline != NULL && atoi(outline) > 0)
        level = atoi(outline);
    else if (style.level > 0)
        level = style.level;
    if (level == 0 && style.title)
        level = 1;
    if (level > 0)
        return begin_heading(odt, &style, level, out);
    text_add_str(out, style.subtitle ? "<p class=\"subtitle\"" : "<p");
    add_language(odt, &style, out);
    text_add_char(out, '>');
    return "</p>";
}

static const char *begin_span(const struct odt_text *odt, const struct xml_node *node,
                              struct text *out)
{
    struct odt_style style = odt_style_of(odt->styles, node, "text");
    if (style.hidden)
        return NULL;
    const char *name = style.raised ? "sup" : style.italic ? "em" : style.bold ? "strong" : "span";
    text_addf(out, "<%s", name);
    add_language(odt, &style, out);
    text_add_char(out, '>');
    return style.raised ? "</sup>" : style.italic ? "</em>" : style.bold ? "</strong>" : "</span>";
}

/* The mark; the note itself is written at the end. */
static const char *begin_note(struct odt_text *odt, const struct xml_node *node, struct text *out)
{
    const struct xml_node *mark = xml_child(node, NULL, "note-citation");
    const struct xml_node *body = xml_child(node, NULL, "note-body");
    if (body == NULL)
        return NULL;
    odt->notes = mem_grow(odt->notes, odt->note_count, &odt->note_capacity, sizeof *odt->notes);
    odt->notes[odt->note_count++] = body;
    struct text text = {0};
    if (mark != NULL)
        xml_text(mark, 40, &text);
    text_addf(out, "<a epub:type=\"noteref\" href=\"#note-%zu\">", odt->note_count);
    page_escape(out, text.bytes > 0 ? text_view(&text) : view_of("*"));
    text_add_str(out, "</a>");
    text_release(&text);
    return NULL;
}

/* A frame around a picture, whose description is its text. */
static void add_picture(const struct xml_node *frame, struct text *out)
{
    const struct xml_node *text = xml_child(frame, NULL, "desc");
    struct text alt = {0};
    text = text != NULL ? text : xml_child(frame, NULL, "title");
    if (text != NULL && xml_child(frame, NULL, "image") != NULL)
        xml_text(text, 2000, &alt);
    if (alt.bytes > 0) {
        text_add_str(out, "<img src=\"#\"");
        page_attribute(out, "alt", alt.at);
        text_add_str(out, "/>");
    }
    text_release(&alt);
}

static const char *begin(void *data, const struct xml_node *node, struct text *out)
{
    struct odt_text *odt = data;
    if (xml_is(node, "p") || xml_is(node, "h"))
        return begin_paragraph(odt, node, out);
    if (xml_is(node, "span"))
        return begin_span(odt, node, out);
    if (xml_is(node, "note"))
        return begin_note(odt, node, out);
    if (xml_is(node, "section")) {
        const char *display = xml_attribute(node, "text:display");
        return display != NULL && strcmp(display, "none") == 0 ? NULL : "";
    }
    if (xml_is(node, "a")) {
        text_add_str(out, "<a");
        page_attribute(out, "href", xml_attribute(node, "xlink:href"));
        text_add_char(out, '>');
        return "</a>";
    }
    if (xml_is(node, "frame"))
        add_picture(node, out);
    if (xml_is(node, "title") && xml_is(node->parent, "frame"))
        return NULL;
    return page_by_name(plain, sizeof plain / sizeof plain[0], node, out);
}

void odt_text(const struct xml_node *body, const struct odt_styles *styles, const char *language,
              struct text *out)
{
    struct odt_text odt = {.styles = styles, .language = language};
    page_walk(body, begin, &odt, out);
    for (size_t i = 0; i < odt.note_count; i++) {
        text_addf(out, "<aside epub:type=\"footnote\" id=\"note-%zu\">", i + 1);
        page_walk(odt.notes[i], begin, &odt, out);
        text_add_str(out, "</aside>");
    }
    free(odt.notes);
}
