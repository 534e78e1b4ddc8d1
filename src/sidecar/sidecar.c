/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sidecar/sidecar.h"

#include "base/checksum.h"
#include "base/file.h"
#include "base/json.h"
#include "base/metadata.h"

#include <string.h>

/* Chosen: a sheet of the longest book that can be split is smaller. */
enum { OWN_MOST_BYTES = 16 << 20 };

static const struct format {
    const char *name, *ending;
    const char *comment; /* how a comment begins; NULL: there are none */
} formats[SIDECAR_FORMAT_COUNT] = {
    [SIDECAR_FFMETADATA] = {"ffmetadata", ".ffmetadata", ";lectern "},
    [SIDECAR_JSON] = {"json", ".chapters.json", NULL},
    [SIDECAR_TXT] = {"txt", ".chapters.txt", NULL},
    [SIDECAR_CUE] = {"cue", ".cue", "REM LECTERN "},
    [SIDECAR_M3U8] = {"m3u8", ".m3u8", "#lectern "},
};

const char *sidecar_name(enum sidecar_format format)
{
    return formats[format].name;
}

const char *sidecar_ending(enum sidecar_format format)
{
    return formats[format].ending;
}

static bool parse_name(struct view name, uint32_t *bits)
{
    for (int i = 0; i < SIDECAR_FORMAT_COUNT; i++)
        if (view_is_nocase(name, formats[i].name)) {
            *bits |= 1u << i;
            return true;
        }
    return false;
}

bool sidecar_parse(struct view list, uint32_t *bits, struct err *err)
{
    do {
        size_t comma = view_find(list, ",", 0);
        struct view name = view_part(list, 0, comma);
        if (!parse_name(name, bits))
            return err_set(err, ERR_USAGE,
                           "--write-chapters takes ffmetadata, json, txt, cue or m3u8, separated "
                           "by commas, not \"%.*s\"",
                           VIEW_ARGS(name));
        list = view_part(list, comma + 1, list.bytes);
    } while (list.bytes > 0);
    return true;
}

/* Appends UTF-8 with a blank for each control character, `quote` as an apostrophe and a backslash
 * before each character of `escaped`. */
static void add_clean(struct text *out, const char *text, char quote, const char *escaped)
{
    struct view v = view_of(text != NULL ? text : "");
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        bool control = rune < 0x20 || (rune >= 0x7F && rune < 0xA0);
        if (rune < 0x80 && !control && strchr(escaped, (int)rune) != NULL)
            text_add_char(out, '\\');
        text_add_rune(out, control ? ' ' : quote != 0 && rune == (uint32_t)quote ? '\'' : rune);
    }
}

static bool has(const char *text)
{
    return text != NULL && text[0] != '\0';
}

static uint64_t chapter_end_ms(const struct sidecar_book *book, size_t chapter)
{
    return chapter + 1 < book->chapter_count ? book->chapters[chapter + 1].start_ms : book->end_ms;
}

/* ---- FFMETADATA1: ffmpeg's documentation, "Metadata" ---- */

static void add_ff(struct text *out, const char *key, const char *value)
{
    if (!has(value))
        return;
    text_addf(out, "%s=", key);
    add_clean(out, value, 0, "=;#\\");
    text_add_char(out, '\n');
}

static void write_ffmetadata(const struct sidecar_book *book, struct text *out)
{
    const struct metadata *metadata = book->metadata;
    text_add_str(out, ";FFMETADATA1\n");
    add_ff(out, "title", metadata->title);
    add_ff(out, "album", metadata->title);
    add_ff(out, "artist", metadata->author);
    add_ff(out, "album_artist", metadata->author);
    add_ff(out, "composer", metadata->narrator);
    add_ff(out, "genre", metadata->genre);
    add_ff(out, "date", metadata->date);
    add_ff(out, "publisher", metadata->publisher);
    add_ff(out, "comment", metadata->description);
    for (size_t i = 0; i < book->chapter_count; i++) {
        text_addf(out, "\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=%llu\nEND=%llu\n",
                  (unsigned long long)book->chapters[i].start_ms,
                  (unsigned long long)chapter_end_ms(book, i));
        add_ff(out, "title", book->chapters[i].title);
    }
}

/* ---- Podcasting 2.0 ---- */

static void add_json_field(struct text *out, const char *key, const char *value)
{
    if (!has(value))
        return;
    struct text clean = {0};
    add_clean(&clean, value, 0, "");
    text_addf(out, "  \"%s\": ", key);
    json_add_string(out, text_view(&clean));
    text_add_str(out, ",\n");
    text_release(&clean);
}

static void add_seconds(struct text *out, uint64_t ms)
{
    text_addf(out, "%llu.%03u", (unsigned long long)(ms / 1000), (unsigned)(ms % 1000));
}

static void write_json(const struct sidecar_book *book, struct text *out)
{
    text_add_str(out, "{\n  \"version\": \"1.2.0\",\n");
    add_json_field(out, "title", book->metadata->title);
    add_json_field(out, "author", book->metadata->author);
    text_add_str(out, "  \"chapters\": [");
    for (size_t i = 0; i < book->chapter_count; i++) {
        struct text title = {0};
        add_clean(&title, book->chapters[i].title, 0, "");
        text_addf(out, "%s\n    {\"startTime\": ", i > 0 ? "," : "");
        add_seconds(out, book->chapters[i].start_ms);
        text_add_str(out, ", \"endTime\": ");
        add_seconds(out, chapter_end_ms(book, i));
        text_add_str(out, ", \"title\": ");
        json_add_string(out, text_view(&title));
        text_add_char(out, '}');
        text_release(&title);
    }
    text_add_str(out, "\n  ]\n}\n");
}

/* ---- Lines ---- */

