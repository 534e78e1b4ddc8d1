/*
 * Marks of notes and numbers of pages, where the markup does not say so itself.
 *
 * A mark is a link into a document (href with #) whose text is digits, a symbol, a letter or a
 * roman number, and one more thing: it is raised (in, around or by style), stands in [brackets], or
 * its class speaks of notes. A link that is just a number ("see Chapter 4") is none. A raised
 * number without a link is one right after a full stop, a comma or a closing quotation mark.
 */
#include "base/str.h"
#include "book/html_css.h"
#include "book/html_element.h"
#include "book/xml.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MARK_BYTES = 24, MAX_CONTENTS_NODES = 20000, MAX_NOTES_NODES = 200 };

/* The element's text when it is short enough for a mark. */
static bool short_text(const struct xml_node *node, char out[MARK_BYTES])
{
    struct text text = {0};
    xml_text(node, MARK_BYTES, &text);
    bool fits = text.bytes > 0 && text.bytes < MARK_BYTES;
    if (fits)
        memcpy(out, text.at, text.bytes + 1);
    text_release(&text);
    return fits;
}

/* Length of a symbol of notes at `s`: * † ‡ § ¶ ‖ # and arrows back; 0 for others. */
static size_t symbol_bytes(const char *s)
{
    static const char *const symbols[] = {"*", "†", "‡", "§", "¶", "‖", "#",
                                          "↩", "↑", "⏎", "←", "^", "⤴", "∗"};
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        if (strncmp(s, symbols[i], strlen(symbols[i])) == 0)
            return strlen(symbols[i]);
    return 0;
}

static bool all_of(const char *s, const char *set, size_t max)
{
    size_t bytes = strspn(s, set);
    return bytes > 0 && bytes <= max && s[bytes] == '\0';
}

/* The mark without brackets and stops; true in *bracketed for [1]. */
static void strip(const char *s, char out[MARK_BYTES], bool *bracketed)
{
    size_t bytes = strlen(s), start = 0;
    *bracketed = s[0] == '[' && s[bytes - 1] == ']';
    while (bytes > start && strchr("[]().: ", s[bytes - 1]) != NULL)
        bytes--;
    while (start < bytes && strchr("[]( ", s[start]) != NULL)
        start++;
    memcpy(out, s + start, bytes - start);
    out[bytes - start] = '\0';
}

static bool is_mark(const char *s)
{
    while (symbol_bytes(s) > 0) { /* "*", "**", "*23" */
        s += symbol_bytes(s);
        if (strncmp(s, "\xEF\xB8\x8E", 3) == 0 || strncmp(s, "\xEF\xB8\x8F", 3) == 0)
            s += 3; /* asks for a plain or a coloured sign */
        if (*s == '\0')
            return true;
    }
    if (s[0] != '\0' && s[1] == '\0' && isalpha((unsigned char)s[0]))
        return true;
    char digits[MARK_BYTES];
    snprintf(digits, sizeof digits, "%s", s);
    size_t bytes = strlen(digits);
    if (bytes > 1 && isdigit((unsigned char)digits[0]) && islower((unsigned char)digits[bytes - 1]))
        digits[bytes - 1] = '\0'; /* "12a" */
    return all_of(digits, "0123456789", 5) || all_of(s, "ivxlc", 8) || all_of(s, "IVXLC", 8);
}

/* Says the class attribute "note", "fn", "footnote", "noteref"... as a word or part of one? */
static bool class_of_notes(const struct xml_node *node)
{
    const char *list = xml_attribute(node, "class");
    if (list == NULL)
        return false;
    return strcasestr(list, "note") != NULL || strcasestr(list, "fnref") != NULL ||
           strcasestr(list, "fnanchor") != NULL || xml_has_token(list, "fn");
}

static bool is_raised(const struct xml_node *node, const struct html_css *css)
{
    return xml_is(node, "sup") || html_style_raises(xml_attribute(node, "style")) ||
           html_css_raises(css, node);
}

/* Is a raised element right around or inside it? */
static bool near_raised(const struct xml_node *node, const struct html_css *css)
{
    if (is_raised(node, css) || (node->parent != NULL && is_raised(node->parent, css)))
        return true;
    const struct xml_node *child = xml_child(node, NULL, NULL);
    return child != NULL && is_raised(child, css);
}

