/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/ogg_pages.h"

#include "base/file.h"

#include <ogg/ogg.h>
#include <string.h>

/* Offsets in the header of a page: RFC 3533, section 6. */
enum { HEADER_BYTES = 27, SERIAL_AT = 14, SEGMENTS_AT = 26 };

static const char SERIAL[4] = {'l', 'e', 'c', 't'};

/* Finds header and body of the page at the start of `v`; false when it is not complete yet. */
static bool find_page(struct view v, ogg_page *page)
{
    const unsigned char *at = (const unsigned char *)v.at;
    if (v.bytes < HEADER_BYTES || v.bytes < (size_t)HEADER_BYTES + at[SEGMENTS_AT])
        return false;
    size_t header = (size_t)HEADER_BYTES + at[SEGMENTS_AT], body = 0;
    for (size_t i = HEADER_BYTES; i < header; i++)
        body += at[i];
    if (v.bytes - header < body)
        return false;
    *page = (ogg_page){.header = (unsigned char *)v.at,
                       .header_len = (long)header,
                       .body = (unsigned char *)v.at + header,
                       .body_len = (long)body};
    return true;
}

bool ogg_pages_write(struct ogg_pages *pages, const void *bytes, size_t count,
                     struct file_out *file, struct err *err)
{
    text_add(&pages->rest, bytes, count);
    struct view rest = text_view(&pages->rest);
    for (ogg_page page; find_page(rest, &page);) {
        size_t page_bytes = (size_t)(page.header_len + page.body_len);
        if (memcmp(page.header, "OggS", 4) != 0)
            return err_set(err, ERR_SYSTEM,
                           "internal error: libsndfile wrote something that is not an Ogg page; "
                           "please report it");
        memcpy(page.header + SERIAL_AT, SERIAL, sizeof SERIAL);
        ogg_page_checksum_set(&page);
        if (!file_write(file, rest.at, page_bytes, err))
            return false;
        rest = view_part(rest, page_bytes, rest.bytes);
    }
    if (rest.bytes > 0)
        memmove(pages->rest.at, rest.at, rest.bytes);
    text_cut(&pages->rest, rest.bytes);
    return true;
}

void ogg_pages_free(struct ogg_pages *pages)
{
    text_release(&pages->rest);
}
