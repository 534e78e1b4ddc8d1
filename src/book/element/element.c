/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/element/element.h"

#include "base/str.h"
#include "book/element/css.h"
#include "book/element/markup.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    MAX_STANZA_LINES = 400, /* bounds the time */
    MAX_LINE_BYTES = 120,   /* a longer line of verse is prose */
};

struct named_class {
    const char *name;
    enum html_class class;
};

/* Sorted by name. */
static const struct named_class classes[] = {
    {"address", HTML_BLOCK},
    {"applet", HTML_NOTHING},
    {"article", HTML_BLOCK},
    {"aside", HTML_BLOCK},
    {"audio", HTML_NOTHING},
    {"author", HTML_BLOCK},
    {"blockquote", HTML_BLOCK},
    {"body", HTML_BLOCK},
    {"bodymatter", HTML_BLOCK},
    {"book", HTML_BLOCK},
    {"br", HTML_LINE_BREAK},
    {"bridgehead", HTML_BLOCK},
    {"button", HTML_NOTHING},
    {"byline", HTML_BLOCK},
    {"canvas", HTML_NOTHING},
    {"caption", HTML_BLOCK},
    {"case", HTML_NOTHING},
    {"center", HTML_BLOCK},
    {"col", HTML_NOTHING},
    {"colgroup", HTML_NOTHING},
    {"covertitle", HTML_BLOCK},
    {"dateline", HTML_BLOCK},
    {"datalist", HTML_NOTHING},
    {"dd", HTML_ITEM},
    {"default", HTML_BLOCK},
    {"desc", HTML_NOTHING},
    {"details", HTML_BLOCK},
    {"dialog", HTML_BLOCK},
    {"dir", HTML_BLOCK},
    {"div", HTML_BLOCK},
    {"dl", HTML_BLOCK},
    {"docauthor", HTML_BLOCK},
    {"doctitle", HTML_BLOCK},
    {"dt", HTML_ITEM},
    {"em", HTML_STRESS},
    {"embed", HTML_NOTHING},
    {"epigraph", HTML_BLOCK},
    {"fieldset", HTML_BLOCK},
    {"figcaption", HTML_BLOCK},
    {"figure", HTML_BLOCK},
    {"footer", HTML_BLOCK},
    {"form", HTML_BLOCK},
    {"frameset", HTML_NOTHING},
    {"frontmatter", HTML_BLOCK},
    {"h1", HTML_HEADING},
    {"h2", HTML_HEADING},
    {"h3", HTML_HEADING},
    {"h4", HTML_HEADING},
    {"h5", HTML_HEADING},
    {"h6", HTML_HEADING},
    {"hd", HTML_HEADING},
    {"head", HTML_NOTHING},
    {"header", HTML_BLOCK},
    {"hgroup", HTML_HGROUP},
    {"hr", HTML_RULE},
    {"html", HTML_BLOCK},
    {"iframe", HTML_NOTHING},
    {"image", HTML_IMAGE},
    {"img", HTML_IMAGE},
    {"imggroup", HTML_BLOCK},
    {"input", HTML_NOTHING},
    {"legend", HTML_BLOCK},
    {"level", HTML_BLOCK},
    {"level1", HTML_BLOCK},
    {"level2", HTML_BLOCK},
    {"level3", HTML_BLOCK},
    {"level4", HTML_BLOCK},
    {"level5", HTML_BLOCK},
    {"level6", HTML_BLOCK},
    {"li", HTML_ITEM},
    {"line", HTML_BLOCK},
    {"linegroup", HTML_VERSE},
    {"linenum", HTML_PAGE_NUMBER},
    {"list", HTML_BLOCK},
    {"listing", HTML_PREFORMATTED},
    {"main", HTML_BLOCK},
    {"map", HTML_NOTHING},
    {"math", HTML_MATH},
    {"menu", HTML_BLOCK},
    {"meta", HTML_NOTHING},
    {"metadata", HTML_NOTHING},
    {"meter", HTML_NOTHING},
    {"nav", HTML_CONTENTS},
    {"noembed", HTML_NOTHING},
    {"noframes", HTML_BLOCK},
    {"noscript", HTML_NOTHING},
    {"note", HTML_NOTE},
    {"noteref", HTML_NOTE_MARK},
    {"object", HTML_NOTHING},
    {"ol", HTML_BLOCK},
    {"optgroup", HTML_NOTHING},
    {"option", HTML_NOTHING},
    {"p", HTML_BLOCK},
    {"pagenum", HTML_PAGE_NUMBER},
    {"param", HTML_NOTHING},
    {"plaintext", HTML_PREFORMATTED},
    {"poem", HTML_VERSE},
    {"pre", HTML_PREFORMATTED},
    {"prodnote", HTML_BLOCK},
    {"progress", HTML_NOTHING},
    {"q", HTML_QUOTE},
    {"rearmatter", HTML_BLOCK},
    {"rp", HTML_RUBY_TEXT},
    {"rt", HTML_RUBY_TEXT},
    {"rtc", HTML_RUBY_TEXT},
    {"ruby", HTML_RUBY},
    {"script", HTML_NOTHING},
    {"section", HTML_BLOCK},
    {"select", HTML_NOTHING},
    {"sidebar", HTML_BLOCK},
    {"source", HTML_NOTHING},
    {"strong", HTML_STRESS},
    {"style", HTML_NOTHING},
    {"summary", HTML_BLOCK},
    {"svg", HTML_SVG},
    {"table", HTML_TABLE},
    {"tbody", HTML_BLOCK},
    {"td", HTML_CELL},
    {"template", HTML_NOTHING},
    {"text", HTML_BLOCK},
    {"textarea", HTML_NOTHING},
    {"tfoot", HTML_BLOCK},
    {"th", HTML_CELL},
    {"thead", HTML_BLOCK},
    {"title", HTML_NOTHING},
    {"tr", HTML_ROW},
    {"track", HTML_NOTHING},
    {"trigger", HTML_NOTHING},
    {"ul", HTML_BLOCK},
    {"video", HTML_NOTHING},
    {"xmp", HTML_PREFORMATTED},
};

