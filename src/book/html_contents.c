/* Contents lists, by class and because they are links. */
#include "base/str.h"
#include "book/html_element.h"
#include "book/html_mark.h"
#include "book/xml.h"

#include <string.h>
#include <strings.h>

enum { MAX_CONTENTS_NODES = 20000 };

/* Calibre's newspapers: bars above and below the articles, lists of sections and articles. */
static bool is_of_periodical(const struct xml_node *node)
{
    return html_has_class(node, "calibre_navbar") || html_has_class(node, "calibre_feed_list") ||
           html_has_class(node, "calibre_article_list");
}

bool html_is_contents(const struct xml_node *node)
{
    const char *list = xml_attribute(node, "class");
    if (is_of_periodical(node))
        return true;
    if (list == NULL || !(xml_has_token(list, "toc") || xml_has_token(list, "contents")))
        return false;
    size_t bytes = 0, linked = 0;
    const struct xml_node *next;
    int left = MAX_CONTENTS_NODES;
    for (const struct xml_node *at = node; at != NULL; at = next) {
        if (left-- == 0)
            return false;
        bool link = html_links_inside(at);
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
