/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/xml: addresses inside an EPUB: href plus base gives the path of a member and a
 * fragment. Here because every room that resolves an href may use xml/.
 */
#ifndef BOOK_XML_ADDRESS_H
#define BOOK_XML_ADDRESS_H

struct arena;

struct address {
    const char *path;     /* from the root of the zip archive, no "..", no leading slash */
    const char *fragment; /* "" when there is none */
};

/*
 * Resolves `href`, found in the file `base` (a path from the root): percent-decoded, without its
 * query. "" is `base` itself, a leading slash means the root, and ".." stops at the root, so that
 * nothing outside can be named. `path` is NULL when the href has a scheme (http:, file:, data:).
 * The strings are in the arena.
 */
struct address address_resolve(struct arena *arena, const char *base, const char *href);

#endif
