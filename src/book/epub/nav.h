/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to epub. The contents of an EPUB as a flat list of entries: from the navigation document
 * of EPUB 3, or else from the NCX of EPUB 2.
 */
#ifndef BOOK_EPUB_NAV_H
#define BOOK_EPUB_NAV_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct builder;
struct zip;
struct epub_package;

enum {
    EPUB_MAX_ENTRIES = 100000, /* bounds the memory for a hostile file */
    EPUB_MAX_NAV_DEPTH = 64,   /* deeper entries count as this deep */
};

struct epub_entry {
    const char *title;           /* white space collapsed; may be "" */
    int level;                   /* 1 is the top */
    int parent;                  /* index of the entry above, or -1 */
    const char *path, *fragment; /* path is NULL for an entry without a target */
};

/* A landmark of the navigation document. */
struct epub_landmark {
    const char *type, *path, *fragment;
};

struct epub_nav {
    struct arena *arena;
    struct epub_entry *entries;
    size_t count, capacity;
    struct epub_landmark *landmarks;
    size_t landmark_count, landmark_capacity;
    const char *source; /* "nav", "ncx" or "none" */
};

/*
 * Reads what the zip archive has loaded, and frees it; never fails. Entries without a target, or
 * with a remote one (a warning), get that of the first entry below them.
 */
void epub_nav_read(const struct epub_package *package, struct zip *zip, struct builder *builder,
                   struct epub_nav *out);
void epub_nav_free(struct epub_nav *nav);

#endif
