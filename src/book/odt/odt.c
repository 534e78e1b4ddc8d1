/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/odt/odt.h"

#include "base/mem.h"
#include "book/html/html.h"
#include "book/input/zip.h"
#include "book/odt/styles.h"
#include "book/odt/text.h"
#include "book/xml/page.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>

/* Chosen. */
enum {
    LOOK_BYTES = 4096,        /* of a flat document: in which its first element is */
    DETAIL_BYTES = 1000,      /* of the title and other details */
    DESCRIPTION_BYTES = 4000, /* of the comment on the document */
    OUTLINE_LEVELS = 4,       /* of headings that start chapters, as in Markdown */
};

static const char type[] = "application/vnd.oasis.opendocument.text";

/* Its media type is the first member, not compressed, so that it stands at a fixed place
 * (OpenDocument 1.3, part 2, 3.3). */
static bool is_packed(struct view bytes)
{
    return zip_matches(bytes) && view_starts(view_part(bytes, 30, bytes.bytes), "mimetype") &&
           view_starts(view_part(bytes, 38, bytes.bytes), type);
}

bool odt_matches(struct view bytes)
{
    struct view head = view_part(bytes, 0, LOOK_BYTES);
    return is_packed(bytes) || (view_find(head, "<office:document", 0) < head.bytes &&
                                view_find(head, type, 0) < head.bytes);
}

/* The parts of a document; a flat one has all in `content`. NULL where one is missing. */
struct parts {
    struct xml_document *content, *styles, *meta;
    bool damaged;
};

static void release_parts(struct parts *parts)
{
    xml_free(parts->content);
    xml_free(parts->styles);
    xml_free(parts->meta);
}

static bool is_needed(const char *name)
{
    static const char *const names[] = {"content.xml", "styles.xml", "meta.xml",
                                        "META-INF/manifest.xml"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static struct view bytes_of(const struct zip *zip, const char *name)
{
    size_t member = zip_find(zip, view_of(name));
    return member < zip_count(zip) ? zip_bytes(zip, member) : (struct view){"", 0};
}

static struct xml_document *part_of(const struct zip *zip, const char *name)
{
    return xml_parse(bytes_of(zip, name), XML_XHTML, NULL);
}

static bool unpack(struct view bytes, struct parts *parts, struct err *err)
{
    struct zip *zip = zip_open(bytes, is_needed, err);
    if (zip == NULL)
        return false;
    struct view manifest = bytes_of(zip, "META-INF/manifest.xml");
    size_t member = zip_find(zip, view_of("content.xml"));
    bool locked = view_find(manifest, "encryption-data", 0) < manifest.bytes;
    bool good = !locked && member < zip_count(zip);
    if (good) {
        parts->content = part_of(zip, "content.xml");
        parts->styles = part_of(zip, "styles.xml");
        parts->meta = part_of(zip, "meta.xml");
        parts->damaged = zip_problem(zip, member) != NULL || zip_is_cut(zip);
    } else if (locked) {
        err_set(err, ERR_INPUT, "the document has a password; save it without one");
    }
    if (!locked && parts->content == NULL)
        good = err_set(err, ERR_INPUT,
                       "the OpenDocument file has no text that can be read; save it again");
    zip_free(zip);
    return good;
}

/* The text of the first element of that name; NULL: none. */
static const char *detail(struct arena *arena, const struct xml_node *root, const char *name,
                          size_t max_bytes)
{
    return xml_text_copy(arena, root != NULL ? xml_find(root, name) : NULL, max_bytes);
}

static struct book *read_parts(const struct parts *parts, const struct book_options *options,
                               struct err *err)
{
    const struct xml_node *root = parts->content->root;
    const struct xml_node *body = xml_find(root, "text");
    const struct xml_node *meta = parts->meta != NULL ? parts->meta->root : xml_find(root, "meta");
    struct odt_styles *styles =
        odt_styles_new(root, parts->styles != NULL ? parts->styles->root : NULL);
    struct arena *arena = arena_new();
    struct text page = {0};
    const char *language = detail(arena, meta, "language", DETAIL_BYTES);
    const char *author = detail(arena, meta, "initial-creator", DETAIL_BYTES);
    language = language != NULL ? language : odt_styles_language(styles);
    author = author != NULL ? author : detail(arena, meta, "creator", DETAIL_BYTES);
    page_start(&page, detail(arena, meta, "title", DETAIL_BYTES), author, language);
    if (body != NULL)
        odt_text(body, styles, language, &page);
    page_end(&page);
    odt_styles_free(styles);
    struct book *book = html_page_read(&page, OUTLINE_LEVELS, options, err);
    if (book != NULL) {
        book->metadata.description = detail(book->arena, meta, "description", DESCRIPTION_BYTES);
        book->encoding = parts->content->encoding;
        book->bad_bytes = parts->content->bad_bytes;
    }
    arena_free(arena);
    return book;
}

struct book *odt_read(const char *path, struct text *bytes, const struct book_options *options,
                      struct err *err)
{
    struct parts parts = {0};
    char *problem = NULL;
    struct book *book = NULL;
    bool good = true;
    if (zip_matches(text_view(bytes)))
        good = unpack(text_view(bytes), &parts, err);
    else
        parts.content = xml_parse(text_view(bytes), XML_XHTML, &problem);
    text_release(bytes);
    if (good && parts.content == NULL)
        good = err_set(err, ERR_INPUT, "%s cannot be read as OpenDocument: %s", path, problem);
    if (good)
        book = read_parts(&parts, options, err);
    if (book != NULL && (parts.damaged || parts.content->recovered))
        book_warn(book, "the document is damaged; the part that can be read is read");
    release_parts(&parts);
    free(problem);
    return book;
}
