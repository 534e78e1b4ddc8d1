/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "info/id3_reader.h"

#include "base/str.h"
#include "base/table.h"
#include "info/id3_chapters.h"
#include "info/picture_form.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    TAG_HEADER_BYTES = 10,
    TAG_MOST_BYTES = 64 << 20, /* chosen: a hundred times what a player likes */
    MORE_TAGS_MOST = 64,
    FRAMES_MOST = 1 << 17, /* chosen: more than chapters of any book */
};

static uint32_t be(const uint8_t *at, int bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return value;
}

/* Four bytes of seven bits. */
static uint32_t syncsafe(const uint8_t *at)
{
    return (uint32_t)(at[0] & 0x7F) << 21 | (uint32_t)(at[1] & 0x7F) << 14 |
           (uint32_t)(at[2] & 0x7F) << 7 | (at[3] & 0x7F);
}

/* Removes the zero after each 0xFF, in place. */
static size_t resynchronise(uint8_t *bytes, size_t count)
{
    size_t to = 0;
    for (size_t i = 0; i < count; i++) {
        bytes[to++] = bytes[i];
        if (bytes[i] == 0xFF && i + 1 < count && bytes[i + 1] == 0)
            i++;
    }
    return to;
}

/* Offset after the terminator of a string in this encoding; `count` when there is none. */
static size_t string_end(const uint8_t *at, size_t count, int encoding, size_t *end)
{
    size_t step = encoding == 1 || encoding == 2 ? 2 : 1;
    for (size_t i = 0; i + step <= count; i += step)
        if (at[i] == 0 && (step == 1 || at[i + 1] == 0)) {
            *end = i;
            return i + step;
        }
    *end = count;
    return count;
}

static uint32_t unit_at(const uint8_t *at, bool little)
{
    return little ? (uint32_t)(at[1] << 8 | at[0]) : (uint32_t)(at[0] << 8 | at[1]);
}

