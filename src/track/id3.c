/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track/id3.h"

#include "base/big_endian.h"
#include "base/mem.h"
#include "track/seal.h"
#include "track/toc.h"
#include "track/track.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>

enum {
    HEADER_BYTES = 10, /* of the tag and of every ID3 frame */
    LATIN1 = 0,        /* text encodings: ID3 2.3.0, section 3.3 */
    UTF16_WITH_BOM = 1,
    CTOC_ORDERED = 1, /* flags: Chapter Frame Addendum, section 3.2 */
    CTOC_TOP = 2,
    PICTURE_FRONT_COVER = 3, /* ID3 2.3.0, section 4.15 */
};

static const char BOM[] = "\xFF\xFE"; /* UTF-16LE */

static void add_be32(struct text *tag, uint32_t value)
{
    char bytes[4];
    put_be32(bytes, value);
    text_add(tag, bytes, sizeof bytes);
}

/* Begins an ID3 frame and returns where it starts, for frame_end. Frames may be nested. */
static size_t frame_begin(struct text *tag, const char *id)
{
    size_t start = tag->bytes;
    text_add(tag, id, 4);
    text_add(tag, "\0\0\0\0\0\0", 6);
    return start;
}

static void frame_end(struct text *tag, size_t start)
{
    put_be32(tag->at + start + 4, (uint32_t)(tag->bytes - start - HEADER_BYTES));
}

static void add_unit(struct text *tag, uint32_t unit)
{
    text_add_char(tag, (char)(unit & 0xFF));
    text_add_char(tag, (char)(unit >> 8));
}

static void add_utf16_rune(struct text *tag, uint32_t rune)
{
    if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0))
        rune = ' ';
    if (rune < 0x10000) {
        add_unit(tag, rune);
        return;
    }
    add_unit(tag, 0xD800 + ((rune - 0x10000) >> 10));
    add_unit(tag, 0xDC00 + ((rune - 0x10000) & 0x3FF));
}

static void add_utf16(struct text *tag, const char *utf8)
{
    struct view v = view_of(utf8 == NULL ? "" : utf8);
    for (size_t at = 0; at < v.bytes;)
        add_utf16_rune(tag, rune_next(v, &at));
}

static void add_human(struct text *tag, const char *text)
{
    text_add(tag, BOM, 2);
    add_utf16(tag, text);
    add_unit(tag, 0);
}

static void add_text_frame(struct text *tag, const char *id, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    size_t frame = frame_begin(tag, id);
    text_add_char(tag, UTF16_WITH_BOM);
    add_human(tag, text);
    frame_end(tag, frame);
}

/* The code of ISO 639-2/T for a BCP 47 tag; "" when ICU does not know it. */
static const char *language_code(const char *bcp47)
{
    if (bcp47 == NULL || bcp47[0] == '\0')
        return "";
    const char *code = uloc_getISO3Language(bcp47);
    return strlen(code) == 3 ? code : "";
}

/* A full text may have line feeds (ID3 2.3.0, section 3.3). */
static void add_lines(struct text *tag, struct view text)
{
    for (size_t at = 0; at < text.bytes;) {
        uint32_t rune = rune_next(text, &at);
        if (rune == '\n')
            add_unit(tag, rune);
        else
            add_utf16_rune(tag, rune);
    }
}

static void add_comment(struct text *tag, const char *comment, const char *language)
{
    if (comment == NULL || comment[0] == '\0')
        return;
    size_t frame = frame_begin(tag, "COMM");
    text_add_char(tag, UTF16_WITH_BOM);
    text_add(tag, language[0] != '\0' ? language : "und", 3);
    add_human(tag, "");
    text_add(tag, BOM, 2);
    add_lines(tag, view_of(comment));
    add_unit(tag, 0);
    frame_end(tag, frame);
}

