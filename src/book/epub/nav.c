/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/epub/nav.h"

#include "base/mem.h"
#include "book/builder/builder.h"
#include "book/element/element.h"
#include "book/epub/package.h"
#include "book/input/zip.h"
#include "book/xml/address.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>

struct nav_reader {
    const struct epub_package *package;
    struct builder *builder;
    struct epub_nav *nav;
    const char *path;                 /* of the document that is being read */
    int last[EPUB_MAX_NAV_DEPTH + 1]; /* the last entry of each level; -1: none */
};

static const char *title_of(struct nav_reader *reader, const struct xml_node *node)
{
    struct text text = {0};
    xml_text(node, BUILDER_MAX_TITLE_BYTES, &text);
    if (text.bytes == 0) {
        /* The title attribute of the entry, or of the picture in it. */
        const struct xml_node *image = xml_find(node, "img");
        const char *title = xml_attribute(node, "title");
        if (title == NULL && image != NULL)
            title = xml_attribute(image, "title");
        if (title != NULL)
            text_add_view(&text, view_trim(view_part(view_of(title), 0, BUILDER_MAX_TITLE_BYTES)));
    }
    const char *title = arena_copy_text(reader->nav->arena, text_view(&text).at, text.bytes);
    text_release(&text);
    return title;
}

static void add_entry(struct nav_reader *reader, int level, const char *title, const char *href)
{
    struct epub_nav *nav = reader->nav;
    if (nav->count == EPUB_MAX_ENTRIES)
        return;
    level = level < 1 ? 1 : level > EPUB_MAX_NAV_DEPTH ? EPUB_MAX_NAV_DEPTH : level;
    int parent = -1;
    for (int up = level - 1; up >= 1 && parent < 0; up--)
        parent = reader->last[up];
    struct address target = {NULL, ""};
    if (href != NULL && href[0] != '\0' && strcmp(href, "#") != 0) {
        target = address_resolve(nav->arena, reader->path, href);
        if (target.path == NULL)
            builder_warn(reader->builder,
                         "the entry \"%.80s\" in the table of contents points outside the book",
                         title);
    }
    nav->entries = mem_grow(nav->entries, nav->count, &nav->capacity, sizeof *nav->entries);
    nav->entries[nav->count] =
        (struct epub_entry){title, level, parent, target.path, target.fragment};
    reader->last[level] = (int)nav->count++;
    for (int below = level + 1; below <= EPUB_MAX_NAV_DEPTH; below++)
        reader->last[below] = -1;
}

static void read_landmarks(struct nav_reader *reader, const struct xml_node *top)
{
    struct epub_nav *nav = reader->nav;
    for (const struct xml_node *node = top; node != NULL; node = xml_next(top, node, false)) {
        const char *type = xml_is(node, "a") ? xml_attribute(node, "epub:type") : NULL;
        const char *href = type != NULL ? xml_attribute(node, "href") : NULL;
        if (href == NULL || nav->landmark_count >= 1000)
            continue;
        struct address target = address_resolve(nav->arena, reader->path, href);
        if (target.path == NULL)
            continue;
        nav->landmarks = mem_grow(nav->landmarks, nav->landmark_count, &nav->landmark_capacity,
                                  sizeof *nav->landmarks);
        nav->landmarks[nav->landmark_count++] = (struct epub_landmark){
            arena_copy_text(nav->arena, type, strlen(type)), target.path, target.fragment};
    }
}

static void read_nav(struct nav_reader *reader, const struct xml_node *root)
{
    const struct xml_node *toc = NULL, *any = NULL;
    for (const struct xml_node *node = root; node != NULL; node = xml_next(root, node, false)) {
        if (!xml_is(node, "nav"))
            continue;
        any = any == NULL && xml_attribute(node, "epub:type") == NULL ? node : any;
        if (toc == NULL && html_has_type(node, "toc"))
            toc = node;
        else if (html_has_type(node, "landmarks"))
            read_landmarks(reader, node);
    }
    toc = toc != NULL ? toc : any;
    if (toc != NULL) {
        /* <nav>: every <a> or <span> in an <li>; its level is the number of <ol> around it. */
        int depth = 0;
        const struct xml_node *node = toc;
        while (node != NULL) {
            bool list = xml_is(node, "ol") || xml_is(node, "ul");
            bool label = depth > 0 && (xml_is(node, "a") || xml_is(node, "span"));
            if (label)
                add_entry(reader, depth, title_of(reader, node), xml_attribute(node, "href"));
            if (node->name != NULL && node->child != NULL && !label) {
                depth += list;
                node = node->child;
                continue;
            }
            while (node != toc && node->next == NULL) {
                node = node->parent;
                depth -= xml_is(node, "ol") || xml_is(node, "ul");
            }
            node = node == toc ? NULL : node->next;
        }
    }
}

