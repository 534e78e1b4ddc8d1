/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/xml/address.h"

#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static int hex(char c)
{
    return isdigit((unsigned char)c)    ? c - '0'
           : isxdigit((unsigned char)c) ? (c | 0x20) - 'a' + 10
                                        : -1;
}

static void add_decoded(struct text *out, const char *from, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        int high = from[i] == '%' && i + 2 < bytes ? hex(from[i + 1]) : -1;
        int low = high >= 0 ? hex(from[i + 2]) : -1;
        char c = low >= 0 ? (char)(high * 16 + low) : from[i];
        i += low >= 0 ? 2 : 0;
        if (c != '\0')
            text_add_char(out, c);
    }
}

/* A scheme is letters, digits, + - . up to a colon, before any slash (RFC 3986, 3.1). */
static bool has_scheme(const char *href)
{
    size_t bytes = 0;
    while (isalnum((unsigned char)href[bytes]) ||
           (href[bytes] != '\0' && strchr("+-.", href[bytes])))
        bytes++;
    return bytes > 1 && href[bytes] == ':';
}

/* Appends the parts of `path` to `out`, going up for "..". */
static void add_parts(struct text *out, struct view path)
{
    for (size_t at = 0; at < path.bytes;) {
        size_t end = view_find(path, "/", at);
        struct view part = view_part(path, at, end);
        at = end + 1;
        if (view_is(part, "..")) {
            while (out->bytes > 0 && out->at[out->bytes - 1] != '/')
                text_cut(out, out->bytes - 1);
            if (out->bytes > 0)
                text_cut(out, out->bytes - 1);
        } else if (part.bytes > 0 && !view_is(part, ".")) {
            if (out->bytes > 0)
                text_add_char(out, '/');
            text_add_view(out, part);
        }
    }
}

struct address address_resolve(struct arena *arena, const char *base, const char *href)
{
    struct address target = {NULL, ""};
    struct view trimmed = view_trim(view_of(href));
    href = arena_copy_text(arena, trimmed.at, trimmed.bytes);
    if (has_scheme(href) || strncmp(href, "//", 2) == 0)
        return target;
    size_t path_bytes = strcspn(href, "?#");
    const char *hash = strchr(href, '#');
    struct text path = {0}, decoded = {0}, fragment = {0};
    if (hash != NULL)
        add_decoded(&fragment, hash + 1, strlen(hash + 1));
    add_decoded(&decoded, href, path_bytes);
    const char *slash = strrchr(base, '/');
    if (path_bytes == 0)
        add_parts(&path, view_of(base));
    else if (href[0] != '/' && slash != NULL)
        add_parts(&path, (struct view){base, (size_t)(slash - base)});
    for (size_t i = 0; i < decoded.bytes; i++)
        decoded.at[i] = decoded.at[i] == '\\' ? '/' : decoded.at[i];
    add_parts(&path, text_view(&decoded));
    target.path = arena_copy_text(arena, text_view(&path).at, path.bytes);
    target.fragment = arena_copy_text(arena, text_view(&fragment).at, fragment.bytes);
    text_release(&path);
    text_release(&decoded);
    text_release(&fragment);
    return target;
}
