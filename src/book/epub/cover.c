/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/epub/cover.h"

#include "base/mem.h"
#include "book/builder/builder.h"
#include "book/epub/package.h"
#include "book/epub/svg_cover.h"
#include "book/input/zip.h"
#include "book/xml/address.h"
#include "book/xml/xml.h"

#include <string.h>
#include <strings.h>

static bool fetch_member(struct zip *zip, size_t member, struct err *err)
{
    zip_want(zip, member);
    return zip_load(zip, err);
}

/* Address of the first picture in a page; NULL when there is none. */
static const char *first_picture(struct epub_package *package, const struct zip *zip, size_t member,
                                 const char *page)
{
    struct xml_document *document = xml_parse(zip_bytes(zip, member), XML_XHTML, NULL);
    const char *found = NULL;
    const struct xml_node *node = document != NULL ? document->root : NULL;
    for (; node != NULL && found == NULL; node = xml_next(document->root, node, false)) {
        const char *href = xml_is(node, "img") ? xml_attribute(node, "src") : NULL;
        if (xml_is(node, "image"))
            href = xml_attribute(node, "xlink:href");
        if (href != NULL)
            found = address_resolve(package->arena, page, href).path;
    }
    xml_free(document);
    return found;
}

static size_t member_at(const struct zip *zip, const char *path)
{
    return path != NULL ? zip_find(zip, view_of(path)) : zip_count(zip);
}

/* The first picture of a page; zip_count when there is none. */
static bool find_in_page(struct zip *zip, struct epub_package *package, const char *path,
                         size_t *member, struct err *err)
{
    size_t page = member_at(zip, path);
    *member = zip_count(zip);
    if (page == zip_count(zip))
        return true;
    if (!fetch_member(zip, page, err))
        return false;
    *member = member_at(zip, first_picture(package, zip, page, path));
    return true;
}

/* The member that is the cover; zip_count when there is none. */
static bool find_cover(struct zip *zip, struct epub_package *package, size_t *member,
                       struct err *err)
{
    *member = zip_count(zip);
    if (package->cover < package->item_count) {
        const struct epub_item *item = &package->items[package->cover];
        *member = item->member;
        return strstr(item->media_type, "html") == NULL ||
               find_in_page(zip, package, item->path, member, err);
    }
    for (size_t i = 0; i < package->guide_count && *member == zip_count(zip); i++)
        if (strcasecmp(package->guides[i].type, "cover") == 0 &&
            !find_in_page(zip, package, package->guides[i].path, member, err))
            return false;
    return true;
}

static const char *media_type(struct view bytes)
{
    if (view_starts(bytes, "\xFF\xD8\xFF"))
        return "image/jpeg";
    return view_starts(bytes, "\x89PNG\r\n\x1A\n") ? "image/png" : NULL;
}

static const char *kind_of(struct view bytes)
{
    if (view_starts(bytes, "GIF8"))
        return "a GIF picture";
    if (view_starts(bytes, "RIFF") && view_is(view_part(bytes, 8, 12), "WEBP"))
        return "a WebP picture";
    if (view_is(view_part(bytes, 4, 11), "ftypavi"))
        return "an AVIF picture";
    if (view_find(view_part(bytes, 0, 4096), "<svg", 0) < view_part(bytes, 0, 4096).bytes)
        return "an SVG drawing without a picture in it";
    return "not a picture in a known format";
}

static void keep_picture(struct builder *builder, const char *name, struct view bytes)
{
    struct book *book = builder_book(builder);
    const char *type = media_type(bytes);
    if (type == NULL) {
        builder_warn(builder,
                     "the cover %.300s is not used: it is %s, and only JPEG and PNG work; choose "
                     "another with --cover",
                     name, kind_of(bytes));
    } else if (bytes.bytes > EPUB_MAX_COVER_BYTES) {
        builder_warn(
            builder,
            "the cover %.300s is not used: it is larger than %d MiB; choose another with --cover",
            name, EPUB_MAX_COVER_BYTES >> 20);
    } else {
        char *copy = arena_copy_text(book->arena, bytes.at, bytes.bytes);
        book->cover = (struct cover){(const unsigned char *)copy, bytes.bytes, type};
    }
}

/* The picture in a drawing, from the drawing itself or from a member of its own. */
static bool keep_svg(struct zip *zip, struct epub_package *package, struct builder *builder,
                     size_t member, struct err *err)
{
    const char *name = zip_name(zip, member);
    struct svg_cover picture;
    struct view bytes = {"", 0};
    size_t beside = zip_count(zip);
    bool good = true;
    if (svg_cover_find(zip_bytes(zip, member), &picture)) {
        bytes = text_view(&picture.bytes);
        if (picture.address != NULL)
            beside = member_at(zip, address_resolve(package->arena, name, picture.address).path);
        good = beside == zip_count(zip) || fetch_member(zip, beside, err);
        if (good && beside < zip_count(zip))
            bytes = zip_bytes(zip, beside);
    }
    if (good && media_type(bytes) != NULL && picture.covered)
        builder_warn(
            builder,
            "the cover %.300s is an SVG drawing; the picture in it is used, without what is "
            "drawn over it",
            name);
    if (good)
        keep_picture(builder, name, media_type(bytes) != NULL ? bytes : zip_bytes(zip, member));
    if (good && beside < zip_count(zip))
        zip_drop(zip, beside);
    svg_cover_release(&picture);
    return good;
}

bool epub_cover(struct zip *zip, struct epub_package *package, struct builder *builder,
                struct err *err)
{
    size_t member;
    if (!find_cover(zip, package, &member, err))
        return false;
    if (member == zip_count(zip))
        return true;
    struct err unread; /* a book is complete without its cover: a warning */
    if (!fetch_member(zip, member, &unread)) {
        builder_warn(builder, "the cover is not used: %s", unread.text);
        zip_drop(zip, member);
        return true;
    }
    struct view bytes = zip_bytes(zip, member);
    struct book *book = builder_book(builder);
    const char *name = zip_name(zip, member);
    bool drawing = media_type(bytes) == NULL && view_find(bytes, "<svg", 0) < bytes.bytes,
         good = true;
    book->cover_source = arena_copy_text(book->arena, name, strlen(name));
    if (drawing)
        good = keep_svg(zip, package, builder, member, err);
    else
        keep_picture(builder, name, bytes);
    zip_drop(zip, member);
    return good;
}