/* For a stream: the titles of the chapters as text, a line each, indented by their level. */
static void add_titles(struct text *tag, const struct track_plan *plan, const char *language)
{
    size_t frame = frame_begin(tag, "COMM");
    text_add_char(tag, UTF16_WITH_BOM);
    text_add(tag, language[0] != '\0' ? language : "und", 3);
    add_human(tag, "Chapters");
    text_add(tag, BOM, 2);
    for (size_t i = 0; i < plan->chapter_count; i++) {
        if (i > 0)
            add_unit(tag, '\n');
        for (int level = 1; level < plan->chapters[i].level; level++)
            add_utf16(tag, "  ");
        add_utf16(tag, plan->chapters[i].title);
    }
    add_unit(tag, 0);
    frame_end(tag, frame);
}

/* A field that has no ID3 frame. The names are those that Audiobookshelf and Mp3tag read. */
static void add_named(struct text *tag, const char *name, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    size_t frame = frame_begin(tag, "TXXX");
    text_add_char(tag, UTF16_WITH_BOM);
    add_human(tag, name);
    add_human(tag, text);
    frame_end(tag, frame);
}

static void add_year(struct text *tag, const char *year)
{
    size_t digits = 0;
    for (; year != NULL && *year != '\0' && digits < 4; year++)
        digits = isdigit((unsigned char)*year) ? digits + 1 : 0;
    if (digits < 4)
        return;
    char four[5] = {year[-4], year[-3], year[-2], year[-1], '\0'};
    add_text_frame(tag, "TYER", four);
}

static void add_number(struct text *tag, const struct track_plan *plan)
{
    struct text number = {0};
    if (plan->of == 0)
        return;
    text_addf(&number, "%zu/%zu", plan->number, plan->of);
    add_text_frame(tag, "TRCK", number.at);
    text_release(&number);
}

/* "Saga #3" */
static void add_series(struct text *tag, const char *name, const char *part)
{
    struct text both = {0};
    if (name == NULL || name[0] == '\0')
        return;
    text_addf(&both, part != NULL && part[0] != '\0' ? "%s #%s" : "%s", name, part);
    add_text_frame(tag, "TIT1", both.at);
    text_release(&both);
}

/* Genre and subjects, as Audiobookshelf separates them. */
static void add_genres(struct text *tag, const struct metadata *metadata)
{
    struct text both = {0};
    if (metadata->genre != NULL)
        text_add_str(&both, metadata->genre);
    if (metadata->subjects != NULL && metadata->subjects[0] != '\0')
        text_addf(&both, "%s%s", both.bytes > 0 ? "; " : "", metadata->subjects);
    add_text_frame(tag, "TCON", both.at);
    text_release(&both);
}

/* The two series in fields of their own, and the first in Apple's frames, too. */
static void add_all_series(struct text *tag, const struct metadata *metadata)
{
    add_text_frame(tag, "MVNM", metadata->series);
    add_text_frame(tag, "MVIN", metadata->series_part);
    add_named(tag, "SERIES", metadata->series);
    add_named(tag, "SERIES-PART", metadata->series_part);
    add_named(tag, "MVNM", metadata->series);
    add_named(tag, "MVIN", metadata->series_part);
    add_named(tag, "SERIES2", metadata->series2);
    add_named(tag, "SERIES2-PART", metadata->series2_part);
}

static void add_replay_gain(struct text *tag, const struct track_plan *plan)
{
    char gain[32], peak[32];
    if (plan->peak == 0)
        return;
    snprintf(gain, sizeof gain, "%+.2f dB", plan->replay_gain_db);
    snprintf(peak, sizeof peak, "%.6f", plan->peak);
    add_named(tag, "REPLAYGAIN_TRACK_GAIN", gain);
    add_named(tag, "REPLAYGAIN_TRACK_PEAK", peak);
    add_named(tag, "REPLAYGAIN_ALBUM_GAIN", gain);
    add_named(tag, "REPLAYGAIN_ALBUM_PEAK", peak);
}

