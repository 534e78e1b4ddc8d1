/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Addresses inside an EPUB.
 */
#ifndef BOOK_XML_ADDRESS_H
#define BOOK_XML_ADDRESS_H

#include "base/mem.h"

#include <stddef.h>

struct address {
    const char *path;     /* from the root of the container, no "..", no leading slash */
    const char *fragment; /* "" when there is none */
};

/*
 * Resolves `href`, as it stands in the file `base` (a path from the root), percent-decoded, its
 * query cut off.
 * "" is `base` itself, a leading slash the root, and ".." stops at the root, so nothing outside can
 * be named. target.path is NULL for what has a scheme (http:, file:, data:). Strings are in the
 * arena.
 */
struct address address_resolve(struct arena *arena, const char *base, const char *href);

#endif