static int by_name(const void *name, const void *entry)
{
    return strcmp(name, ((const struct named_class *)entry)->name);
}

enum html_class html_class(const struct xml_node *node)
{
    const struct named_class *found = bsearch(
        node->name, classes, sizeof classes / sizeof classes[0], sizeof classes[0], by_name);
    return found != NULL ? found->class : HTML_INLINE;
}

bool html_is_block(enum html_class class)
{
    switch (class) {
    case HTML_BLOCK:
    case HTML_HEADING:
    case HTML_HGROUP:
    case HTML_TABLE:
    case HTML_ROW:
    case HTML_CELL:
    case HTML_ITEM:
    case HTML_PREFORMATTED:
    case HTML_CONTENTS:
    case HTML_NOTE:
    case HTML_VERSE:
        return true;
    default:
        return false;
    }
}

/* The next word of a list, without its vocabulary ("z3998:", "se:", "doc-"). */
static bool next_type(const char **list, struct view *word)
{
    if (!xml_next_token(list, word))
        return false;
    size_t colon = view_find(*word, ":", 0);
    if (colon < word->bytes)
        *word = view_part(*word, colon + 1, word->bytes);
    else if (view_starts(*word, "doc-"))
        *word = view_part(*word, 4, word->bytes);
    return true;
}

static const char *const type_attributes[] = {"epub:type", "role"};

bool html_has_type(const struct xml_node *node, const char *token)
{
    for (int i = 0; i < 2; i++) {
        const char *list = xml_attribute(node, type_attributes[i]);
        struct view word;
        while (next_type(&list, &word))
            if (view_is_nocase(word, token))
                return true;
    }
    return false;
}

bool html_has_class(const struct xml_node *node, const char *word)
{
    return xml_has_token(xml_attribute(node, "class"), word);
}

bool html_class_is(const struct markup_lists *lists, const struct xml_node *node,
                   const char *section)
{
    const char *list = xml_attribute(node, "class");
    struct view word;
    while (xml_next_token(&list, &word))
        if (markup_find(lists, section, word) != NULL)
            return true;
    return false;
}

bool html_type_is(const struct markup_lists *lists, const struct xml_node *node,
                  const char *section)
{
    for (int i = 0; i < 2; i++) {
        const char *list = xml_attribute(node, type_attributes[i]);
        struct view word;
        while (next_type(&list, &word))
            if (markup_find(lists, section, word) != NULL)
                return true;
    }
    return false;
}