/* <navMap>: every <navPoint>; its level is the depth of nesting. */
static void read_ncx(struct nav_reader *reader, const struct xml_node *root)
{
    int depth = 0;
    const struct xml_node *top = xml_find(root, "navmap"), *node = top;
    while (node != NULL) {
        if (xml_is(node, "navpoint")) {
            const struct xml_node *label = xml_child(node, NULL, "navlabel");
            const struct xml_node *content = xml_child(node, NULL, "content");
            add_entry(reader, depth + 1, label != NULL ? title_of(reader, label) : "",
                      content != NULL ? xml_attribute(content, "src") : NULL);
        }
        bool inside = xml_is(node, "navpoint") || node == top;
        if (inside && node->child != NULL) {
            depth += node != top;
            node = node->child;
            continue;
        }
        while (node != top && node->next == NULL) {
            node = node->parent;
            depth -= node != top;
        }
        node = node == top ? NULL : node->next;
    }
}

/* Frees the bytes of the contents, unless they are also a chapter. */
static void let_go(const struct epub_package *package, struct zip *zip, size_t item)
{
    size_t member = package->items[item].member;
    for (size_t i = 0; i < package->spine_count + package->outside_count; i++)
        if (package->spine[i] != package->nav && package->items[package->spine[i]].member == member)
            return;
    zip_drop(zip, member);
}

static bool read_item(struct nav_reader *reader, struct zip *zip, size_t item,
                      void (*read)(struct nav_reader *, const struct xml_node *),
                      const char *source)
{
    const struct epub_package *package = reader->package;
    if (item == package->item_count)
        return false;
    const struct epub_item *file = &package->items[item];
    struct view bytes = {NULL, 0};
    if (file->member < zip_count(zip))
        bytes = zip_bytes(zip, file->member);
    char *problem = NULL;
    struct xml_document *document = bytes.bytes > 0 ? xml_parse(bytes, XML_XHTML, &problem) : NULL;
    if (document == NULL) {
        builder_warn(reader->builder, "the table of contents %s cannot be read: %s", file->path,
                     problem != NULL ? problem : "the file is missing, damaged or empty");
        free(problem);
        return false;
    }
    let_go(package, zip, item);
    reader->path = file->path;
    for (int level = 0; level <= EPUB_MAX_NAV_DEPTH; level++)
        reader->last[level] = -1;
    read(reader, document->root);
    xml_free(document);
    if (reader->nav->count > 0)
        reader->nav->source = source;
    return reader->nav->count > 0;
}

void epub_nav_read(const struct epub_package *package, struct zip *zip, struct builder *builder,
                   struct epub_nav *out)
{
    *out = (struct epub_nav){.arena = arena_new(), .source = "none"};
    struct nav_reader reader = {.package = package, .builder = builder, .nav = out};
    if (!read_item(&reader, zip, package->nav, read_nav, "nav"))
        read_item(&reader, zip, package->ncx, read_ncx, "ncx");
    if (out->count == EPUB_MAX_ENTRIES)
        builder_warn(builder, "only the first %d entries in the table of contents are used",
                     EPUB_MAX_ENTRIES);
    /* An entry without a target gets that of the first entry below it. */
    for (size_t i = out->count; i-- > 0;) {
        const struct epub_entry *entry = &out->entries[i];
        struct epub_entry *above = entry->parent >= 0 ? &out->entries[entry->parent] : NULL;
        if (above != NULL && above->path == NULL && above + 1 == entry) {
            above->path = entry->path;
            above->fragment = entry->fragment;
        }
    }
}

void epub_nav_free(struct epub_nav *nav)
{
    arena_free(nav->arena);
    free(nav->entries);
    free(nav->landmarks);
}
