/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to epub. The package of an EPUB 2 or 3: which files it has, in which order they are read,
 * and the book's metadata.
 */
#ifndef BOOK_EPUB_PACKAGE_H
#define BOOK_EPUB_PACKAGE_H

#include "base/err.h"
#include "base/str.h"
#include "base/table.h"

#include <stdbool.h>
#include <stddef.h>

struct builder;
struct zip;

enum {
    /* Chosen far above any book: they bound memory and time for a hostile file. */
    EPUB_MAX_SPINE = 100000,
    EPUB_MAX_FALLBACKS = 32,
    EPUB_MAX_READINGS = 4, /* of one file that the reading order names again and again */
};

struct epub_item {
    const char *id, *path, *media_type, *properties, *fallback; /* "" where it is not given */
    size_t member; /* in the zip archive; zip_count when it is not there */
    bool is_place; /* its address has a fragment, which the address of a file must not have */
};

struct epub_guide {
    const char *type, *path, *fragment;
};

struct epub_package {
    struct arena *arena; /* owns all strings */
    const char *path;    /* of the package document */
    struct epub_item *items;
    size_t item_count;
    struct table by_id; /* items by id; of equal ids the first */
    size_t *spine; /* items of the reading order, then those outside it (linear="no", or what is
                      there instead of the book: a comic's script) */
    size_t *named; /* as many: the item that the spine names, where its fallback is read; otherwise
                      the same */
    size_t *order; /* as many: their places in the package document */
    size_t spine_count, outside_count; /* all are in the order if otherwise none would be */
    struct epub_guide *guides;
    size_t guide_count;
    size_t nav, ncx, cover; /* items; item_count when there is none */
};

/* True for the members that epub_package_read needs: for zip_open. */
bool epub_package_needs(const char *name);

/*
 * Finds, reads and parses the package document: the first rootfile that is one, otherwise the only
 * .opf (with a warning, when a rootfile is missing). Metadata go to the book in the making,
 * irregularities become warnings. NULL with ERR_INPUT: no package, not readable, nothing in the
 * spine, DRM.
 */
struct epub_package *epub_package_read(struct zip *zip, struct builder *builder, struct err *err);
/* Puts the files outside the reading order in it, where they were named. */
void epub_package_read_all(struct epub_package *package);
void epub_package_free(struct epub_package *package); /* NULL is fine */

/* Parses <metadata>: title, authors, language and the rest go to the book in the making. */
struct xml_node;
bool epub_metadata_read(const struct xml_node *package, struct builder *builder, struct err *err);

/* False with ERR_INPUT when a file that has to be read is encrypted: DRM. */
bool encryption_check(const struct zip *zip, const struct epub_package *package, struct err *err);

#endif
