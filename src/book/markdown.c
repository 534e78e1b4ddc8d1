#include "book/markdown.h"

#include "base/mem.h"
#include "book/build_language.h"
#include "book/encoding.h"
#include "book/html.h"
#include "book/xml.h"

#include <cmark.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    LOOK_BYTES = 256 * 1024,
    ENOUGH_MARKS = 3,
    OUTLINE_LEVELS = 4, /* of headings that begin chapters; deeper ones are used as run-in titles */
};

static bool is_heading(struct view line)
{
    size_t level = 0;
    while (level < line.bytes && level < 7 && line.at[level] == '#')
        level++;
    return level >= 1 && level <= 6 && level + 1 < line.bytes && line.at[level] == ' ' &&
           line.at[level + 1] != ' ';
}

/* [text](address) somewhere in the line. */
static bool has_link(struct view line)
{
    size_t at = view_find(line, "](", 0);
    return at < line.bytes && memchr(line.at, '[', at) != NULL &&
           view_find(line, ")", at) < line.bytes;
}

static bool is_mark(struct view line)
{
    return is_heading(line) || has_link(line) || view_starts(line, "```") ||
           (view_starts(line, "[^") && view_find(line, "]:", 0) < line.bytes) ||
           (view_starts(line, "|") && view_find(line, "---", 0) < line.bytes);
}

bool markdown_matches(struct view bytes)
{
    struct markdown_head head = {0};
    struct view rest = view_part(bytes, 0, LOOK_BYTES), line;
    if (view_starts(rest, "\xEF\xBB\xBF"))
        rest = view_part(rest, 3, rest.bytes);
    if (memchr(rest.at, '\0', rest.bytes) != NULL && view_starts(rest, "%PDF"))
        return false;
    markdown_front_matter(rest, &head);
    if (head.end > 0)
        return true;
    size_t marks = 0, lines = 0;
    while (view_next_line(&rest, &line)) {
        if (view_trim(line).bytes == 0)
            continue;
        if (lines++ == 0 && is_heading(line))
            return true;
        marks += is_mark(line);
    }
    return marks >= ENOUGH_MARKS && marks * 100 >= lines;
}

static const char *kept(struct book *book, struct view v)
{
    return v.bytes > 0 ? arena_copy_text(book->arena, v.at, v.bytes < 1000 ? v.bytes : 1000) : NULL;
}

static void take_head(struct book *book, const struct markdown_head *head)
{
    const struct {
        struct view from;
        const char **to;
    } fields[] = {
        {head->title, &book->title},
        {head->author, &book->author},
        {head->subtitle, &book->details.subtitle},
        {head->date, &book->details.date},
        {head->publisher, &book->details.publisher},
        {head->description, &book->details.description},
        {head->series, &book->details.series},
    };
    char tag[BUILD_TAG_BYTES];
    if (build_language_tag(head->language, tag))
        book->language = kept(book, view_of(tag));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (fields[i].from.bytes > 0)
            *fields[i].to = kept(book, fields[i].from);
}

static struct book *read_html(struct view html, const struct book_options *options, struct err *err)
{
    struct xml_document *document = xml_parse(html, XML_HTML, NULL);
    struct book *book = NULL;
    if (document != NULL)
        book = html_tree_read(document, OUTLINE_LEVELS, options, err);
    else
        err_set(err, ERR_INPUT, "there is nothing to read in it");
    xml_free(document);
    return book;
}

struct book *markdown_read(const char *path, struct text *bytes, const struct book_options *options,
                           struct err *err)
{
    struct decoded decoded = {0};
    if (!encoding_decode(path, bytes, &decoded, err))
        return NULL;
    struct markdown_head head = {0};
    struct text prepared = {0}, page = {0};
    markdown_front_matter(text_view(&decoded.text), &head);
    markdown_prepare(text_view(&decoded.text), &head, &prepared);
    struct view source = text_view(&prepared);
    char *html = cmark_markdown_to_html(source.at, source.bytes, CMARK_OPT_UNSAFE);
    text_release(&prepared);
    text_add_str(&page, "<html><body>");
    text_add_str(&page, html);
    text_add_str(&page, "</body></html>");
    free(html);
    struct book *book = read_html(text_view(&page), options, err);
    if (book != NULL) {
        take_head(book, &head);
        book->encoding = decoded.encoding;
        book->bad_bytes = decoded.bad_bytes;
    }
    text_release(&page);
    text_release(&decoded.text);
    return book;
}
