/* Headings that are no <h1> to <h6>: Word, InDesign and Calibre call them by class. */
#include "base/str.h"
#include "book/html_element.h"
#include "book/xml.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { HEADING_BYTES = 120, CLASS_BYTES = 40, MAX_CHILDREN = 16 };

/* The class without marks and digits, in lower case: "Chapter-Title_2" is "chaptertitle". */
static void plain(const char *word, size_t bytes, char out[CLASS_BYTES])
{
    size_t to = 0;
    for (size_t i = 0; i < bytes && to + 1 < CLASS_BYTES; i++)
        if (isalpha((unsigned char)word[i]))
            out[to++] = (char)tolower((unsigned char)word[i]);
    out[to] = '\0';
}

/* Which of the words of headings it is, from 1 on; 0: none. */
static uint8_t heading_name(const char *word, size_t bytes)
{
    static const char *const names[] = {
        "chapter",         "chaptertitle", "chapternumber", "chapterhead",  "chapterheading",
        "chaptername",     "chapternum",   "chapterno",     "chaptitle",    "chapnum",
        "chapno",          "chaphead",     "heading",       "head",         "parttitle",
        "partnumber",      "parthead",     "partheading",   "sectiontitle", "sectionhead",
        "sectionheading",  "booktitle",    "booktitlepage", "msoheading",   "msotitle",
        "msosubtitle",     "title",        "subtitle",      "subheading",   "headline",
        "chaptersubtitle", "chapterlabel"};
    char name[CLASS_BYTES];
    plain(word, bytes, name);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return (uint8_t)(i + 1);
    return 0;
}

/* The digit that ends the class word, "heading2", when it is a level; else 0. */
static int level_of(const char *word, size_t bytes)
{
    char last = bytes > 0 ? word[bytes - 1] : ' ';
    return last >= '1' && last <= '6' ? last - '0' : 0;
}

/* Short, and no sentence: a title may end in ? and !, and in a full stop when it is very short. */
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

int html_heading_by_class(const struct xml_node *node, uint8_t *name)
{
    const char *list = xml_attribute(node, "class");
    *name = 0;
    if (list == NULL || (!xml_is(node, "p") && !xml_is(node, "div")))
        return 0;
    while (*list != '\0') {
        size_t bytes = strcspn(list, " \t\r\n\f");
        uint8_t word = heading_name(list, bytes);
        if (word > 0 && !holds_blocks(node)) {
            *name = word;
            int level = level_of(list, bytes);
            return !is_title(node)                     ? 0
                   : level > 0                         ? level
                   : strncasecmp(list, "part", 4) == 0 ? 1
                                                       : 2;
        }
        list += bytes;
        list += strspn(list, " \t\r\n\f");
    }
    return 0;
}