static bool links_inside(const struct xml_node *node)
{
    const char *href = xml_attribute(node, "href");
    return xml_is(node, "a") && href != NULL && strchr(href, '#') != NULL;
}

static bool guess_link(const struct xml_node *node, const struct html_css *css)
{
    char text[MARK_BYTES], mark[MARK_BYTES] = "";
    bool bracketed;
    if (!links_inside(node) || !short_text(node, text))
        return false;
    strip(text, mark, &bracketed);
    if (!is_mark(mark))
        return false;
    return bracketed || near_raised(node, css) || class_of_notes(node) ||
           class_of_notes(node->parent != NULL ? node->parent : node);
}

/* <sup> around such a link: goes as a whole, with brackets and commas. */
static bool guess_around(const struct xml_node *node, const struct html_css *css)
{
    char text[MARK_BYTES], mark[MARK_BYTES] = "";
    bool bracketed;
    const struct xml_node *link = xml_child(node, NULL, "a");
    if (link == NULL || !links_inside(link) || !is_raised(node, css) || !short_text(node, text))
        return false;
    strip(text, mark, &bracketed);
    return is_mark(mark);
}

static bool guess_bare(const struct xml_node *node, uint32_t before)
{
    static const char stops[] = ".,;:!?\"'";
    char text[MARK_BYTES];
    if (!xml_is(node, "sup") || !short_text(node, text) || !all_of(text, "0123456789", 3))
        return false;
    return (before != 0 && before < 0x80 && strchr(stops, (int)before) != NULL) ||
           before == 0x2019 || before == 0x201D;
}

static bool is_reference(const struct xml_node *node)
{
    char text[MARK_BYTES], mark[MARK_BYTES] = "";
    bool bracketed;
    if (!html_has_type(node, "glossref") && !html_has_type(node, "biblioref"))
        return false;
    if (!short_text(node, text))
        return false;
    strip(text, mark, &bracketed);
    return is_mark(mark);
}

bool html_is_note_mark(const struct xml_node *node, const struct html_css *css, uint32_t before)
{
    if (xml_is(node, "sup"))
        return html_has_type(node, "noteref") || guess_around(node, css) ||
               guess_bare(node, before);
    if (node->attribute_count == 0)
        return false;
    return html_has_type(node, "noteref") || is_reference(node) || guess_link(node, css) ||
           guess_around(node, css);
}

static bool is_space_or_bracket(struct view v)
{
    v = view_trim(v);
    return v.bytes == 0 || view_is(v, "[") || view_is(v, "(");
}

/* Is the first text of an element a mark, and in a link? */
static bool begins_with_mark(const struct xml_node *top)
{
    char text[MARK_BYTES], mark[MARK_BYTES] = "";
    bool bracketed;
    const struct xml_node *node = top;
    for (int left = 64; node != NULL && (node->name != NULL || is_space_or_bracket(node->text));
         left--)
        node = left > 0 ? xml_next(top, node, false) : NULL;
    for (int up = 0; node != NULL && node != top && up < 4; up++, node = node->parent)
        if (links_inside(node) && short_text(node, text)) {
            strip(text, mark, &bracketed);
            return is_mark(mark);
        }
    return false;
}

/* The letters of a class word in lower case: "_idFootnote", "MsoFootnoteText" and "fn-text" are
 * "idfootnote", "msofootnotetext" and "fntext". True for those that notes have. */
