/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/fb2/fb2.h"

#include "base/base64.h"
#include "base/mem.h"
#include "book/fb2/text.h"
#include "book/html/html.h"
#include "book/input/zip.h"
#include "book/xml/page.h"
#include "book/xml/xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    LOOK_BYTES = 2048,                  /* chosen: in which the first element is */
    DETAIL_BYTES = 1000,                /* of a title or a list of names; a longer one is cut */
    DESCRIPTION_BYTES = 4000,           /* of the annotation */
    OUTLINE_LEVELS = 3,                 /* of sections that are chapters */
    MAX_COVER_BYTES = 16 * 1024 * 1024, /* as for an EPUB */
};

/* The name of the first member of a zip archive (APPNOTE.TXT 6.3.10, 4.3.7). */
static struct view first_name(struct view zip)
{
    if (zip.bytes < 30 || !zip_matches(zip))
        return (struct view){"", 0};
    size_t bytes = (size_t)(unsigned char)zip.at[26] | (size_t)(unsigned char)zip.at[27] << 8;
    return view_part(zip, 30, 30 + bytes);
}

bool fb2_matches(struct view bytes)
{
    struct view head = view_part(bytes, 0, LOOK_BYTES);
    if (view_ends_nocase(first_name(bytes), ".fb2"))
        return true;
    char plain[LOOK_BYTES]; /* without the zero bytes of UTF-16 */
    size_t count = 0;
    for (size_t i = 0; i < head.bytes; i++)
        if (head.at[i] != '\0')
            plain[count++] = head.at[i];
    struct view look = {plain, count};
    size_t start = 0; /* after white space and a byte order mark */
    while (start < look.bytes &&
           (isspace((unsigned char)look.at[start]) || (unsigned char)look.at[start] >= 0x80))
        start++;
    size_t at = view_find(look, "<FictionBook", 0);
    return at < look.bytes && look.at[start] == '<' && view_find(look, "<html", 0) > at;
}

/* Copies the text of a child of `parent`, or NULL. */
static const char *detail(struct arena *arena, const struct xml_node *parent, const char *name,
                          size_t max_bytes)
{
    return xml_text_copy(arena, parent != NULL ? xml_child(parent, NULL, name) : NULL, max_bytes);
}

/* The persons in elements of this name, with commas between them; NULL: none. */
static const char *persons(struct arena *arena, const struct xml_node *info, const char *element)
{
    static const char *const parts[] = {"first-name", "middle-name", "last-name"};
    struct text all = {0};
    const struct xml_node *node = info != NULL ? xml_child(info, NULL, element) : NULL;
    for (; node != NULL && all.bytes < DETAIL_BYTES; node = xml_child(info, node, element)) {
        struct text name = {0};
        for (int i = 0; i < 3; i++) {
            const char *part = detail(arena, node, parts[i], DETAIL_BYTES);
            if (part != NULL)
                text_addf(&name, "%s%s", name.bytes > 0 ? " " : "", part);
        }
        const char *nickname = detail(arena, node, "nickname", DETAIL_BYTES);
        if (name.bytes == 0 && nickname != NULL)
            text_add_str(&name, nickname);
        if (name.bytes > 0)
            text_addf(&all, "%s%s", all.bytes > 0 ? ", " : "", name.at);
        text_release(&name);
    }
    const char *kept = all.bytes > 0 ? arena_copy_text(arena, all.at, all.bytes) : NULL;
    text_release(&all);
    return kept;
}

static const char *digits_of(struct arena *arena, const char *isbn)
{
    struct text digits = {0};
    for (; isbn != NULL && *isbn != '\0'; isbn++)
        if (isdigit((unsigned char)*isbn) || *isbn == 'X')
            text_add_char(&digits, *isbn);
    const char *kept = digits.bytes == 10 || digits.bytes == 13
                           ? arena_copy_text(arena, digits.at, digits.bytes)
                           : NULL;
    text_release(&digits);
    return kept;
}

/* What the page that html reads has no place for. */
static void take_details(struct book *book, const struct xml_node *info,
                         const struct xml_node *publication)
{
    struct arena *arena = book->arena;
    struct metadata *metadata = &book->metadata;
    const struct xml_node *series = info != NULL ? xml_child(info, NULL, "sequence") : NULL;
    const char *name = series != NULL ? xml_attribute(series, "name") : NULL;
    const char *part = series != NULL ? xml_attribute(series, "number") : NULL;
    metadata->translator = persons(arena, info, "translator");
    metadata->description = detail(arena, info, "annotation", DESCRIPTION_BYTES);
    metadata->date = detail(arena, info, "date", DETAIL_BYTES);
    if (metadata->date == NULL)
        metadata->date = detail(arena, publication, "year", DETAIL_BYTES);
    metadata->publisher = detail(arena, publication, "publisher", DETAIL_BYTES);
    metadata->isbn = digits_of(arena, detail(arena, publication, "isbn", DETAIL_BYTES));
    if (name != NULL && name[0] != '\0')
        metadata->series = arena_copy_text(arena, name, strlen(name));
    if (metadata->series != NULL && part != NULL && part[0] != '\0')
        metadata->series_part = arena_copy_text(arena, part, strlen(part));
}