static void add_texts(struct text *tag, const struct track_plan *plan)
{
    const struct metadata *metadata = &plan->metadata;
    const char *language = language_code(metadata->language);
    add_series(tag, metadata->series, metadata->series_part);
    add_text_frame(tag, "TIT2", plan->title != NULL ? plan->title : metadata->title);
    add_text_frame(tag, "TIT3", metadata->subtitle);
    add_text_frame(tag, "TALB", metadata->title);
    add_text_frame(tag, "TPE1", metadata->author);
    add_text_frame(tag, "TPE2", metadata->author);
    add_number(tag, plan);
    add_text_frame(tag, "TCOM", metadata->narrator);
    add_text_frame(tag, "TPUB", metadata->publisher);
    add_genres(tag, metadata);
    add_text_frame(tag, "TCOP", metadata->copyright);
    add_year(tag, metadata->date);
    add_text_frame(tag, "TLAN", language);
    add_text_frame(tag, "TSSE", "lectern " LECTERN_VERSION);
    add_text_frame(tag, "TSOT", plan->title != NULL ? NULL : metadata->title_sort);
    add_text_frame(tag, "TSOA", metadata->title_sort);
    add_text_frame(tag, "TSOP", metadata->author_sort);
    add_named(tag, "TRANSLATOR", metadata->translator);
    add_named(tag, "ILLUSTRATOR", metadata->illustrator);
    add_all_series(tag, metadata);
    add_named(tag, "IDENTIFIER", metadata->identifier);
    add_named(tag, "ISBN", metadata->isbn);
    add_replay_gain(tag, plan);
    add_comment(tag, metadata->description, language);
}

static void add_chapter_id(struct text *tag, size_t chapter)
{
    text_addf(tag, "ch%04zu", chapter);
    text_add_char(tag, '\0');
}

static void add_group_id(struct text *tag, const struct toc *toc, size_t group)
{
    if (group + 1 == toc->group_count)
        text_add_str(tag, "toc");
    else
        text_addf(tag, "toc%04zu", group);
    text_add_char(tag, '\0');
}

/* The title of a group: that of its chapter if it is a part, else "first – last". */
static void add_group_title(struct text *tag, const struct toc_group *group,
                            const struct track_chapter *chapters)
{
    size_t frame = frame_begin(tag, "TIT2");
    text_add_char(tag, UTF16_WITH_BOM);
    text_add(tag, BOM, 2);
    add_utf16(tag, chapters[group->first_chapter].title);
    if (!group->is_part) {
        add_utf16(tag, " \xE2\x80\x93 ");
        add_utf16(tag, chapters[group->last_chapter].title);
    }
    add_unit(tag, 0);
    frame_end(tag, frame);
}

static void add_group(struct text *tag, const struct toc *toc, size_t index,
                      const struct track_chapter *chapters)
{
    const struct toc_group *group = &toc->groups[index];
    bool top = index + 1 == toc->group_count;
    size_t frame = frame_begin(tag, "CTOC");
    add_group_id(tag, toc, index);
    text_add_char(tag, top ? CTOC_TOP | CTOC_ORDERED : CTOC_ORDERED);
    text_add_char(tag, (char)group->entry_count);
    for (size_t i = 0; i < group->entry_count; i++) {
        struct toc_entry entry = toc->entries[group->first_entry + i];
        if (entry.is_group)
            add_group_id(tag, toc, entry.index);
        else
            add_chapter_id(tag, entry.index);
    }
    if (!top)
        add_group_title(tag, group, chapters);
    frame_end(tag, frame);
}

static void add_contents(struct text *tag, const struct track_plan *plan)
{
    const struct track_chapter *chapters = plan->chapters;
    struct toc toc;
    toc_make(&toc, chapters, plan->chapter_count, plan->nested);
    add_group(tag, &toc, toc.group_count - 1, chapters);
    for (size_t i = 0; i + 1 < toc.group_count; i++)
        add_group(tag, &toc, i, chapters);
    toc_free(&toc);
}

/* Returns the offset of the times. Both byte offsets are "unused": only VLC 4 reads them, and it
 * takes them for offsets from the end of the tag. */
static size_t add_chapter(struct text *tag, size_t index, const char *title)
{
    size_t frame = frame_begin(tag, "CHAP");
    add_chapter_id(tag, index);
    size_t times_at = tag->bytes;
    add_be32(tag, 0);
    add_be32(tag, 0);
    add_be32(tag, UINT32_MAX);
    add_be32(tag, UINT32_MAX);
    size_t title_frame = frame_begin(tag, "TIT2");
    text_add_char(tag, UTF16_WITH_BOM);
    add_human(tag, title);
    frame_end(tag, title_frame);
    frame_end(tag, frame);
    return times_at;
}

