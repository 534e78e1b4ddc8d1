/* Numbers of pages and of lines, by class and text. */
#include "base/str.h"
#include "book/html_element.h"
#include "book/html_mark.h"
#include "book/xml.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool all_of(const char *s, const char *set, size_t max)
{
    size_t bytes = strspn(s, set);
    return bytes > 0 && bytes <= max && s[bytes] == '\0';
}

/* [12], p. 12, {xi}, Pg 12, 12 */
static bool is_page_text(const char *s)
{
    char bare[HTML_MARK_BYTES];
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
    static const char *const pages[] = {"pagenum",   "pageno",    "page-number", "pagenumber",
                                        "pgnum",     "page_num",  "pb",          "page-num",
                                        "pagebreak", "page-break"};
    static const char *const lines[] = {"lnum",        "linenum",      "linenumber",
                                        "line-number", "verse-number", "versenum"};
    char text[HTML_MARK_BYTES];
    const char *list = xml_attribute(node, "class");
    if (list == NULL)
        return false;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (xml_has_token(list, pages[i]))
            return html_mark_text(node, text) && is_page_text(text);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (xml_has_token(list, lines[i]))
            return html_mark_text(node, text) && strspn(text, "0123456789[]() ") == strlen(text);
    return false;
}
