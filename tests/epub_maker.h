/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Makes small EPUBs in memory for tests: a zip of stored members, written by hand
 * (APPNOTE.TXT 6.3.10, 4.3), so that tests can say exactly what is in it.
 *
 *     struct epub_maker maker = {0};
 *     epub_add(&maker, "META-INF/container.xml", text) ...
 *     struct text zip = epub_finish(&maker);      // frees what the maker holds
 */
#ifndef TESTS_EPUB_MAKER_H
#define TESTS_EPUB_MAKER_H

#include "base/str.h"

#include <stdint.h>
#include <string.h>

struct epub_maker {
    struct text zip, directory;
    unsigned count;
};

#define EPUB_CONTAINER                                                                             \
    "<?xml version='1.0'?><container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>"     \
    "<rootfiles><rootfile full-path='EPUB/book.opf' "                                              \
    "media-type='application/oebps-package+xml'/></rootfiles></container>"

static inline uint32_t epub_crc32(const char *bytes, size_t count)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < count; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static inline void epub_put(struct text *out, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        text_add_char(out, (char)(value >> 8 * i));
}

/* The fields that local and central headers share. */
static inline void epub_header(struct text *out, uint32_t crc, size_t bytes, size_t name_bytes)
{
    epub_put(out, 20, 2);     /* version needed */
    epub_put(out, 0x0800, 2); /* names are UTF-8 */
    epub_put(out, 0, 2);      /* stored */
    epub_put(out, 0, 4);      /* time and date */
    epub_put(out, crc, 4);
    epub_put(out, (uint32_t)bytes, 4);
    epub_put(out, (uint32_t)bytes, 4);
    epub_put(out, (uint32_t)name_bytes, 2);
    epub_put(out, 0, 2); /* extra field */
}

static inline void epub_add_bytes(struct epub_maker *maker, const char *name, const char *bytes,
                                  size_t count)
{
    uint32_t crc = epub_crc32(bytes, count), offset = (uint32_t)maker->zip.bytes;
    text_add(&maker->zip, "PK\003\004", 4);
    epub_header(&maker->zip, crc, count, strlen(name));
    text_add_str(&maker->zip, name);
    text_add(&maker->zip, bytes, count);
    text_add(&maker->directory, "PK\001\002", 4);
    epub_put(&maker->directory, 0x0314, 2); /* made by: Unix */
    epub_header(&maker->directory, crc, count, strlen(name));
    epub_put(&maker->directory, 0, 4); /* comment, disk */
    epub_put(&maker->directory, 0, 2); /* internal attributes */
    epub_put(&maker->directory, 0100644u << 16, 4);
    epub_put(&maker->directory, offset, 4);
    text_add_str(&maker->directory, name);
    maker->count++;
}

static inline void epub_add(struct epub_maker *maker, const char *name, const char *text)
{
    epub_add_bytes(maker, name, text, strlen(text));
}

static inline struct text epub_finish(struct epub_maker *maker)
{
    uint32_t offset = (uint32_t)maker->zip.bytes, bytes = (uint32_t)maker->directory.bytes;
    text_add_view(&maker->zip, text_view(&maker->directory));
    text_add(&maker->zip, "PK\005\006", 4);
    epub_put(&maker->zip, 0, 4);
    epub_put(&maker->zip, maker->count, 2);
    epub_put(&maker->zip, maker->count, 2);
    epub_put(&maker->zip, bytes, 4);
    epub_put(&maker->zip, offset, 4);
    epub_put(&maker->zip, 0, 2);
    text_release(&maker->directory);
    struct text zip = maker->zip;
    maker->zip = (struct text){0};
    return zip;
}

#endif
