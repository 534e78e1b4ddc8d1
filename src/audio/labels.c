/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/labels.h"

#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char NO_TIME[] = "00:00:00.000";

static void put_le32(char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(value >> 8 * i);
}

static void add_le32(struct text *out, uint32_t value)
{
    char bytes[4];
    put_le32(bytes, value);
    text_add(out, bytes, sizeof bytes);
}

static void add_be32(struct text *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        text_add_char(out, (char)(value >> shift));
}

/* ---- Which chapters ---- */

size_t *labels_pick(const struct sound_labels *labels, size_t most, size_t *count)
{
    enum { LEVELS = 32 };
    size_t per_level[LEVELS] = {0}, *picked = mem_zero(labels->chapter_count, sizeof *picked);
    int level = 0;
    for (size_t i = 0; i < labels->chapter_count; i++) {
        int own = labels->chapters[i].level;
        per_level[own < 0 ? 0 : own < LEVELS ? own : LEVELS - 1]++;
    }
    for (size_t sum = per_level[0]; level + 1 < LEVELS; level++)
        if ((sum += per_level[level + 1]) > most && sum > per_level[level + 1])
            break;
    if (labels->chapter_count <= most)
        level = INT32_MAX;
    *count = 0;
    for (size_t i = 0; i < labels->chapter_count && *count < most; i++)
        if (labels->chapters[i].level <= level)
            picked[(*count)++] = i;
    return picked;
}

/* ---- Vorbis comments ---- */

static void add_comment(struct vorbis_comments *comments, const char *key, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    add_le32(&comments->list, (uint32_t)(strlen(key) + 1 + strlen(value)));
    text_addf(&comments->list, "%s=%s", key, value);
    comments->count++;
}

static void add_number(struct vorbis_comments *comments, const char *key, size_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", number);
    if (number > 0)
        add_comment(comments, key, digits);
}

/* An Opus has gains of its own, to -23 LUFS in 1/256 dB (RFC 7845, section 5.2.1). */
static void add_replay_gain(struct vorbis_comments *comments, const struct sound_labels *labels,
                            bool is_opus)
{
    char gain[32], peak[32];
    if (labels->peak == 0)
        return;
    snprintf(peak, sizeof peak, "%.6f", labels->peak);
    if (is_opus)
        snprintf(gain, sizeof gain, "%ld", lrint((labels->replay_gain_db - 5) * 256));
    else
        snprintf(gain, sizeof gain, "%+.2f dB", labels->replay_gain_db);
    add_comment(comments, is_opus ? "R128_TRACK_GAIN" : "REPLAYGAIN_TRACK_GAIN", gain);
    add_comment(comments, is_opus ? "R128_ALBUM_GAIN" : "REPLAYGAIN_ALBUM_GAIN", gain);
    if (!is_opus)
        add_comment(comments, "REPLAYGAIN_TRACK_PEAK", peak);
}

static void add_texts(struct vorbis_comments *comments, const struct sound_labels *labels)
{
    const struct metadata *metadata = &labels->metadata;
    add_comment(comments, "TITLE", labels->title != NULL ? labels->title : metadata->title);
    add_comment(comments, "SUBTITLE", metadata->subtitle);
    add_comment(comments, "ALBUM", metadata->title);
    add_comment(comments, "ARTIST", metadata->author);
    add_comment(comments, "ALBUMARTIST", metadata->author);
    add_comment(comments, "COMPOSER", metadata->narrator);
    add_comment(comments, "NARRATOR", metadata->narrator);
    add_comment(comments, "ORGANIZATION", metadata->publisher);
    add_comment(comments, "GENRE", metadata->genre);
    add_comment(comments, "SUBJECT", metadata->subjects);
    add_comment(comments, "COPYRIGHT", metadata->copyright);
    add_comment(comments, "ILLUSTRATOR", metadata->illustrator);
    add_comment(comments, "DATE", metadata->date);
    add_comment(comments, "LANGUAGE", metadata->language);
    add_comment(comments, "ALBUMSORT", metadata->title_sort);
    add_comment(comments, "ARTISTSORT", metadata->author_sort);
    add_comment(comments, "TRANSLATOR", metadata->translator);
    add_comment(comments, "SERIES", metadata->series);
    add_comment(comments, "SERIES-PART", metadata->series_part);
    add_comment(comments, "SERIES2", metadata->series2);
    add_comment(comments, "SERIES2-PART", metadata->series2_part);
    add_comment(comments, "IDENTIFIER", metadata->identifier);
    add_comment(comments, "ISBN", metadata->isbn);
    add_comment(comments, "DESCRIPTION", metadata->description);
    add_number(comments, "TRACKNUMBER", labels->number);
    add_number(comments, "TRACKTOTAL", labels->of);
    add_comment(comments, "ENCODER", "lectern " LECTERN_VERSION);
}

