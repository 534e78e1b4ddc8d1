/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/epub/package.h"

#include "base/mem.h"
#include "book/builder/builder.h"
#include "book/input/other_formats.h"
#include "book/input/zip.h"
#include "book/xml/address.h"
#include "book/xml/xml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { EPUB_MAX_ALTERNATES = 1000 }; /* chosen: pages of one comic; bounds the time */

static const char *kept(struct arena *arena, const char *value)
{
    return value != NULL ? arena_copy_text(arena, value, strlen(value)) : "";
}

/* Where container.xml says that the package is; NULL when nothing is there. *named: the last place
 * that it named. */
static const char *rootfile(struct zip *zip, struct arena *arena, const char **named)
{
    size_t member = zip_find(zip, view_of("META-INF/container.xml"));
    if (member == zip_count(zip))
        return NULL;
    struct xml_document *document = xml_parse(zip_bytes(zip, member), XML_XHTML, NULL);
    const char *found = NULL;
    const struct xml_node *node = document != NULL ? document->root : NULL;
    for (; node != NULL && found == NULL; node = xml_next(document->root, node, false)) {
        const char *path = xml_attribute(node, "full-path");
        const char *type = xml_attribute(node, "media-type");
        if (!xml_is(node, "rootfile") || path == NULL ||
            (type != NULL && strcasecmp(type, "application/oebps-package+xml") != 0))
            continue;
        const char *tried = address_resolve(arena, "", path).path;
        *named = tried != NULL ? tried : *named;
        if (tried != NULL && zip_find(zip, view_of(tried)) < zip_count(zip))
            found = tried;
    }
    xml_free(document);
    return found;
}

/* The only .opf in the archive; NULL when there are several or none. */
static const char *only_package(const struct zip *zip)
{
    const char *found = NULL;
    for (size_t i = 0; i < zip_count(zip); i++) {
        const char *name = zip_name(zip, i);
        size_t bytes = strlen(name);
        if (bytes < 4 || strcasecmp(name + bytes - 4, ".opf") != 0)
            continue;
        if (found != NULL)
            return NULL;
        found = name;
    }
    return found;
}

bool epub_package_needs(const char *name)
{
    size_t bytes = strlen(name);
    return strcasecmp(name, "META-INF/container.xml") == 0 ||
           strcasecmp(name, "META-INF/encryption.xml") == 0 ||
           (bytes >= 4 && strcasecmp(name + bytes - 4, ".opf") == 0);
}

/* The first item with that id; item_count when there is none. */
static size_t epub_item_find(const struct epub_package *package, const char *id)
{
    return table_find(&package->by_id, table_text(view_of(id)), package->item_count);
}

static void read_manifest(struct epub_package *package, const struct zip *zip,
                          const struct xml_node *manifest)
{
    size_t capacity = 0;
    struct arena *arena = package->arena;
    for (const struct xml_node *node = xml_child(manifest, NULL, "item"); node != NULL;
         node = xml_child(manifest, node, "item")) {
        const char *href = xml_attribute(node, "href");
        struct address target =
            href != NULL ? address_resolve(arena, package->path, href) : (struct address){0};
        const char *path = target.path;
        package->items =
            mem_grow(package->items, package->item_count, &capacity, sizeof *package->items);
        package->items[package->item_count++] = (struct epub_item){
            .id = kept(arena, xml_attribute(node, "id")),
            .path = path != NULL ? path : "",
            .media_type = kept(arena, xml_attribute(node, "media-type")),
            .properties = kept(arena, xml_attribute(node, "properties")),
            .fallback = kept(arena, xml_attribute(node, "fallback")),
            .member = path != NULL ? zip_find(zip, view_of(path)) : zip_count(zip),
            .is_place = path != NULL && target.fragment[0] != '\0',
        };
    }
    for (size_t i = 0; i < package->item_count; i++)
        table_add(&package->by_id, table_text(view_of(package->items[i].id)), i);
}

static bool is_readable(const struct epub_item *item)
{
    static const char *const types[] = {"application/xhtml+xml",
                                        "text/html",
                                        "image/svg+xml",
                                        "application/x-dtbook+xml",
                                        "text/x-oeb1-document",
                                        "application/html",
                                        "application/xhtml",
                                        "text/xhtml",
                                        "text/plain",
                                        ""};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcasecmp(item->media_type, types[i]) == 0)
            return true;
    return false;
}

/* The item itself or the first of its fallbacks that can be read; item_count when there is none. */
static size_t readable(const struct epub_package *package, size_t item)
{
    for (int step = 0; step < EPUB_MAX_FALLBACKS && item < package->item_count; step++) {
        if (is_readable(&package->items[item]))
            return item;
        const char *fallback = package->items[item].fallback;
        item = fallback[0] != '\0' ? epub_item_find(package, fallback) : package->item_count;
    }
    return package->item_count;
}

/* Is the file to be read once more? Some books name every section of a file: it is read once.
 * `taken`: of each member, how often the spine has named it. */