void html_plain_name(struct view word, char name[HTML_NAME_BYTES])
{
    size_t to = 0;
    for (size_t i = 0; i < word.bytes && to + 1 < HTML_NAME_BYTES; i++)
        if (isalpha((unsigned char)word.at[i]))
            name[to++] = (char)tolower((unsigned char)word.at[i]);
    name[to] = '\0';
}

const char *html_class_named(const struct markup_lists *lists, const struct xml_node *node,
                             const char *section)
{
    const char *list = xml_attribute(node, "class"), *value = NULL;
    struct view word;
    while (value == NULL && xml_next_token(&list, &word)) {
        char name[HTML_NAME_BYTES];
        html_plain_name(word, name);
        value = markup_find(lists, section, view_of(name));
    }
    return value;
}

enum skip_reason html_type_skipped(const struct markup_lists *lists, const char *token)
{
    const char *reason = markup_find(lists, "skipped types", view_of(token));
    return reason != NULL ? skip_reason_named(reason) : SKIP_NONE;
}

/* Too long for what its type calls it? Whoever calls a preface a colophon must not lose it. */
static bool is_misnamed(const struct markup_lists *lists, const struct xml_node *node,
                        enum skip_reason reason, struct view token)
{
    if (reason != SKIP_IMPRINT && reason != SKIP_FRONT_MATTER)
        return false;
    struct text text = {0};
    xml_text(node, HTML_LONG_PAGE_BYTES, &text);
    bool named = markup_find(lists, "list types", token) != NULL ||
                 (reason == SKIP_IMPRINT && markup_inside(lists, "imprint signs", text.at));
    bool misnamed = text.bytes > (named ? HTML_LONG_PAGE_BYTES - 1 : HTML_SHORT_PAGE_BYTES);
    text_release(&text);
    return misnamed;
}

enum skip_reason html_type_skipped_at(const struct markup_lists *lists, const char *token,
                                      const struct xml_node *node)
{
    enum skip_reason reason = html_type_skipped(lists, token);
    return is_misnamed(lists, node, reason, view_of(token)) ? SKIP_NONE : reason;
}

static enum skip_reason by_type(const struct markup_lists *lists, const struct xml_node *node)
{
    /* `part`: a page or part, not a line; "contributors" below a title is the author's name. */
    enum html_class class = html_class(node);
    bool part = class == HTML_CONTENTS || class == HTML_NOTE ||
                (class == HTML_BLOCK && !xml_is(node, "p") && !xml_is(node, "figcaption"));
    for (int i = 0; i < 2; i++) {
        const char *list = xml_attribute(node, type_attributes[i]);
        struct view word;
        while (next_type(&list, &word)) {
            char token[32];
            if (word.bytes >= sizeof token)
                continue;
            memcpy(token, word.at, word.bytes);
            token[word.bytes] = '\0';
            enum skip_reason reason = html_type_skipped_at(lists, token, node);
            bool names =
                strcasecmp(token, "contributors") == 0 || strcasecmp(token, "credits") == 0;
            if (reason != SKIP_NONE && (part || !names))
                return reason;
        }
    }
    return SKIP_NONE;
}

/* DTBook gives the class of a level to say what it is ("title_page"), and has titles outside
 * levels. */
static enum skip_reason by_level(const struct markup_lists *lists, const struct xml_node *node)
{
    const char *list = xml_attribute(node, "class");
    if (strncmp(node->name, "level", 5) != 0 || list == NULL)
        return SKIP_NONE;
    char token[32];
    struct view word;
    if (!xml_next_token(&list, &word) || word.bytes >= sizeof token)
        return SKIP_NONE;
    for (size_t i = 0; i < word.bytes; i++)
        token[i] = word.at[i] == '_' ? '-' : word.at[i];
    token[word.bytes] = '\0';
    return html_type_skipped(lists, token);
}