static void add_chapters(struct vorbis_comments *comments, const struct sound_labels *labels)
{
    comments->chapters = labels_pick(labels, COMMENT_CHAPTERS_MOST, &comments->chapter_count);
    comments->time_at = mem_zero(comments->chapter_count, sizeof *comments->time_at);
    for (size_t i = 0; i < comments->chapter_count; i++) {
        char key[32];
        snprintf(key, sizeof key, "CHAPTER%03zu", i + 1);
        add_comment(comments, key, NO_TIME);
        comments->time_at[i] = comments->list.bytes - strlen(NO_TIME);
        snprintf(key, sizeof key, "CHAPTER%03zuNAME", i + 1);
        add_comment(comments, key, labels->chapters[comments->chapters[i]].title);
    }
}

const char *labels_picture_type(const struct sound_labels *labels)
{
    struct view cover = {labels->cover, labels->cover_bytes};
    if (labels->cover == NULL)
        return NULL;
    if (view_starts(cover, "\xFF\xD8\xFF"))
        return "image/jpeg";
    return view_starts(cover, "\x89PNG") ? "image/png" : NULL;
}

static void add_base64(struct text *out, struct view v)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *at = (const unsigned char *)v.at;
    for (size_t i = 0; i < v.bytes; i += 3) {
        size_t left = v.bytes - i;
        uint32_t bits = (uint32_t)at[i] << 16 | (left > 1 ? (uint32_t)at[i + 1] << 8 : 0) |
                        (left > 2 ? at[i + 2] : 0);
        text_add_char(out, digits[bits >> 18]);
        text_add_char(out, digits[bits >> 12 & 63]);
        text_add_char(out, left > 1 ? digits[bits >> 6 & 63] : '=');
        text_add_char(out, left > 2 ? digits[bits & 63] : '=');
    }
}

/* FLAC's METADATA_BLOCK_PICTURE (RFC 9639, 8.8): a front cover, whose size in pixels a player finds
 * in the picture itself. */
static void add_picture(struct vorbis_comments *comments, const struct sound_labels *labels)
{
    const char *type = labels_picture_type(labels);
    struct text block = {0}, base64 = {0};
    if (type == NULL || labels->cover_bytes > INT32_MAX / 4)
        return;
    add_be32(&block, 3);
    add_be32(&block, (uint32_t)strlen(type));
    text_add_str(&block, type);
    for (int i = 0; i < 5; i++) /* description, width, height, depth, colours */
        add_be32(&block, 0);
    add_be32(&block, (uint32_t)labels->cover_bytes);
    text_add(&block, labels->cover, labels->cover_bytes);
    add_base64(&base64, text_view(&block));
    add_comment(comments, "METADATA_BLOCK_PICTURE", base64.at);
    text_release(&block);
    text_release(&base64);
}

void vorbis_comments_make(struct vorbis_comments *comments, const struct sound_labels *labels,
                          bool is_opus)
{
    *comments = (struct vorbis_comments){0};
    add_texts(comments, labels);
    add_replay_gain(comments, labels, is_opus);
    add_chapters(comments, labels);
    if (is_opus)
        add_picture(comments, labels);
}

