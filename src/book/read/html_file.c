/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/read/html_file.h"

#include "base/mem.h"
#include "book/builder/builder.h"
#include "book/element/element.h"
#include "book/element/web_page.h"
#include "book/html/html.h"
#include "book/markdown/markdown.h"
#include "book/plain/plain.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* All chosen. */
enum {
    LOOK_BYTES = 4096,      /* the first tag is within these */
    NAME_BYTES = 16,        /* longer than any name of HTML */
    TAGS_BYTES = 64 * 1024, /* of a file without a first tag: where others are counted */
    FEWEST_TAGS = 3,        /* and so many are needed */
};

/* The start of the file in lower case, without the zero bytes of UTF-16 and the byte order mark. */
static size_t beginning(struct view bytes, char out[LOOK_BYTES])
{
    size_t count = 0;
    for (size_t i = 0; i < bytes.bytes && count < LOOK_BYTES - 1; i++) {
        unsigned char c = (unsigned char)bytes.at[i];
        bool mark = i < 3 && c >= 0xBB;
        if (c != 0 && !mark)
            out[count++] = (char)tolower(c);
    }
    out[count] = '\0';
    return count;
}

/* After white space, comments and declarations. */
static const char *past_prologue(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n");
        const char *end = strncmp(at, "<!--", 4) == 0    ? strstr(at, "-->")
                          : strncmp(at, "<?", 2) == 0    ? strstr(at, ">")
                          : strncmp(at, "<!doc", 5) == 0 ? strstr(at, ">")
                                                         : NULL;
        if (end == NULL)
            return at;
        at = strchr(end, '>') + 1;
    }
}

/* Text with a tag of a paragraph, line or heading for every fourth line. */
static bool is_tagged(struct view text)
{
    static const char *const tags[] = {"<p>", "</p>", "<p ", "<br", "</h1", "</h2", "</h3"};
    struct view look = view_part(text, 0, TAGS_BYTES);
    size_t tagged = 0, lines = 1;
    for (size_t i = 0; i < look.bytes; i++) {
        struct view at = view_part(look, i, i + 4);
        lines += at.at[0] == '\n';
        for (size_t j = 0; at.at[0] == '<' && j < sizeof tags / sizeof tags[0]; j++)
            tagged += view_is_nocase(view_part(at, 0, strlen(tags[j])), tags[j]);
    }
    return tagged >= FEWEST_TAGS && tagged * 4 >= lines;
}

bool html_file_matches(struct view bytes)
{
    static const char *const inline_names[] = {"b", "i", "a", "font", "span", "u", "big", "small"};
    char head[LOOK_BYTES], name[NAME_BYTES];
    beginning(bytes, head);
    const char *start = head + strspn(head, " \t\r\n");
    const char *at = past_prologue(start);
    if (strncmp(start, "<!doctype html", 14) == 0)
        return true;
    if (at[0] != '<')
        return is_tagged(bytes) && !markdown_matches(bytes);
    size_t count = strcspn(at + 1, " \t\r\n/>");
    if (count == 0 || count >= sizeof name)
        return false;
    memcpy(name, at + 1, count);
    name[count] = '\0';
    for (size_t i = 0; i < sizeof inline_names / sizeof inline_names[0]; i++)
        if (strcmp(name, inline_names[i]) == 0)
            return true;
    return html_class(&(struct xml_node){.name = name}) != HTML_INLINE;
}

/* A plain text inside a web page, whose <title> is the second choice. */
static struct book *read_plain_inside(const char *path, const struct xml_document *document,
                                      struct text *text, const struct book_options *options,
                                      struct err *err)
{
    struct text title = {0};
    const struct book_options none = {0};
    struct book *book = plain_read(path, text, options != NULL ? options : &none, err);
    const struct xml_node *node = xml_find(document->root, "title");
    if (node != NULL)
        xml_text(node, BUILDER_MAX_TITLE_BYTES, &title);
    if (book != NULL && book->metadata.title == NULL && title.bytes > 0)
        book->metadata.title = arena_copy_text(book->arena, title.at, title.bytes);
    if (book != NULL)
        book->encoding = document->encoding;
    text_release(&title);
    return book;
}

struct book *html_file_read(const char *path, struct text *bytes,
                            const struct book_options *options, struct err *err)
{
    char *problem = NULL;
    struct xml_document *document = xml_parse(text_view(bytes), XML_HTML, &problem);
    text_release(bytes);
    struct book *book = NULL;
    struct text plain = {0};
    if (document != NULL && web_page_is_plain(document->root, &plain))
        book = read_plain_inside(path, document, &plain, options, err);
    else if (document != NULL)
        book = html_document_read(document, 0, options, err);
    else
        err_set(err, ERR_INPUT, "%s cannot be read as HTML: %s", path, problem);
    text_release(&plain);
    xml_free(document);
    free(problem);
    return book;
}
