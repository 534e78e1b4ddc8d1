/* HTML files as books. */
#include "book/html.h"

#include "base/mem.h"
#include "book/build.h"
#include "book/epub_matter.h"
#include "book/html_css.h"
#include "book/html_details.h"
#include "book/html_element.h"
#include "book/html_targets.h"
#include "book/xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LOOK_BYTES = 4096, NAME_BYTES = 16 };

/* The file's beginning as ASCII, zero bytes of UTF-16 left out. */
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

/* Goes over white space, comments, declarations. */
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

bool html_matches(struct view bytes)
{
    static const char *const inline_names[] = {"b", "i", "a", "font", "span", "u", "big", "small"};
    char head[LOOK_BYTES], name[NAME_BYTES];
    beginning(bytes, head);
    const char *start = head + strspn(head, " \t\r\n");
    const char *at = past_prologue(start);
    if (strncmp(start, "<!doctype html", 14) == 0)
        return true;
    if (at[0] != '<')
        return false;
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

void html_add_styles(struct html_css *css, const struct xml_node *root)
{
    for (const struct xml_node *node = root; node != NULL; node = xml_next(root, node, false))
        if (xml_is(node, "style"))
            for (const struct xml_node *text = node->child; text != NULL; text = text->next)
                if (text->name == NULL)
                    html_css_add(css, text->text);
}

struct book *html_tree_read(const struct xml_document *document, int outline,
                            const struct book_options *options, struct err *err)
{
    struct build *build = build_new();
    struct book *book = build_book(build);
    struct html_css *css = html_css_new();
    html_add_styles(css, document->root);
    build_outline(build, outline);
    html_details_of_head(build, document->root);
    book->encoding = document->encoding;
    book->bad_bytes = document->bad_bytes;
    if (document->recovered)
        build_warn(build, "the file is not well-formed (%s); it was read as well as it could be",
                   document->problem != NULL ? document->problem : "no reason");
    bool images = options != NULL && options->image_texts;
    struct epub_matter *words = images ? epub_matter_new(book->language) : NULL;
    struct html_reader reader = {.build = build,
                                 .options = options,
                                 .css = css,
                                 .language = book->language,
                                 .targets = html_targets_new(),
                                 .image_word = images ? epub_matter_image(words) : NULL};
    html_read(&reader, document->root);
    html_targets_free(reader.targets);
    epub_matter_free(words);
    html_css_free(css);
    book = build_finish(build, options, err);
    if (book != NULL)
        html_details_of_text(book);
    return book;
}

struct book *html_book_read(const char *path, struct text *bytes,
                            const struct book_options *options, struct err *err)
{
    char *problem = NULL;
    struct xml_document *document = xml_parse(text_view(bytes), XML_HTML, &problem);
    text_release(bytes);
    struct book *book = NULL;
    if (document != NULL)
        book = html_tree_read(document, 0, options, err);
    else
        err_set(err, ERR_INPUT, "%s cannot be read as HTML: %s", path, problem);
    xml_free(document);
    free(problem);
    return book;
}
