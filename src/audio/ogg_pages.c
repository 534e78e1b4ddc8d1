/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/ogg_pages.h"

#include "base/file.h"
#include "base/mem.h"

#include <ogg/ogg.h>
#include <string.h>

/* Offsets in the header of a page: RFC 3533, section 6. */
enum { HEADER_BYTES = 27, SERIAL_AT = 14, NUMBER_AT = 18, SEGMENTS_AT = 26 };

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

void ogg_pages_start(struct ogg_pages *pages, const struct sound_labels *labels, int rate_hz)
{
    *pages = (struct ogg_pages){.rate_hz = rate_hz};
    vorbis_comments_make(&pages->comments, labels, true);
}

static void add_le32(struct text *out, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        text_add_char(out, (char)(value >> 8 * i));
}

/* Our comment header as pages, always of the same size. Returns how many. */
static uint32_t add_comment_pages(const struct ogg_pages *pages, struct text *out)
{
    static const char vendor[] = "lectern";
    struct text packet = {0};
    text_add_str(&packet, "OpusTags");
    add_le32(&packet, sizeof vendor - 1);
    text_add_str(&packet, vendor);
    add_le32(&packet, pages->comments.count);
    text_add_view(&packet, text_view(&pages->comments.list));
    ogg_stream_state stream;
    uint32_t count = 0, serial = 0;
    for (int i = 3; i >= 0; i--)
        serial = serial << 8 | (unsigned char)SERIAL[i];
    if (ogg_stream_init(&stream, (int)serial) != 0)
        mem_checked(NULL);
    stream.pageno = 1;
    stream.b_o_s = 1; /* the first page of the stream is not one of these */
    ogg_packet whole = {
        .packet = (unsigned char *)packet.at, .bytes = (long)packet.bytes, .packetno = 1};
    if (ogg_stream_packetin(&stream, &whole) != 0)
        mem_checked(NULL);
    for (ogg_page page; ogg_stream_flush(&stream, &page) != 0; count++) {
        text_add(out, (const char *)page.header, (size_t)page.header_len);
        text_add(out, (const char *)page.body, (size_t)page.body_len);
    }
    ogg_stream_clear(&stream);
    text_release(&packet);
    return count;
}

static bool write_comments(struct ogg_pages *pages, struct file_out *file, struct err *err)
{
    struct text own = {0};
    uint32_t count = add_comment_pages(pages, &own);
    pages->shift = count - (pages->seen - 1); /* all that came so far but the first */
    pages->comments_at = file->bytes;
    bool good = file_write(file, own.at, own.bytes, err);
    text_release(&own);
    return good;
}

/* The second packet, which ends the page it ends on, is the comment header. */
static bool take_page(struct ogg_pages *pages, ogg_page *page, struct file_out *file,
                      struct err *err)
{
    bool is_first = pages->seen++ == 0;
    if (!is_first && !pages->comments_passed) {
        pages->comments_passed = ogg_page_packets(page) > 0;
        return !pages->comments_passed || write_comments(pages, file, err);
    }
    uint32_t number = pages->seen - 1 + pages->shift;
    memcpy(page->header + SERIAL_AT, SERIAL, sizeof SERIAL);
    for (int i = 0; i < 4; i++)
        page->header[NUMBER_AT + i] = (unsigned char)(number >> 8 * i);
    ogg_page_checksum_set(page);
    size_t bytes = (size_t)(page->header_len + page->body_len);
    return file_write(file, page->header, bytes, err);
}

bool ogg_pages_write(struct ogg_pages *pages, const void *bytes, size_t count,
                     struct file_out *file, struct err *err)
{
    text_add(&pages->rest, bytes, count);
    struct view rest = text_view(&pages->rest);
    for (ogg_page page; find_page(rest, &page);) {
        if (memcmp(page.header, "OggS", 4) != 0)
            return err_set(err, ERR_SYSTEM,
                           "internal error: libsndfile wrote something that is not an Ogg page; "
                           "please report it");
        if (!take_page(pages, &page, file, err))
            return false;
        rest = view_part(rest, (size_t)(page.header_len + page.body_len), rest.bytes);
    }
    if (rest.bytes > 0)
        memmove(pages->rest.at, rest.at, rest.bytes);
    text_cut(&pages->rest, rest.bytes);
    return true;
}

bool ogg_pages_finish(struct ogg_pages *pages, const uint64_t *starts, struct file_out *file,
                      struct err *err)
{
    struct text own = {0};
    vorbis_comments_set_times(&pages->comments, starts, pages->rate_hz);
    add_comment_pages(pages, &own);
    bool good = file_rewrite(file, pages->comments_at, own.at, own.bytes, err);
    text_release(&own);
    return good;
}

void ogg_pages_free(struct ogg_pages *pages)
{
    text_release(&pages->rest);
    vorbis_comments_free(&pages->comments);
}
