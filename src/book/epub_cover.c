#include "book/epub_cover.h"

#include "base/mem.h"
#include "book/build.h"
#include "book/container.h"
#include "book/epub_package.h"
#include "book/epub_path.h"
#include "book/xml.h"

#include <string.h>
#include <strings.h>

static bool fetch(struct container *container, size_t member, struct err *err)
{
    container_want(container, member);
    return container_load(container, err);
}

/* Address of the first picture in a page; NULL when there is none. */
static const char *first_picture(struct epub_package *package, const struct container *container,
                                 size_t member, const char *page)
{
    struct xml_document *document = xml_parse(container_bytes(container, member), XML_XHTML, NULL);
    const char *found = NULL;
    const struct xml_node *node = document != NULL ? document->root : NULL;
    for (; node != NULL && found == NULL; node = xml_next(document->root, node, false)) {
        const char *href = xml_is(node, "img") ? xml_attribute(node, "src") : NULL;
        if (xml_is(node, "image"))
            href = xml_attribute(node, "xlink:href");
        if (href != NULL)
            found = epub_resolve(package->arena, page, href).path;
    }
    xml_free(document);
    return found;
}

/* The member that is the cover; container_count when there is none. */
static bool find(struct container *container, struct epub_package *package, size_t *member,
                 struct err *err)
{
    *member = container_count(container);
    if (package->cover < package->item_count) {
        *member = package->items[package->cover].member;
        if (strstr(package->items[package->cover].media_type, "html") == NULL)
            return true;
    }
    for (size_t i = 0; i < package->guide_count; i++) {
        const struct epub_guide *guide = &package->guides[i];
        size_t page = container_find(container, view_of(guide->path));
        if (strcasecmp(guide->type, "cover") != 0 || page == container_count(container))
            continue;
        if (!fetch(container, page, err))
            return false;
        const char *picture = first_picture(package, container, page, guide->path);
        if (picture != NULL)
            *member = container_find(container, view_of(picture));
        return true;
    }
    return true;
}

static const char *media_type(struct view bytes)
{
    if (view_starts(bytes, "\xFF\xD8\xFF"))
        return "image/jpeg";
    return view_starts(bytes, "\x89PNG\r\n\x1A\n") ? "image/png" : NULL;
}

bool epub_cover(struct container *container, struct epub_package *package, struct build *build,
                struct err *err)
{
    size_t member;
    if (!find(container, package, &member, err))
        return false;
    if (member == container_count(container))
        return true;
    struct err trap;
    if (!fetch(container, member, &trap)) {
        build_warn(build, "the cover is left out: %s", trap.text);
        container_drop(container, member);
        return true;
    }
    struct view bytes = container_bytes(container, member);
    struct book *book = build_book(build);
    const char *name = container_name(container, member);
    const char *type = media_type(bytes);
    book->details.cover_source = arena_copy_text(book->arena, name, strlen(name));
    if (type == NULL) {
        build_warn(build, "the cover %.300s is neither JPEG nor PNG and is left out", name);
    } else if (bytes.bytes > EPUB_MAX_COVER_BYTES) {
        build_warn(build, "the cover %.300s is larger than %d MiB and is left out", name,
                   EPUB_MAX_COVER_BYTES >> 20);
    } else {
        char *copy = arena_copy_text(book->arena, bytes.at, bytes.bytes);
        book->cover = (struct cover){(const unsigned char *)copy, bytes.bytes, type};
    }
    container_drop(container, member);
    return true;
}