static void write_txt(const struct sidecar_book *book, struct text *out)
{
    for (size_t i = 0; i < book->chapter_count; i++) {
        uint64_t ms = book->chapters[i].start_ms, s = ms / 1000;
        text_addf(out, "%02llu:%02u:%02u.%03u ", (unsigned long long)(s / 3600),
                  (unsigned)(s / 60 % 60), (unsigned)(s % 60), (unsigned)(ms % 1000));
        add_clean(out, book->chapters[i].title, 0, "");
        text_add_char(out, '\n');
    }
}

/* ---- Cue sheet: the appendix of CDRWIN's manual; UTF-8 as in all programs of today ---- */

static void add_cue(struct text *out, const char *start, const char *value, const char *end)
{
    if (!has(value))
        return;
    text_addf(out, "%s\"", start);
    add_clean(out, value, '"', "");
    text_addf(out, "\"%s\n", end);
}

static void add_cue_file(const struct sidecar_file *file, struct text *out)
{
    add_cue(out, "FILE ", file->name, file->is_mp3 ? " MP3" : " WAVE");
}

static void add_cue_track(size_t number, const char *title, uint64_t ms, struct text *out)
{
    uint64_t frames = ms * 75 / 1000;
    text_addf(out, "  TRACK %02zu AUDIO\n", number);
    add_cue(out, "    TITLE ", title, "");
    text_addf(out, "    INDEX 01 %02llu:%02u:%02u\n", (unsigned long long)(frames / 75 / 60),
              (unsigned)(frames / 75 % 60), (unsigned)(frames % 75));
}

/* A file in which no chapter begins is a track of its own, or it would not be played. */
static void write_cue(const struct sidecar_book *book, struct text *out)
{
    const struct metadata *metadata = book->metadata;
    size_t next = 0, number = 0;
    if (has(metadata->genre))
        add_cue(out, "REM GENRE ", metadata->genre, "");
    if (has(metadata->date))
        add_cue(out, "REM DATE ", metadata->date, "");
    add_cue(out, "PERFORMER ", metadata->author, "");
    add_cue(out, "TITLE ", metadata->title, "");
    for (size_t i = 0; i < book->file_count; i++) {
        const struct sidecar_file *file = &book->files[i];
        add_cue_file(file, out);
        bool starts = next < book->chapter_count && book->chapters[next].file == i &&
                      book->chapters[next].start_ms <= file->start_ms;
        if (!starts)
            add_cue_track(++number, file->title, 0, out);
        for (; next < book->chapter_count && book->chapters[next].file == i; next++)
            add_cue_track(++number, book->chapters[next].title,
                          book->chapters[next].start_ms - file->start_ms, out);
    }
}

/* ---- Playlist ---- */

static void write_m3u8(const struct sidecar_book *book, struct text *out)
{
    const struct metadata *metadata = book->metadata;
    text_add_str(out, "#EXTM3U\n#EXTENC:UTF-8\n");
    if (has(metadata->title)) {
        text_add_str(out, "#PLAYLIST:");
        add_clean(out, metadata->title, 0, "");
        text_add_char(out, '\n');
    }
    for (size_t i = 0; i < book->file_count; i++) {
        const struct sidecar_file *file = &book->files[i];
        uint64_t end = i + 1 < book->file_count ? book->files[i + 1].start_ms : book->end_ms;
        text_addf(out, "#EXTINF:%llu,", (unsigned long long)((end - file->start_ms + 500) / 1000));
        if (has(metadata->author)) {
            add_clean(out, metadata->author, 0, "");
            text_add_str(out, " - ");
        }
        add_clean(out, file->title, 0, "");
        text_addf(out, "\n%s\n", file->name);
    }
}

void sidecar_write(enum sidecar_format format, const struct sidecar_book *book, struct text *out)
{
    static void (*const writers[SIDECAR_FORMAT_COUNT])(const struct sidecar_book *,
                                                       struct text *) = {
        [SIDECAR_FFMETADATA] = write_ffmetadata,
        [SIDECAR_JSON] = write_json,
        [SIDECAR_TXT] = write_txt,
        [SIDECAR_CUE] = write_cue,
        [SIDECAR_M3U8] = write_m3u8,
    };
    size_t start = out->bytes;
    writers[format](book, out);
    const char *comment = formats[format].comment;
    if (comment == NULL)
        return;
    struct checksum sum = checksum_of(view_part(text_view(out), start, out->bytes));
    text_add_str(out, comment);
    for (size_t i = 0; i < CHECKSUM_BYTES; i++)
        text_addf(out, "%02x", sum.bytes[i]);
    text_add_char(out, '\n');
}

/* Whether the last line is the comment that the lines before it would get. */
static bool ends_with_own_comment(struct view all, const char *comment)
{
    size_t last = strlen(comment) + 2 * (size_t)CHECKSUM_BYTES + 1;
    if (all.bytes <= last)
        return false;
    struct checksum sum = checksum_of(view_part(all, 0, all.bytes - last));
    struct text wanted = {0};
    text_add_str(&wanted, comment);
    for (size_t i = 0; i < CHECKSUM_BYTES; i++)
        text_addf(&wanted, "%02x", sum.bytes[i]);
    text_add_char(&wanted, '\n');
    bool same = view_ends(all, wanted.at);
    text_release(&wanted);
    return same;
}

bool sidecar_is_own(const char *path)
{
    struct text bytes = {0};
    struct err unread;
    bool own = false;
    if (file_read(path, OWN_MOST_BYTES, &bytes, &unread))
        for (int i = 0; i < SIDECAR_FORMAT_COUNT && !own; i++)
            own = formats[i].comment != NULL &&
                  ends_with_own_comment(text_view(&bytes), formats[i].comment);
    text_release(&bytes);
    return own;
}