static const struct xml_node *binary_of(const struct xml_node *root, const char *id)
{
    for (const struct xml_node *node = xml_child(root, NULL, "binary"); node != NULL;
         node = xml_child(root, node, "binary")) {
        const char *own = xml_attribute(node, "id");
        if (own != NULL && strcmp(own, id) == 0)
            return node;
    }
    return NULL;
}

/* The picture that <coverpage> names. */
static void take_cover(struct book *book, const struct xml_node *root, const struct xml_node *info)
{
    const struct xml_node *page = info != NULL ? xml_child(info, NULL, "coverpage") : NULL;
    /* <image>, which the parser of HTML calls <img> when the file is damaged. */
    const struct xml_node *image = page != NULL ? xml_child(page, NULL, NULL) : NULL;
    const char *href = image != NULL ? fb2_href(image) : NULL;
    const struct xml_node *binary =
        href != NULL && href[0] == '#' ? binary_of(root, href + 1) : NULL;
    struct text digits = {0}, picture = {0};
    if (href == NULL)
        return;
    for (const struct xml_node *text = binary != NULL ? binary->child : NULL; text != NULL;
         text = text->next)
        if (text->name == NULL && digits.bytes < 2 * (size_t)MAX_COVER_BYTES)
            text_add_view(&digits, text->text);
    base64_decode(text_view(&digits), &picture);
    struct view bytes = text_view(&picture);
    bool png = view_starts(bytes, "\x89PNG"), jpeg = view_starts(bytes, "\xFF\xD8\xFF");
    if ((png || jpeg) && bytes.bytes <= MAX_COVER_BYTES) {
        unsigned char *copy = arena_alloc(book->arena, bytes.bytes);
        memcpy(copy, bytes.at, bytes.bytes);
        book->cover = (struct cover){copy, bytes.bytes, png ? "image/png" : "image/jpeg"};
    } else {
        book_warn(book, "%s",
                  binary == NULL ? "the picture of the cover is missing"
                                 : "the cover is not a JPEG or PNG, and is not used");
    }
    text_release(&digits);
    text_release(&picture);
}

static struct book *read_document(const struct xml_document *document,
                                  const struct book_options *options, struct err *err)
{
    const struct xml_node *root = xml_find(document->root, "fictionbook");
    root = root != NULL ? root : document->root;
    const struct xml_node *description = xml_child(root, NULL, "description");
    const struct xml_node *info =
        description != NULL ? xml_child(description, NULL, "title-info") : NULL;
    const struct xml_node *publication =
        description != NULL ? xml_child(description, NULL, "publish-info") : NULL;
    struct arena *arena = arena_new();
    struct text page = {0};
    page_start(&page, detail(arena, info, "book-title", DETAIL_BYTES),
               persons(arena, info, "author"), detail(arena, info, "lang", DETAIL_BYTES));
    fb2_text(root, &page);
    page_end(&page);
    arena_free(arena);
    struct book *book = html_page_read(&page, OUTLINE_LEVELS, options, err);
    if (book == NULL)
        return NULL;
    take_details(book, info, publication);
    take_cover(book, root, info);
    book->encoding = document->encoding;
    book->bad_bytes = document->bad_bytes;
    if (document->recovered)
        book_warn(book, "the file is not well-formed; it was read as well as possible");
    return book;
}

/* For zip_open: its only file is asked for later. */
static bool nothing(const char *name)
{
    (void)name;
    return false;
}

/* Puts the FictionBook that is in a zip archive in the place of the archive. */
static bool unpack(struct text *bytes, struct err *err)
{
    struct zip *zip = zip_open(text_view(bytes), nothing, err);
    if (zip == NULL)
        return false;
    size_t member = 0;
    while (member < zip_count(zip) && !view_ends_nocase(view_of(zip_name(zip, member)), ".fb2"))
        member++;
    bool good = member < zip_count(zip);
    if (good) {
        zip_want(zip, member);
        good = zip_load(zip, err);
    } else {
        err_set(err, ERR_INPUT, "is a zip archive without a readable FictionBook");
    }
    if (good && zip_bytes(zip, member).bytes == 0)
        good = err_set(err, ERR_INPUT, "%.200s in it %s", zip_name(zip, member),
                       zip_problem(zip, member) != NULL ? zip_problem(zip, member) : "is empty");
    struct text inside = {0};
    if (good)
        text_add_view(&inside, zip_bytes(zip, member));
    zip_free(zip);
    if (good) {
        text_release(bytes);
        *bytes = inside;
    }
    return good;
}

struct book *fb2_read(const char *path, struct text *bytes, const struct book_options *options,
                      struct err *err)
{
    char *problem = NULL;
    if (zip_matches(text_view(bytes)) && !unpack(bytes, err))
        return NULL;
    struct xml_document *document = xml_parse(text_view(bytes), XML_XHTML, &problem);
    text_release(bytes);
    struct book *book = NULL;
    if (document != NULL)
        book = read_document(document, options, err);
    else
        err_set(err, ERR_INPUT, "%s cannot be read as FictionBook: %s", path, problem);
    xml_free(document);
    free(problem);
    return book;
}