static bool take(const struct epub_item *item, struct builder *builder, size_t *taken)
{
    size_t times = ++taken[item->member];
    if (times == EPUB_MAX_READINGS + 1 && !item->is_place)
        builder_warn(builder, "the reading order names %.300s again and again; it is read %d times",
                     item->path, EPUB_MAX_READINGS);
    return times <= (item->is_place ? 1 : EPUB_MAX_READINGS);
}

/* `order`: the place among all that the package document names. */
static void add_spine(struct epub_package *package, struct builder *builder, const char *idref,
                      bool linear, size_t order, size_t *taken)
{
    size_t named = epub_item_find(package, idref), item = readable(package, named);
    if (named == package->item_count) {
        builder_warn(builder,
                     "the reading order names \"%.80s\", which is not in the manifest of the EPUB",
                     idref);
        return;
    }
    if (item == package->item_count) {
        builder_warn(builder, "%s has a type that cannot be read (%.80s)",
                     package->items[named].path, package->items[named].media_type);
        return;
    }
    if (!take(&package->items[item], builder, taken))
        return;
    size_t *count = linear ? &package->spine_count : &package->outside_count;
    size_t at = package->spine_count + package->outside_count;
    package->named[at] = named;
    package->spine[at] = item;
    package->order[at] = order;
    ++*count;
}

static size_t read_spine(struct epub_package *package, struct builder *builder,
                         const struct xml_node *spine, bool linear, size_t *taken)
{
    size_t count = 0, order = 0;
    for (const struct xml_node *node = xml_child(spine, NULL, "itemref"); node != NULL;
         node = xml_child(spine, node, "itemref"), order++) {
        const char *idref = xml_attribute(node, "idref"), *says = xml_attribute(node, "linear");
        bool is_linear = says == NULL || strcasecmp(says, "no") != 0;
        if (idref == NULL || is_linear != linear)
            continue;
        if (++count > EPUB_MAX_SPINE) {
            builder_warn(builder, "only the first %d files of the book are read", EPUB_MAX_SPINE);
            break;
        }
        add_spine(package, builder, idref, linear, order, taken);
    }
    return count;
}

/* What a collection holds for those who cannot use the pages: the script of a comic. */
static void read_alternates(struct epub_package *package, const struct xml_node *root,
                            size_t *taken)
{
    size_t count = 0;
    for (const struct xml_node *node = root; node != NULL && count < EPUB_MAX_ALTERNATES;
         node = xml_next(root, node, false)) {
        const struct xml_node *parent = node->parent;
        const char *href = xml_is(node, "link") ? xml_attribute(node, "href") : NULL;
        if (href == NULL || !xml_is(parent, "collection") ||
            !xml_has_token(xml_attribute(parent, "role"), "alternate"))
            continue;
        const char *path = address_resolve(package->arena, package->path, href).path;
        size_t item = 0;
        while (item < package->item_count &&
               (path == NULL || strcmp(package->items[item].path, path) != 0))
            item++;
        count++;
        if (item == package->item_count || !is_readable(&package->items[item]) ||
            taken[package->items[item].member]++ > 0)
            continue;
        size_t at = package->spine_count + package->outside_count++;
        package->spine[at] = package->named[at] = item;
        package->order[at] = SIZE_MAX;
    }
}

static void read_guide(struct epub_package *package, const struct xml_node *guide)
{
    size_t capacity = 0;
    for (const struct xml_node *node = xml_child(guide, NULL, "reference"); node != NULL;
         node = xml_child(guide, node, "reference")) {
        const char *type = xml_attribute(node, "type"), *href = xml_attribute(node, "href");
        if (type == NULL || href == NULL)
            continue;
        struct address target = address_resolve(package->arena, package->path, href);
        if (target.path == NULL)
            continue;
        package->guides =
            mem_grow(package->guides, package->guide_count, &capacity, sizeof *package->guides);
        package->guides[package->guide_count++] =
            (struct epub_guide){kept(package->arena, type), target.path, target.fragment};
    }
}

/* EPUB 2 names its cover in <meta name="cover" content="id">; some books put the path there. */
static size_t cover_of_meta(const struct epub_package *package, const struct xml_node *root)
{
    for (const struct xml_node *node = root; node != NULL; node = xml_next(root, node, false)) {
        const char *name = xml_attribute(node, "name"), *content = xml_attribute(node, "content");
        if (!xml_is(node, "meta") || name == NULL || content == NULL || strcmp(name, "cover") != 0)
            continue;
        size_t item = epub_item_find(package, content);
        const char *path = address_resolve(package->arena, package->path, content).path;
        for (size_t i = 0; item == package->item_count && path != NULL && i < package->item_count;
             i++)
            if (strcmp(package->items[i].path, path) == 0)
                return i;
        return item;
    }
    return package->item_count;
}