void vorbis_comments_set_times(struct vorbis_comments *comments, const uint64_t *starts,
                               int rate_hz)
{
    for (size_t i = 0; i < comments->chapter_count; i++) {
        uint64_t rate = (uint64_t)rate_hz, samples = starts[comments->chapters[i]];
        uint64_t ms = (samples * 1000 + rate / 2) / rate;
        char time[32];
        if (ms >= 100 * 3600000ull) /* the format has two digits for the hours */
            ms = 100 * 3600000ull - 1;
        snprintf(time, sizeof time, "%02u:%02u:%02u.%03u", (unsigned)(ms / 3600000),
                 (unsigned)(ms / 60000 % 60), (unsigned)(ms / 1000 % 60), (unsigned)(ms % 1000));
        memcpy(comments->list.at + comments->time_at[i], time, strlen(NO_TIME));
    }
}

void vorbis_comments_free(struct vorbis_comments *comments)
{
    text_release(&comments->list);
    free(comments->time_at);
    free(comments->chapters);
    *comments = (struct vorbis_comments){0};
}

/* ---- Chunks of a WAV: 4 bytes of name, 4 of length, and an even number of bytes ---- */

static size_t chunk_begin(struct text *out, const char *id)
{
    text_add(out, id, 4);
    add_le32(out, 0);
    return out->bytes;
}

static void chunk_end(struct text *out, size_t start)
{
    put_le32(out->at + start - 4, (uint32_t)(out->bytes - start));
    if (out->bytes % 2 != 0)
        text_add_char(out, '\0');
}

static void add_info(struct text *out, const char *id, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    size_t chunk = chunk_begin(out, id);
    text_add(out, value, strlen(value) + 1);
    chunk_end(out, chunk);
}

void labels_add_info(const struct sound_labels *labels, struct text *out)
{
    const struct metadata *metadata = &labels->metadata;
    char number[24] = "";
    if (labels->number > 0)
        snprintf(number, sizeof number, "%zu", labels->number);
    size_t list = chunk_begin(out, "LIST");
    text_add_str(out, "INFO");
    add_info(out, "INAM", labels->title != NULL ? labels->title : metadata->title);
    add_info(out, "IPRD", metadata->title);
    add_info(out, "IART", metadata->author);
    add_info(out, "IGNR", metadata->genre);
    add_info(out, "ICRD", metadata->date);
    add_info(out, "ILNG", metadata->language);
    add_info(out, "IPUB", metadata->publisher);
    add_info(out, "ITCH", metadata->narrator);
    add_info(out, "ICOP", metadata->copyright);
    add_info(out, "ICMT", metadata->description);
    add_info(out, "IPRT", number);
    add_info(out, "ISFT", "lectern " LECTERN_VERSION);
    chunk_end(out, list);
}

/* A cue is a point of the data chunk; its label has the title. A position has 32 bits. */
void labels_add_cues(const struct sound_labels *labels, const uint64_t *starts, struct text *out)
{
    if (labels->chapter_count == 0)
        return;
    size_t cues = chunk_begin(out, "cue ");
    add_le32(out, (uint32_t)labels->chapter_count);
    for (size_t i = 0; i < labels->chapter_count; i++) {
        uint32_t at = starts[i] > UINT32_MAX ? UINT32_MAX : (uint32_t)starts[i];
        add_le32(out, (uint32_t)i + 1);
        add_le32(out, at);
        text_add_str(out, "data");
        add_le32(out, 0);
        add_le32(out, 0);
        add_le32(out, at);
    }
    chunk_end(out, cues);
    size_t list = chunk_begin(out, "LIST");
    text_add_str(out, "adtl");
    for (size_t i = 0; i < labels->chapter_count; i++) {
        size_t label = chunk_begin(out, "labl");
        add_le32(out, (uint32_t)i + 1);
        text_add(out, labels->chapters[i].title, strlen(labels->chapters[i].title) + 1);
        chunk_end(out, label);
    }
    chunk_end(out, list);
}
