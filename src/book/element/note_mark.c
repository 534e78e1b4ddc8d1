/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Note marks, where the markup does not say so.
 *
 * A note mark is a link into a document (href with #) whose text is digits, a symbol, a letter or a
 * Roman numeral, and one thing more: it is raised (by an element inside or around it, or by style),
 * it is in [brackets], or its class has a word for notes. A link that is only a number ("see
 * Chapter 4") is not one. A raised number without a link is one directly after a full stop, a comma
 * or a closing quotation mark.
 */
#include "book/element/note_mark.h"

#include "base/str.h"
#include "book/element/css.h"
#include "book/element/element.h"
#include "book/element/markup.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>

enum { MAX_BROTHERS = 64 }; /* nodes at the same level that are examined; bounds the time */

bool note_mark_text(const struct xml_node *node, char out[NOTE_MARK_BYTES])
{
    struct text text = {0};
    xml_text(node, NOTE_MARK_BYTES, &text);
    bool fits = text.bytes > 0 && text.bytes < NOTE_MARK_BYTES;
    if (fits)
        memcpy(out, text.at, text.bytes + 1);
    text_release(&text);
    return fits;
}

/* Length of a note symbol at `s`: * † ‡ § ¶ ‖ # and arrows back; 0 for others. */
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

/* Writes a digit or bracket of another script as ASCII; 0 for other characters. */
static size_t put_plain(uint32_t rune, char *out)
{
    static const uint32_t brackets[][2] = {
        {0x3010, 0x3011}, {0x3014, 0x3015}, {0xFF3B, 0xFF3D}, {0x3008, 0x3009}};
    double value = rune >= 0x80 ? u_getNumericValue((UChar32)rune) : -1;
    if (value >= 0 && value < 10 && value == (int)value)
        return (size_t)snprintf(out, 2, "%d", (int)value);
    if (value >= 10 && value <= 50 && value == (int)value) /* in a circle */
        return (size_t)snprintf(out, 3, "%d", (int)value);
    for (size_t i = 0; i < sizeof brackets / sizeof brackets[0]; i++)
        if (rune == brackets[i][0] || rune == brackets[i][1])
            *out = rune == brackets[i][0] ? '[' : ']';
    if (rune == 0xFF08 || rune == 0xFF09)
        *out = rune == 0xFF08 ? '(' : ')';
    return *out != '\0';
}

/* The mark without brackets and full stops; *bracketed is true for [1]. */
static void strip_mark(const char *s, char out[NOTE_MARK_BYTES], bool *bracketed)
{
    char ascii[NOTE_MARK_BYTES + 1] = "";
    size_t bytes = 0, start = 0;
    struct view v = view_of(s);
    for (size_t at = 0, next = 0; at < v.bytes; at = next) {
        uint32_t rune = rune_next(v, &next);
        ascii[bytes] = '\0';
        size_t put = put_plain(rune, ascii + bytes);
        for (size_t i = at; put == 0 && i < next; i++)
            ascii[bytes++] = s[i];
        bytes += put;
    }
    *bracketed = bytes > 0 && ascii[0] == '[' && ascii[bytes - 1] == ']';
    while (bytes > start && strchr("[]().: ", ascii[bytes - 1]) != NULL)
        bytes--;
    while (start < bytes && strchr("[]( ", ascii[start]) != NULL)
        start++;
    memcpy(out, ascii + start, bytes - start);
    out[bytes - start] = '\0';
}

static bool is_mark(const char *s)
{
    while (symbol_bytes(s) > 0) { /* "*", "**", "*23" */
        s += symbol_bytes(s);
        if (strncmp(s, "\xEF\xB8\x8E", 3) == 0 || strncmp(s, "\xEF\xB8\x8F", 3) == 0)
            s += 3; /* a variation selector, which asks for a plain or a coloured sign */
        if (*s == '\0')
            return true;
    }
    if (s[0] != '\0' && s[1] == '\0' && isalpha((unsigned char)s[0]))
        return true;
    char digits[NOTE_MARK_BYTES] = "";
    snprintf(digits, sizeof digits, "%s", s);
    size_t bytes = strlen(digits);
    if (bytes > 1 && isdigit((unsigned char)digits[0]) && islower((unsigned char)digits[bytes - 1]))
        digits[bytes - 1] = '\0'; /* "12a" */
    return all_of(digits, "0123456789", 5) || all_of(s, "ivxlc", 8) || all_of(s, "IVXLC", 8);
}

/* Does the class attribute have "note", "fn", "footnote", "noteref" and the like, as a word or part
 * of one? */
static bool class_of_notes(const struct markup_lists *lists, const struct xml_node *node)
{
    return markup_inside(lists, "note mark names", xml_attribute(node, "class")) ||
           html_class_is(lists, node, "note mark classes");
}

static bool is_raised(const struct xml_node *node, const struct css *css)
{
    return xml_is(node, "sup") || css_style_raises(xml_attribute(node, "style")) ||
           css_raises(css, node);
}

/* Is there a raised element directly around or inside it? */
static bool near_raised(const struct xml_node *node, const struct css *css)
{
    if (is_raised(node, css) || (node->parent != NULL && is_raised(node->parent, css)))
        return true;
    const struct xml_node *child = xml_child(node, NULL, NULL);
    return child != NULL && is_raised(child, css);
}

bool note_mark_matches(const char *text, bool *bracketed)
{
    char mark[NOTE_MARK_BYTES] = "";
    bool inside;
    strip_mark(text, mark, bracketed != NULL ? bracketed : &inside);
    return is_mark(mark);
}

bool html_links_inside(const struct xml_node *node)
{
    const char *href = xml_attribute(node, "href");
    return xml_is(node, "a") && href != NULL && strchr(href, '#') != NULL;
}

bool note_mark_is_link(const struct xml_node *node)
{
    char text[NOTE_MARK_BYTES] = "";
    return html_links_inside(node) && note_mark_text(node, text) && note_mark_matches(text, NULL);
}

/* The text directly before a node, at the same level; empty elements between do not count. */
static struct view text_before(const struct xml_node *node)
{
    struct view text = {"", 0};
    const struct xml_node *at = node->parent != NULL ? node->parent->child : NULL;
    int left = MAX_BROTHERS;
    for (; at != NULL && at != node && left > 0; at = at->next, left--)
        if (at->name == NULL)
            text = at->text;
        else if (at->child != NULL || !xml_is(at, "a"))
            text = (struct view){"", 0};
    return left > 0 ? text : (struct view){"", 0};
}

/* A sentence begins after it, or the paragraph ends: "Fig.3 shows" has no note mark. */
static bool sentence_begins(const struct xml_node *node)
{
    const struct xml_node *next = node->next;
    if (next == NULL || next->name != NULL)
        return next == NULL;
    size_t at = 0;
    while (at < next->text.bytes && rune_is_space(rune_at(next->text, at)))
        rune_next(next->text, &at);
    uint32_t rune = rune_at(next->text, at);
    return at == next->text.bytes || rune_is_upper(rune) || rune == 0x201C || rune == 0x2018 ||
           rune == '"' || rune == '(';
}

/* Digits or a symbol directly after a word or its full stop: "at dusk.12", but not "v.12". */
static bool is_glued(const struct xml_node *node, const char *mark)
{
    struct view text = text_before(node);
    uint32_t last = rune_ending(text, text.bytes);
    bool digits = strspn(mark, "0123456789") == strlen(mark) && strlen(mark) <= 3;
    if (!digits && (symbol_bytes(mark) == 0 || symbol_bytes(mark) != strlen(mark)))
        return false;
    size_t letters = 0, end = text.bytes;
    for (rune_before(text, &end); end > 0 && letters < 3; letters++)
        if (!rune_is_letter(rune_before(text, &end)))
            break;
    bool stop = last == 0x2019 || last == 0x201D || last == 0x3002 || last == 0xBB ||
                (last != 0 && last < 0x80 && strchr(",;!?\"')", (int)last) != NULL);
    return stop || rune_is_lower(last) || (last == '.' && letters >= 3 && sentence_begins(node));
}

/* [<a>1</a>] */
bool html_in_brackets(const struct xml_node *node)
{
    return node->next != NULL && node->next->name == NULL && view_starts(node->next->text, "]") &&
           view_ends(text_before(node), "[");
}

static bool guess_link(const struct markup_lists *lists, const struct xml_node *node,
                       const struct css *css)
{
    char text[NOTE_MARK_BYTES] = "";
    bool bracketed;
    if (!html_links_inside(node) || !note_mark_text(node, text))
        return false;
    if (!note_mark_matches(text, &bracketed))
        return false;
    return bracketed || is_glued(node, text) || html_in_brackets(node) || near_raised(node, css) ||
           class_of_notes(lists, node) ||
           class_of_notes(lists, node->parent != NULL ? node->parent : node);
}

/* <sup> around such a link: it is skipped as a whole, with brackets and commas. */
static bool guess_around(const struct xml_node *node, const struct css *css)
{
    char text[NOTE_MARK_BYTES] = "";
    const struct xml_node *link = xml_child(node, NULL, "a");
    if (link == NULL || !html_links_inside(link) || !is_raised(node, css) ||
        !note_mark_text(node, text))
        return false;
    return note_mark_matches(text, NULL);
}

static bool guess_bare(const struct xml_node *node, uint32_t before)
{
    static const char stops[] = ".,;:!?\"'";
    char text[NOTE_MARK_BYTES] = "";
    if (!xml_is(node, "sup") || !note_mark_text(node, text) || !all_of(text, "0123456789", 3))
        return false;
    return (before != 0 && before < 0x80 && strchr(stops, (int)before) != NULL) ||
           before == 0x2019 || before == 0x201D;
}

/* A small picture instead of the number, as Duokan and other readers have it. */
static bool guess_picture(const struct markup_lists *lists, const struct xml_node *node)
{
    int left = 8;
    const struct xml_node *picture = NULL;
    if (!html_links_inside(node) || !class_of_notes(lists, node))
        return false;
    for (const struct xml_node *at = node; at != NULL; at = xml_next(node, at, false)) {
        if (left-- == 0 || (at->name == NULL && !html_is_blank(at->text)))
            return false;
        picture = xml_is(at, "img") ? at : picture;
    }
    return picture != NULL;
}

static bool is_reference(const struct xml_node *node)
{
    char text[NOTE_MARK_BYTES] = "";
    if (!html_has_type(node, "glossref") && !html_has_type(node, "biblioref"))
        return false;
    if (!note_mark_text(node, text))
        return false;
    return note_mark_matches(text, NULL);
}

bool html_is_note_mark(const struct markup_lists *lists, const struct xml_node *node,
                       const struct css *css, uint32_t before)
{
    if (xml_is(node, "sup"))
        return html_has_type(node, "noteref") || guess_around(node, css) ||
               guess_bare(node, before);
    if (node->attribute_count == 0)
        return false;
    return html_has_type(node, "noteref") || is_reference(node) || guess_link(lists, node, css) ||
           guess_around(node, css) || guess_picture(lists, node);
}