static void add_utf16(const uint8_t *at, size_t count, bool little, struct text *out)
{
    if (count >= 2 && (unit_at(at, true) == 0xFEFF || unit_at(at, false) == 0xFEFF)) {
        little = unit_at(at, true) == 0xFEFF;
        at += 2;
        count -= 2;
    }
    for (size_t i = 0; i + 2 <= count; i += 2) {
        uint32_t unit = unit_at(at + i, little);
        uint32_t low = i + 4 <= count ? unit_at(at + i + 2, little) : 0;
        if (unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        text_add_rune(out, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
    }
}

static void add_utf8(struct view v, struct text *out)
{
    for (size_t at = 0; at < v.bytes;)
        text_add_rune(out, rune_next(v, &at));
}

static void add_string(const uint8_t *at, size_t count, int encoding, struct text *out)
{
    if (encoding == 1 || encoding == 2)
        add_utf16(at, count, encoding == 1, out);
    else if (encoding == 3)
        add_utf8((struct view){(const char *)at, count}, out);
    else
        for (size_t i = 0; i < count; i++)
            text_add_rune(out, at[i]);
}

/* One string; *used: bytes with the terminator. */
static const char *take_string(struct arena *arena, const uint8_t *at, size_t count, int encoding,
                               size_t *used)
{
    struct text out = {0};
    size_t end;
    *used = string_end(at, count, encoding, &end);
    add_string(at, end, encoding, &out);
    const char *copy = arena_copy_text(arena, text_view(&out).at, out.bytes);
    text_release(&out);
    return copy;
}

/* All strings up to the end of the frame; several are parted by "; ". */
static const char *take_strings(struct arena *arena, const uint8_t *at, size_t count, int encoding)
{
    struct text out = {0};
    while (count > 0) {
        size_t end, used = string_end(at, count, encoding, &end);
        if (end > 0 && out.bytes > 0)
            text_add_str(&out, "; ");
        add_string(at, end, encoding, &out);
        at += used;
        count -= used;
    }
    const char *copy = arena_copy_text(arena, text_view(&out).at, out.bytes);
    text_release(&out);
    return copy;
}

const char *id3_title(struct arena *arena, struct id3_frame frame)
{
    return frame.count == 0 ? "" : take_strings(arena, frame.at + 1, frame.count - 1, frame.at[0]);
}

static void add_text(struct info_tag *tag, const char *id, const char *name, const char *value)
{
    tag->texts = mem_grow(tag->texts, tag->text_count, &tag->text_capacity, sizeof *tag->texts);
    tag->texts[tag->text_count++] = (struct info_text){id, name, value};
}

/* TXXX, and COMM and USLT, which have three letters of a language first. */
static void read_named(struct info_tag *tag, struct arena *arena, const char *id,
                       struct id3_frame frame)
{
    size_t skip = id[0] == 'T' ? 1 : 4, used;
    if (frame.count <= skip)
        return;
    const uint8_t *at = frame.at + skip;
    const char *name = take_string(arena, at, frame.count - skip, frame.at[0], &used);
    add_text(tag, id, name, take_strings(arena, at + used, frame.count - skip - used, frame.at[0]));
}

static void read_picture(struct info_tag *tag, struct arena *arena, struct id3_frame frame)
{
    struct info_picture picture = {.mime = ""};
    size_t used;
    if (frame.count < 4)
        return;
    const uint8_t *at = frame.at + 1, *end = frame.at + frame.count;
    if (tag->version == 2) {
        picture.mime = arena_copy_text(arena, (const char *)at, 3);
        at += 3;
    } else {
        picture.mime = take_string(arena, at, (size_t)(end - at), 0, &used);
        at += used;
    }
    if (at >= end)
        return;
    picture.type = *at++;
    take_string(arena, at, (size_t)(end - at), frame.at[0], &used);
    at += used;
    picture.bytes = (size_t)(end - at);
    picture_form(at, picture.bytes, &picture);
    tag->pictures =
        mem_grow(tag->pictures, tag->picture_count, &tag->picture_capacity, sizeof *tag->pictures);
    tag->pictures[tag->picture_count++] = picture;
}

static void read_frame(struct info_tag *tag, struct arena *arena, struct id3_chapters *chapters,
                       const char *id, struct id3_frame frame)
{
    if (strcmp(id, "TXXX") == 0 || strcmp(id, "TXX") == 0 || strcmp(id, "COMM") == 0 ||
        strcmp(id, "COM") == 0 || strcmp(id, "USLT") == 0)
        read_named(tag, arena, id, frame);
    else if (id[0] == 'T' && frame.count > 0)
        add_text(tag, id, "", id3_title(arena, frame));
    else if (strcmp(id, "APIC") == 0 || strcmp(id, "PIC") == 0)
        read_picture(tag, arena, frame);
    else if (strcmp(id, "CHAP") == 0) {
        tag->pictures_first = tag->pictures_first || tag->picture_count > 0;
        id3_chapters_add(chapters, arena, frame, tag->version);
    } else if (strcmp(id, "CTOC") == 0)
        id3_chapters_add_contents(chapters, arena, frame, tag->version);
    else if (strcmp(id, "PRIV") == 0 && frame.count > 8 && memcmp(frame.at, "lectern", 8) == 0)
        tag->has_seal_frame = true;
}

/* The size in the header of a frame. Version 2.4 has seven bits in a byte; some programs do not
 * know that, so where a frame would not be followed by another one, the other reading is tried. */
static size_t frame_size(const uint8_t *at, const uint8_t *end, int version)
{
    if (version == 2)
        return be(at + 3, 3);
    uint32_t plain = be(at + 4, 4), safe = syncsafe(at + 4);
    size_t left = (size_t)(end - at) - 10;
    if (version == 3 || plain == safe)
        return plain;
    bool fits = safe <= left && (left - safe < 10 || at[10 + safe] == 0 || isupper(at[10 + safe]));
    return fits ? safe : plain;
}

static bool is_id(const uint8_t *at, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if (!isupper(at[i]) && !isdigit(at[i]))
            return false;
    return true;
}

bool id3_next(const uint8_t **at, const uint8_t *end, int version, char id[5],
              struct id3_frame *frame)
{
    size_t head = version == 2 ? 6 : 10, letters = version == 2 ? 3 : 4;
    if ((size_t)(end - *at) < head || !is_id(*at, letters))
        return false;
    size_t size = frame_size(*at, end, version);
    if (size > (size_t)(end - *at) - head)
        return false;
    memset(id, 0, 5);
    memcpy(id, *at, letters);
    *frame = (struct id3_frame){*at + head, size, version == 2 ? 0 : be(*at + 8, 2)};
    *at += head + size;
    return true;
}

/* Compressed or encrypted ones are left alone. Version 2.4 may add a length, and unsynchronise each
 * frame by itself; the bytes are ours to change. */
static bool open_frame(struct id3_frame *frame, int version)
{
    uint32_t closed = version == 3 ? 0xC0 : version == 4 ? 0x0C : 0;
    if ((frame->flags & closed) != 0)
        return false;
    if (version == 4 && (frame->flags & 1) != 0 && frame->count >= 4) {
        frame->at += 4;
        frame->count -= 4;
    }
    return true;
}

static void read_frames(struct info_tag *tag, struct arena *arena, const uint8_t *at,
                        const uint8_t *end)
{
    struct id3_chapters chapters = {0};
    struct id3_frame frame;
    char id[5];
    while (tag->frame_count < FRAMES_MOST && id3_next(&at, end, tag->version, id, &frame)) {
        tag->frame_count++;
        if (tag->version == 4 && (frame.flags & 2) != 0 && !tag->is_unsynchronised)
            frame.count = resynchronise((uint8_t *)(uintptr_t)frame.at, frame.count);
        if (open_frame(&frame, tag->version))
            read_frame(tag, arena, &chapters, arena_copy_text(arena, id, strlen(id)), frame);
    }
    id3_chapters_finish(&chapters, arena, tag);
    tag->padding_bytes = (size_t)(end - at);
    tag->padding_is_zero = true;
    for (; at < end; at++)
        tag->padding_is_zero = tag->padding_is_zero && *at == 0;
    tag->bad_frames = tag->padding_bytes > 0 && !tag->padding_is_zero;
}

static uint64_t tag_size(struct source *source, uint64_t at)
{
    const uint8_t *head = source_get(source, at, TAG_HEADER_BYTES);
    if (head == NULL || memcmp(head, "ID3", 3) != 0 || head[3] < 2 || head[3] > 4)
        return 0;
    return TAG_HEADER_BYTES + (uint64_t)syncsafe(head + 6) +
           (head[3] == 4 && (head[5] & 0x10) != 0 ? TAG_HEADER_BYTES : 0); /* a footer */
}

/* The whole tag, or as much of it as the file has. */
static void read_tag(struct source *source, struct text *bytes, uint64_t size)
{
    if (size > source->bytes)
        size = source->bytes;
    for (uint64_t at = 0, step; at < size; at += step) {
        step = size - at < SOURCE_WINDOW_BYTES ? size - at : SOURCE_WINDOW_BYTES;
        const uint8_t *part = source_get(source, at, (size_t)step);
        if (part == NULL)
            return;
        text_add(bytes, (const char *)part, (size_t)step);
    }
}

static void parse_tag(struct info_tag *tag, struct arena *arena, struct text *bytes)
{
    uint8_t *head = (uint8_t *)bytes->at, *at = head + TAG_HEADER_BYTES;
    size_t count = bytes->bytes - TAG_HEADER_BYTES;
    tag->version = head[3];
    tag->is_unsynchronised = (head[5] & 0x80) != 0;
    tag->has_extended_header = tag->version > 2 && (head[5] & 0x40) != 0;
    if (tag->version == 4 && (head[5] & 0x10) != 0)
        count -= count < TAG_HEADER_BYTES ? count : TAG_HEADER_BYTES;
    if (tag->is_unsynchronised)
        count = resynchronise(at, count);
    if (tag->has_extended_header && count >= 4) {
        size_t skip = tag->version == 4 ? syncsafe(at) : (size_t)be(at, 4) + 4;
        skip = skip < count ? skip : count;
        at += skip;
        count -= skip;
    }
    read_frames(tag, arena, at, at + count);
}

uint64_t id3_read(struct source *source, struct arena *arena, struct info_tag *tag)
{
    uint64_t size = tag_size(source, 0), at = size;
    if (size == 0)
        return 0;
    tag->bytes = size;
    tag->is_cut = size > source->bytes || size > TAG_MOST_BYTES;
    if (size <= TAG_MOST_BYTES) {
        struct text bytes = {0};
        read_tag(source, &bytes, size);
        if (bytes.bytes >= TAG_HEADER_BYTES)
            parse_tag(tag, arena, &bytes);
        text_release(&bytes);
    }
    while (tag->more_tags < MORE_TAGS_MOST && (size = tag_size(source, at)) > 0) {
        tag->more_tags++;
        at += size;
    }
    return at < source->bytes ? at : source->bytes;
}

void id3_reader_release(struct info_tag *tag)
{
    free(tag->texts);
    free(tag->chapters);
    free(tag->contents);
    free(tag->pictures);
}