static void find_roles(struct epub_package *package, const struct xml_node *root,
                       const struct xml_node *spine)
{
    package->nav = package->ncx = package->cover = package->item_count;
    for (size_t i = package->item_count; i-- > 0;) {
        const struct epub_item *item = &package->items[i];
        if (xml_has_token(item->properties, "nav"))
            package->nav = i;
        if (xml_has_token(item->properties, "cover-image"))
            package->cover = i;
        if (strcasecmp(item->media_type, "application/x-dtbncx+xml") == 0)
            package->ncx = i;
    }
    const char *toc = spine != NULL ? xml_attribute(spine, "toc") : NULL;
    size_t named = toc != NULL ? epub_item_find(package, toc) : package->item_count;
    if (named < package->item_count)
        package->ncx = named;
    if (package->cover == package->item_count)
        package->cover = cover_of_meta(package, root);
}

static bool parse_package(struct epub_package *package, const struct zip *zip,
                          struct builder *builder, struct xml_document *document, struct err *err)
{
    if (document->recovered)
        builder_warn(builder, "the package document %s is damaged (%s)", package->path,
                     document->problem != NULL ? document->problem : "not well-formed");
    const struct xml_node *root = xml_find(document->root, "package");
    root = root != NULL ? root : document->root;
    const struct xml_node *manifest = xml_find(root, "manifest"), *spine = xml_find(root, "spine");
    const struct xml_node *guide = xml_find(root, "guide");
    if (!epub_metadata_read(root, builder, err))
        return false;
    if (manifest != NULL)
        read_manifest(package, zip, manifest);
    size_t *taken = mem_zero(zip_count(zip) + 1, sizeof *taken);
    if (spine != NULL) {
        /* Room for the most that can be read: of either kind, and of alternates. */
        size_t room = 0;
        for (const struct xml_node *node = xml_child(spine, NULL, "itemref");
             node != NULL && room < 2 * EPUB_MAX_SPINE; node = xml_child(spine, node, "itemref"))
            room++;
        room += EPUB_MAX_ALTERNATES;
        package->spine = mem_alloc(room * sizeof *package->spine);
        package->named = mem_alloc(room * sizeof *package->named);
        package->order = mem_alloc(room * sizeof *package->order);
        /* If nothing is linear, everything is. */
        bool any = read_spine(package, builder, spine, true, taken) > 0;
        read_spine(package, builder, spine, false, taken);
        if (!any) {
            package->spine_count = package->outside_count;
            package->outside_count = 0;
        }
        read_alternates(package, root, taken);
    }
    free(taken);
    if (guide != NULL)
        read_guide(package, guide);
    find_roles(package, root, spine);
    if (package->spine_count > 0)
        return true;
    const struct book *book = builder_book(builder);
    return err_set(
        err, ERR_INPUT, "there is nothing to read in the EPUB: its reading order is empty%s%s",
        book->warning_count > 0 ? "; " : "", book->warning_count > 0 ? book->warnings[0] : "");
}

struct epub_package *epub_package_read(struct zip *zip, struct builder *builder, struct err *err)
{
    struct epub_package *package = mem_zero(1, sizeof *package);
    package->arena = arena_new();
    struct xml_document *document = NULL;
    char *problem = NULL;
    bool fine = false;
    const char *named = NULL;
    package->path = rootfile(zip, package->arena, &named);
    if (package->path == NULL) {
        package->path = only_package(zip);
        if (package->path != NULL && named != NULL)
            builder_warn(builder, "there is no package document %.200s; %.200s is used", named,
                         package->path);
    }
    if (package->path == NULL) {
        other_formats_check_zip(zip, err);
        goto out;
    }
    size_t member = zip_find(zip, view_of(package->path));
    zip_want(zip, member);
    if (!zip_load(zip, err))
        goto out;
    if (!encryption_check(zip, package, err)) /* it may be encrypted itself */
        goto out;
    if (zip_problem(zip, member) != NULL)
        builder_warn(builder, "the package document %s %s", package->path,
                     zip_problem(zip, member));
    document = xml_parse(zip_bytes(zip, member), XML_XHTML, &problem);
    if (document == NULL)
        err_set(err, ERR_INPUT, "the package document %s of the EPUB cannot be read: %s",
                package->path, problem);
    else
        fine = parse_package(package, zip, builder, document, err) &&
               encryption_check(zip, package, err);
out:
    free(problem);
    xml_free(document);
    if (fine)
        return package;
    epub_package_free(package);
    return NULL;
}

void epub_package_read_all(struct epub_package *package)
{
    size_t count = package->spine_count + package->outside_count;
    size_t *spine = mem_alloc(count * sizeof *spine), *named = mem_alloc(count * sizeof *named);
    for (size_t to = 0, in = 0, out = package->spine_count; to < count; to++) {
        bool inside =
            in < package->spine_count && (out == count || package->order[in] < package->order[out]);
        size_t from = inside ? in++ : out++;
        spine[to] = package->spine[from];
        named[to] = package->named[from];
    }
    free(package->spine);
    free(package->named);
    package->spine = spine;
    package->named = named;
    package->spine_count = count;
    package->outside_count = 0;
}

void epub_package_free(struct epub_package *package)
{
    if (package == NULL)
        return;
    free(package->items);
    table_release(&package->by_id);
    free(package->spine);
    free(package->named);
    free(package->order);
    free(package->guides);
    arena_free(package->arena);
    free(package);
}