static const char *picture_type(const void *picture, size_t bytes)
{
    static const struct {
        const char *magic, *mime;
        size_t magic_bytes;
    } types[] = {{"\xFF\xD8\xFF", "image/jpeg", 3}, {"\x89PNG\r\n\x1A\n", "image/png", 8}};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (bytes > types[i].magic_bytes &&
            memcmp(picture, types[i].magic, types[i].magic_bytes) == 0)
            return types[i].mime;
    return NULL;
}

static void add_picture(struct text *tag, const void *picture, size_t bytes)
{
    const char *mime = picture == NULL ? NULL : picture_type(picture, bytes);
    if (mime == NULL)
        return;
    size_t frame = frame_begin(tag, "APIC");
    text_add_char(tag, LATIN1);
    text_add(tag, mime, strlen(mime) + 1);
    text_add_char(tag, PICTURE_FRONT_COVER);
    text_add_char(tag, '\0'); /* empty description */
    text_add(tag, picture, bytes);
    frame_end(tag, frame);
}

/* Room for the seal: a PRIV frame has the name of its owner, then bytes that only the owner knows.
 * Returns their offset. */
static size_t add_seal(struct text *tag)
{
    size_t frame = frame_begin(tag, "PRIV");
    text_add(tag, SEAL_OWNER, sizeof SEAL_OWNER);
    size_t at = tag->bytes;
    for (int i = 0; i < SEAL_SIZE_BYTES + CHECKSUM_BYTES; i++)
        text_add_char(tag, '\0');
    frame_end(tag, frame);
    return at;
}

static void set_size(struct text *tag)
{
    size_t size = tag->bytes - HEADER_BYTES;
    for (int i = 0; i < 4; i++)
        tag->at[9 - i] = (char)(size >> 7 * i & 0x7F);
}

bool id3_make(struct id3 *tag, const struct track_plan *plan, struct err *err)
{
    bool is_file = plan->stream == NULL;
    *tag = (struct id3){.chapter_count = plan->chapter_count};
    tag->times_at = mem_zero(tag->chapter_count, sizeof *tag->times_at);
    if (plan->cover_bytes > ID3_BYTES_MAX / 2)
        return err_set(
            err, ERR_OUTPUT,
            "the cover has %zu MiB, too much for any player; choose a smaller one with --cover",
            plan->cover_bytes >> 20);
    text_add(&tag->bytes, "ID3\x03\0\0\0\0\0\0", HEADER_BYTES);
    add_texts(&tag->bytes, plan);
    if (tag->chapter_count > 0 && is_file)
        add_contents(&tag->bytes, plan);
    else if (tag->chapter_count > 0)
        add_titles(&tag->bytes, plan, language_code(plan->metadata.language));
    for (size_t i = 0; i < tag->chapter_count && is_file; i++)
        tag->times_at[i] = add_chapter(&tag->bytes, i, plan->chapters[i].title);
    add_picture(&tag->bytes, plan->cover, plan->cover_bytes);
    if (is_file)
        tag->seal_at = add_seal(&tag->bytes);
    for (int i = 0; i < ID3_PADDING_BYTES && is_file; i++)
        text_add_char(&tag->bytes, '\0');
    if (tag->bytes.bytes - HEADER_BYTES > ID3_BYTES_MAX)
        return err_set(err, ERR_OUTPUT,
                       "titles and cover need %zu MiB, but an ID3 tag holds only 256; choose a "
                       "smaller cover with --cover",
                       tag->bytes.bytes >> 20);
    set_size(&tag->bytes);
    return true;
}

void id3_set_times(struct id3 *tag, size_t chapter, uint32_t start_ms, uint32_t end_ms)
{
    char *at = tag->bytes.at + tag->times_at[chapter];
    put_be32(at, start_ms);
    put_be32(at + 4, end_ms);
}

void id3_free(struct id3 *tag)
{
    text_release(&tag->bytes);
    free(tag->times_at);
    *tag = (struct id3){0};
}
