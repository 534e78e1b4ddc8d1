/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/markdown/markdown.h"

#include "base/mem.h"
#include "book/html/html.h"
#include "book/input/encoding.h"
#include "book/markdown/passes.h"
#include "book/wording/language.h"
#include "book/xml/page.h"

#include <cmark.h>
#include <stdlib.h>

/* Chosen. */
enum {
    OUTLINE_LEVELS = 4, /* of headings that start chapters; deeper ones are used as run-in titles */
    MARKDOWN_MAX_BYTES = 16 * 1024 * 1024, /* cmark holds a tree of up to 50 times the text */
};

static const char *kept(struct book *book, struct view v)
{
    return v.bytes > 0 ? arena_copy_text(book->arena, v.at, v.bytes < 1000 ? v.bytes : 1000) : NULL;
}

static bool take_head(struct book *book, const struct markdown_head *head, struct err *err)
{
    const struct {
        enum markdown_field from;
        const char **to;
    } fields[] = {
        {MARKDOWN_TITLE, &book->metadata.title},
        {MARKDOWN_AUTHOR, &book->metadata.author},
        {MARKDOWN_SUBTITLE, &book->metadata.subtitle},
        {MARKDOWN_DATE, &book->metadata.date},
        {MARKDOWN_PUBLISHER, &book->metadata.publisher},
        {MARKDOWN_DESCRIPTION, &book->metadata.description},
        {MARKDOWN_SERIES, &book->metadata.series},
    };
    char tag[LANGUAGE_TAG_BYTES];
    if (!language_tag(book->languages, text_view(&head->fields[MARKDOWN_LANGUAGE]), tag, err))
        return false;
    if (tag[0] != '\0')
        book->metadata.language = kept(book, view_of(tag));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (head->fields[fields[i].from].bytes > 0)
            *fields[i].to = kept(book, text_view(&head->fields[fields[i].from]));
    return true;
}

/* Writes the title into an HTML head: chapters without a heading are named after it. */
static void add_page_head(struct text *page, struct view title)
{
    text_add_str(page, "<html><head>");
    if (title.bytes > 0) {
        text_add_str(page, "<meta name=\"dc.title\" content=\"");
        page_escape(page, title);
        text_add_str(page, "\">");
    }
    text_add_str(page, "</head><body>");
}

/* The page that CommonMark makes of `source`; free() it. */
static char *to_html(struct view source)
{
    struct cmark_mem checked = {mem_zero, mem_resize, free}; /* cmark's own would abort() */
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_UNSAFE, &checked);
    cmark_parser_feed(parser, source.at, source.bytes);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    char *html = cmark_render_html(document, CMARK_OPT_UNSAFE);
    cmark_node_free(document);
    return html;
}

struct book *markdown_read(const char *path, struct text *bytes, const struct book_options *options,
                           struct err *err)
{
    struct decoded decoded = {0};
    if (!encoding_decode(path, bytes, &decoded, err))
        return NULL;
    if (decoded.text.bytes > MARKDOWN_MAX_BYTES) {
        text_release(&decoded.text);
        err_set(err, ERR_INPUT,
                "%s: is larger than the limit of %d MiB for Markdown; split it into parts", path,
                MARKDOWN_MAX_BYTES >> 20);
        return NULL;
    }
    struct markdown_head head = {0};
    struct text prepared = {0}, page = {0};
    markdown_read_metadata(text_view(&decoded.text), &head);
    markdown_prepare(text_view(&decoded.text), &head, &prepared);
    char *html = to_html(text_view(&prepared));
    text_release(&prepared);
    add_page_head(&page, text_view(&head.fields[MARKDOWN_TITLE]));
    text_add_str(&page, html);
    text_add_str(&page, "</body></html>");
    free(html);
    struct book *book = html_page_read(&page, OUTLINE_LEVELS, options, err);
    if (book != NULL && !take_head(book, &head, err)) {
        book_free(book);
        book = NULL;
    }
    if (book != NULL) {
        book->encoding = decoded.encoding;
        book->bad_bytes = decoded.bad_bytes;
        book_warn_mended(book, decoded.mended);
    }
    markdown_head_release(&head);
    text_release(&decoded.text);
    return book;
}
