/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/epub/style_sheets.h"

#include "base/mem.h"
#include "book/element/css.h"
#include "book/epub/package.h"
#include "book/input/zip.h"
#include "book/xml/address.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Chosen: far above what a book needs; they bound time and memory. */
enum {
    MAX_SHEET_BYTES = 2 * 1024 * 1024, /* of all sheets together */
    MAX_IMPORTS_BYTES = 4096,          /* in which @import is, at the start of a sheet */
};

struct sheet {
    size_t member;
    struct view imports; /* its beginning, if it imports others; otherwise empty */
    struct css *css;
};

struct style_sheets {
    const struct zip *zip;
    const struct epub_package *package;
    struct sheet *list; /* in the order of the manifest */
    size_t count, capacity;
};

struct style_sheets *style_sheets_new(const struct epub_package *package, const struct zip *zip)
{
    struct style_sheets *sheets = mem_zero(1, sizeof *sheets);
    size_t left = MAX_SHEET_BYTES;
    sheets->zip = zip;
    sheets->package = package;
    for (size_t i = 0; i < package->item_count; i++) {
        const struct epub_item *item = &package->items[i];
        if (strcasecmp(item->media_type, "text/css") != 0 || item->member == zip_count(zip))
            continue;
        struct view bytes = zip_bytes(zip, item->member);
        if (bytes.bytes > left)
            continue;
        left -= bytes.bytes;
        sheets->list =
            mem_grow(sheets->list, sheets->count, &sheets->capacity, sizeof *sheets->list);
        struct sheet *sheet = &sheets->list[sheets->count++];
        *sheet = (struct sheet){.member = item->member, .css = css_new()};
        if (view_find(bytes, "@import", 0) < bytes.bytes)
            sheet->imports = view_part(bytes, 0, MAX_IMPORTS_BYTES);
        css_add(sheet->css, bytes);
    }
    return sheets;
}

void style_sheets_free(struct style_sheets *sheets)
{
    if (sheets == NULL)
        return;
    for (size_t i = 0; i < sheets->count; i++)
        css_free(sheets->list[i].css);
    free(sheets->list);
    free(sheets);
}

static bool is_for_reading(const struct xml_node *link)
{
    const char *rel = xml_attribute(link, "rel"), *media = xml_attribute(link, "media");
    return xml_has_token(rel, "stylesheet") && !xml_has_token(rel, "alternate") &&
           (media == NULL || strcasestr(media, "print") == NULL);
}

static const struct sheet *find_sheet(const struct style_sheets *sheets, const char *path,
                                      const struct xml_node *link)
{
    const char *href = xml_attribute(link, "href");
    if (href == NULL || !is_for_reading(link))
        return NULL;
    const char *target = address_resolve(sheets->package->arena, path, href).path;
    size_t member =
        target != NULL ? zip_find(sheets->zip, view_of(target)) : zip_count(sheets->zip);
    for (size_t i = 0; i < sheets->count; i++)
        if (sheets->list[i].member == member)
            return &sheets->list[i];
    return NULL;
}

void style_sheets_link(struct style_sheets *sheets, const char *path, const struct xml_node *root,
                       struct css *css)
{
    const struct xml_node *head = xml_find(root, "head");
    const struct xml_node *link = head != NULL ? xml_child(head, NULL, "link") : NULL;
    for (int links = 0; link != NULL && links < CSS_MAX_SHEETS && sheets->count > 0;
         link = xml_child(head, link, "link")) {
        const struct sheet *sheet = find_sheet(sheets, path, link);
        links++;
        if (sheet == NULL)
            continue;
        /* Sheets whose file names occur in this one come before it, as CSS requires. */
        for (size_t i = 0; i < sheets->count && sheet->imports.bytes > 0; i++) {
            const char *name = zip_name(sheets->zip, sheets->list[i].member);
            const char *slash = strrchr(name, '/');
            name = slash != NULL ? slash + 1 : name;
            if (&sheets->list[i] != sheet &&
                view_find(sheet->imports, name, 0) < sheet->imports.bytes)
                css_use(css, sheets->list[i].css);
        }
        css_use(css, sheet->css);
    }
}