static bool is_hidden(const struct xml_node *node, const struct css *css)
{
    /* A caption is hidden from those who hear the text of the picture, which is the same; here it
     * is read and that text is not. */
    const char *aria = !xml_is(node, "figcaption") ? xml_attribute(node, "aria-hidden") : NULL;
    return xml_attribute(node, "hidden") != NULL ||
           (aria != NULL && strcasecmp(aria, "true") == 0) ||
           css_style_hides(xml_attribute(node, "style")) || css_hides(css, node) ||
           /* A size of nothing is often set for what is around text of another size. */
           (xml_child(node, NULL, NULL) == NULL &&
            (css_style_fades(xml_attribute(node, "style")) || css_fades(css, node)));
}

/* What programs call text that is not the book's: Word's contents lists and comments. */
static enum skip_reason by_class(const struct markup_lists *lists, const struct xml_node *node)
{
    const char *reason = html_class_named(lists, node, "skipped names");
    return reason != NULL ? skip_reason_named(reason) : SKIP_NONE;
}

static bool is_licence(const struct markup_lists *lists, const struct xml_node *node)
{
    const char *id = xml_attribute(node, "id");
    return html_class_is(lists, node, "licence classes") ||
           (id != NULL && markup_find(lists, "licence ids", view_of(id)) != NULL);
}

static bool is_transcriber(const struct markup_lists *lists, const struct xml_node *node)
{
    return html_class_is(lists, node, "transcriber classes");
}

enum skip_reason html_skipped(const struct markup_lists *lists, const struct xml_node *node,
                              const struct css *css)
{
    if (xml_is(node, "doctitle") || xml_is(node, "docauthor") || xml_is(node, "covertitle"))
        return SKIP_FRONT_MATTER;
    if (node->attribute_count == 0 && css == NULL)
        return SKIP_NONE;
    if (is_hidden(node, css))
        return SKIP_HIDDEN;
    if (node->attribute_count == 0)
        return SKIP_NONE;
    if (is_licence(lists, node))
        return SKIP_LICENCE;
    if (is_transcriber(lists, node))
        return SKIP_TRANSCRIBER;
    enum skip_reason reason = by_type(lists, node);
    if (reason == SKIP_NONE)
        reason = by_class(lists, node);
    return reason != SKIP_NONE ? reason : by_level(lists, node);
}

bool html_sets_off(const struct markup_lists *lists, const struct xml_node *node)
{
    static const char *const names[] = {"b", "strong", "u", "big", "small"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (xml_is(node, names[i]))
            return true;
    if (html_class_is(lists, node, "set off classes"))
        return true;
    const char *style = xml_attribute(node, "style");
    return style != NULL && (strcasestr(style, "small-caps") != NULL ||
                             strcasestr(style, "font-weight:bold") != NULL ||
                             strcasestr(style, "font-weight: bold") != NULL ||
                             strcasestr(style, "font-weight:700") != NULL);
}

bool html_is_verse(const struct markup_lists *lists, const struct xml_node *node)
{
    return html_class(node) == HTML_VERSE || html_type_is(lists, node, "verse types") ||
           (html_class_is(lists, node, "verse classes") && !html_begins_with_number(lists, node));
}

/* Stanzas whose lines are blocks: by class, or because a poem has several short paragraphs that are
 * one line of plain text each. */
bool html_has_lines(const struct markup_lists *lists, const struct xml_node *node)
{
    size_t children = 0;
    if (xml_is(node, "linegroup") || html_class_is(lists, node, "stanza classes"))
        return true;
    for (const struct xml_node *child = xml_child(node, NULL, NULL); child != NULL;
         child = xml_child(node, child, NULL)) {
        struct text line = {0};
        if (!xml_is(child, "p") || xml_find(child, "br") != NULL || ++children > MAX_STANZA_LINES)
            return false;
        xml_text(child, MAX_LINE_BYTES + 1, &line);
        size_t bytes = line.bytes;
        text_release(&line);
        if (bytes > MAX_LINE_BYTES || (xml_child(child, NULL, "span") != NULL &&
                                       xml_child(child, xml_child(child, NULL, "span"), "span")))
            return false;
    }
    return children > 1;
}

bool html_is_letter(const struct markup_lists *lists, const struct xml_node *node)
{
    return html_type_is(lists, node, "letter types") ||
           html_class_is(lists, node, "letter classes");
}

bool html_is_presentation(const struct xml_node *node)
{
    const char *role = xml_attribute(node, "role");
    return role != NULL && (strcmp(role, "presentation") == 0 || strcmp(role, "none") == 0);
}
