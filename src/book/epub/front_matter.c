/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/epub/front_matter.h"

#include "book/element/element.h"
#include "book/epub/nav.h"
#include "book/epub/package.h"
#include "book/epub/title_page.h"
#include "book/wording/page_titles.h"
#include "book/xml/xml.h"

#include <string.h>
#include <strings.h>

/* Chosen: a file that is longer is not skipped for its title or type alone, since a mistake would
 * skip a chapter. */
enum {
    SHORT_PAGE_BYTES = 8 * 1024,  /* imprint */
    LONG_PAGE_BYTES = 256 * 1024, /* contents, index, bibliography, notes */
    FIRST_TEXT_BYTES = 120,       /* of a page; longer text is not a title */
    CONTENTS_LINKS = 5,           /* fewer links may be cross-references */
};

/* What is measured of a page. */
struct page_measure {
    size_t bytes, linked_bytes, links;
    struct text first; /* its first text: usually the heading */
};

static void measure_page(const struct xml_node *root, struct page_measure *page)
{
    const struct xml_node *body = xml_find(root, "body");
    const struct xml_node *top = body != NULL ? body : root, *link = NULL;
    for (const struct xml_node *node = top; node != NULL; node = xml_next(top, node, false)) {
        if (xml_is(node, "a") && xml_attribute(node, "href") != NULL) {
            link = node;
            page->links++;
        }
        if (node->name != NULL) {
            if (page->first.bytes == 0 && html_class(node) == HTML_HEADING)
                xml_text(node, FIRST_TEXT_BYTES, &page->first);
            continue;
        }
        size_t bytes = view_trim(node->text).bytes;
        page->bytes += bytes;
        if (bytes == 0)
            continue;
        if (page->first.bytes == 0 && node->parent != NULL)
            xml_text(node->parent, FIRST_TEXT_BYTES, &page->first);
        const struct xml_node *up = node->parent;
        for (int i = 0; i < 4 && up != NULL && up != link; i++)
            up = up->parent;
        page->linked_bytes += up != NULL && up == link ? bytes : 0;
    }
}

static const char *type_of_title(const struct page_titles *titles, struct view title)
{
    struct text folded = {0};
    title_page_fold(title, &folded);
    const char *type = page_titles_type(titles, text_view(&folded));
    text_release(&folded);
    return type;
}

/* OPF 2.0 has other names for some things than EPUB 3. */
static const char *modern_type(const char *type)
{
    return strcasecmp(type, "notes") == 0 ? "endnotes" : type;
}

static bool may_be(enum skip_reason reason, const struct page_measure *page, size_t entries,
                   const struct epub_package *package)
{
    size_t max = reason == SKIP_FRONT_MATTER ? (size_t)HTML_SHORT_PAGE_BYTES
                 : reason == SKIP_IMPRINT    ? (size_t)SHORT_PAGE_BYTES
                                             : (size_t)LONG_PAGE_BYTES;
    if (reason == SKIP_FOOTNOTE && page->links < 3)
        return false;
    if (reason == SKIP_CONTENTS && page->linked_bytes * 2 < page->bytes)
        return false;
    return reason != SKIP_NONE && page->bytes <= max && entries <= 1 && package->spine_count > 1;
}

/* By the text of a page about which nothing else says anything. */
static enum skip_reason by_text(const struct page_titles *titles, const struct book *book,
                                const struct xml_node *root)
{
    const struct xml_node *body = xml_find(root, "body");
    struct text raw = {0}, page = {0};
    xml_text(body != NULL ? body : root, SHORT_PAGE_BYTES, &raw);
    title_page_fold(text_view(&raw), &page);
    enum skip_reason reason = SKIP_NONE;
    if (is_title_page(book, text_view(&page)))
        reason = SKIP_FRONT_MATTER;
    else if (is_imprint_page(&titles->files, text_view(&raw), text_view(&page)))
        reason = SKIP_IMPRINT;
    text_release(&raw);
    text_release(&page);
    return reason;
}

enum skip_reason front_matter_reason(const struct markup_lists *lists,
                                     const struct page_titles *titles,
                                     const struct epub_package *package, const struct epub_nav *nav,
                                     const struct book *book, const char *path, const char *title,
                                     size_t entries, const struct xml_node *root)
{
    struct page_measure page = {0};
    const struct xml_node *body = xml_find(root, "body");
    body = body != NULL ? body : root;
    measure_page(root, &page);
    enum skip_reason reason = SKIP_NONE;
    for (size_t i = 0; i < package->guide_count && i < 200 && reason == SKIP_NONE; i++)
        if (package->guides[i].fragment[0] == '\0' && strcmp(package->guides[i].path, path) == 0)
            reason = html_type_skipped_at(lists, modern_type(package->guides[i].type), body);
    for (size_t i = 0; i < nav->landmark_count && i < 200 && reason == SKIP_NONE; i++)
        if (nav->landmarks[i].fragment[0] == '\0' && strcmp(nav->landmarks[i].path, path) == 0)
            reason = html_type_skipped_at(lists, nav->landmarks[i].type, body);
    if (!may_be(reason, &page, entries, package)) {
        const char *type = title != NULL ? type_of_title(titles, view_of(title)) : NULL;
        if (type == NULL)
            type = type_of_title(titles, text_view(&page.first));
        reason = type != NULL ? html_type_skipped(lists, type) : SKIP_NONE;
        if (!may_be(reason, &page, entries, package))
            reason = SKIP_NONE;
    }
    bool all_links =
        title == NULL && page.links >= CONTENTS_LINKS && page.linked_bytes * 10 >= page.bytes * 8;
    if (reason == SKIP_NONE && all_links && may_be(SKIP_CONTENTS, &page, entries, package))
        reason = SKIP_CONTENTS;
    if (reason == SKIP_NONE && page.bytes <= SHORT_PAGE_BYTES) {
        reason = by_text(titles, book, root);
        reason = may_be(reason, &page, entries, package) ? reason : SKIP_NONE;
    }
    text_release(&page.first);
    return reason;
}