static bool names_note(const char *word, size_t bytes)
{
    static const char *const names[] = {
        "footnote",    "footnotes",      "footnotetext", "msofootnotetext", "endnote",  "endnotes",
        "endnotetext", "msoendnotetext", "idfootnote",   "idfootnotes",     "rearnote", "fn",
        "fntext",      "note",           "notes",        "notetext"};
    char name[MARK_BYTES];
    size_t to = 0;
    for (size_t i = 0; i < bytes && to + 1 < sizeof name; i++)
        if (isalpha((unsigned char)word[i]))
            name[to++] = (char)tolower((unsigned char)word[i]);
    name[to] = '\0';
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static bool has_note_class(const struct xml_node *node)
{
    const char *list = xml_attribute(node, "class");
    while (list != NULL && *list != '\0') {
        size_t bytes = strcspn(list, " \t\r\n\f");
        if (names_note(list, bytes))
            return true;
        list += bytes;
        list += strspn(list, " \t\r\n\f");
    }
    return false;
}

/* A list of notes: most of its items lead back to where they are referred to. */
static bool holds_notes(const struct xml_node *top)
{
    size_t links = 0, items = 0;
    int left = MAX_NOTES_NODES;
    for (const struct xml_node *node = top; node != NULL && left > 0;
         node = xml_next(top, node, false), left--) {
        char text[MARK_BYTES], mark[MARK_BYTES] = "";
        bool bracketed;
        items += xml_is(node, "li");
        if (links_inside(node) && short_text(node, text)) {
            strip(text, mark, &bracketed);
            links += is_mark(mark);
        }
    }
    return items > 0 && links * 2 >= items;
}

/* #fnref1, #_ftnref1, #back_note_1, #FNanchor_1: the way back, by its name. */
static bool leads_back(const struct xml_node *top)
{
    static const char *const words[] = {"fnref",    "ftnref",       "noteref",
                                        "backnote", "back_note",    "fnanchor",
                                        "backlink", "footnote-ref", "ednref"};
    const struct xml_node *link = xml_find(top, "a");
    const char *href = link != NULL ? xml_attribute(link, "href") : NULL;
    const char *fragment = href != NULL ? strchr(href, '#') : NULL;
    for (size_t i = 0; fragment != NULL && i < sizeof words / sizeof words[0]; i++)
        if (strcasestr(fragment, words[i]) != NULL)
            return true;
    return false;
}

bool html_is_note(const struct xml_node *node)
{
    if (has_note_class(node))
        return begins_with_mark(node) || holds_notes(node);
    return (xml_is(node, "p") || xml_is(node, "li")) && node->child != NULL &&
           begins_with_mark(node) && leads_back(node);
}

bool html_is_contents(const struct xml_node *node)
{
    const char *list = xml_attribute(node, "class");
    if (list == NULL || !(xml_has_token(list, "toc") || xml_has_token(list, "contents")))
        return false;
    size_t bytes = 0, linked = 0;
    const struct xml_node *next;
    int left = MAX_CONTENTS_NODES;
    for (const struct xml_node *at = node; at != NULL; at = next) {
        if (left-- == 0)
            return false;
        bool link = links_inside(at);
        struct text text = {0};
        if (link)
            xml_text(at, 1000, &text);
        linked += text.bytes;
        bytes += text.bytes + (at->name == NULL ? view_trim(at->text).bytes : 0);
        text_release(&text);
        next = xml_next(node, at, link);
    }
    return linked > 0 && linked * 5 >= bytes * 4;
}

/* [12], p. 12, {xi}, Pg 12, 12 */
static bool is_page_text(const char *s)
{
    char bare[MARK_BYTES];
    s += strspn(s, "[({ ");
    if (strncasecmp(s, "page", 4) == 0)
        s += 4;
    else if (strncasecmp(s, "pg", 2) == 0 || strncasecmp(s, "p.", 2) == 0)
        s += 2;
    s += strspn(s, ". ");
    snprintf(bare, sizeof bare, "%s", s);
    bare[strcspn(bare, "])}")] = '\0';
    return all_of(bare, "0123456789", 5) || all_of(bare, "ivxlcdmIVXLCDM", 10);
}

bool html_is_number_mark(const struct xml_node *node)
{
    static const char *const pages[] = {"pagenum", "pageno",   "page-number", "pagenumber",
                                        "pgnum",   "page_num", "pb",          "page-num"};
    static const char *const lines[] = {"lnum",        "linenum",      "linenumber",
                                        "line-number", "verse-number", "versenum"};
    char text[MARK_BYTES];
    const char *list = xml_attribute(node, "class");
    if (list == NULL)
        return false;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (xml_has_token(list, pages[i]))
            return short_text(node, text) && is_page_text(text);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (xml_has_token(list, lines[i]))
            return short_text(node, text) && strspn(text, "0123456789[]() ") == strlen(text);
    return false;
}
