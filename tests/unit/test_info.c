/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in an MP3: tags of all versions, chapters as a tree, frames and gaps, and each fault.
 * With frames that have only a header. */
#include "../test.h"
#include "base/str.h"
#include "info/info.h"
#include "info/waveform.h"

enum { FRAME_BYTES = 208 };

/* 64 kbit/s, 22,050 Hz, mono: 208 bytes. */
static void add_frames(struct text *file, int count)
{
    for (int i = 0; i < count * FRAME_BYTES; i++)
        text_add_char(file, i % FRAME_BYTES < 4 ? "\xFF\xF3\x80\xC4"[i % FRAME_BYTES] : '\0');
}

static void add_number(struct text *out, size_t value, int bytes, int bits)
{
    while (bytes-- > 0)
        text_add_char(out, (char)(value >> bytes * bits & ((1u << bits) - 1)));
}

/* Appends an ID3 frame; `safe`: its size in seven bits a byte. */
static void add_frame(struct text *tag, const char *id, const void *bytes, size_t count, bool safe)
{
    text_add_str(tag, id);
    if (strlen(id) == 3) {
        add_number(tag, count, 3, 8);
    } else {
        add_number(tag, count, 4, safe ? 7 : 8);
        add_number(tag, 0, 2, 8);
    }
    text_add(tag, bytes, count);
}

static void add_chapter(struct text *tag, const char *id, uint32_t start_ms, uint32_t end_ms,
                        const char *title, bool safe)
{
    struct text inner = {0}, words = {0};
    text_add(&inner, id, strlen(id) + 1);
    add_number(&inner, start_ms, 4, 8);
    add_number(&inner, end_ms, 4, 8);
    add_number(&inner, UINT32_MAX, 4, 8);
    add_number(&inner, UINT32_MAX, 4, 8);
    text_add_char(&words, 0);
    text_add_str(&words, title);
    add_frame(&inner, "TIT2", words.at, words.bytes, safe);
    add_frame(tag, "CHAP", inner.at, inner.bytes, safe);
    text_release(&inner);
    text_release(&words);
}

/* `entries`: ids, parted by blanks. */
static void add_contents(struct text *tag, const char *id, bool top, const char *entries,
                         const char *title)
{
    struct text inner = {0};
    text_add(&inner, id, strlen(id) + 1);
    text_add_char(&inner, top ? 3 : 1);
    size_t count_at = inner.bytes, count = entries[0] != '\0';
    text_add_char(&inner, 0);
    for (const char *at = entries; *at != '\0'; at++) {
        count += *at == ' ';
        text_add_char(&inner, *at == ' ' ? '\0' : *at);
    }
    if (count > 0)
        text_add_char(&inner, '\0');
    inner.at[count_at] = (char)count;
    if (title[0] != '\0') {
        struct text words = {0};
        text_add_char(&words, 0);
        text_add_str(&words, title);
        add_frame(&inner, "TIT2", words.at, words.bytes, false);
        text_release(&words);
    }
    add_frame(tag, "CTOC", inner.at, inner.bytes, false);
    text_release(&inner);
}

static bool read_with(const struct text *tag, int version, int flags, int frames, struct info *info)
{
    struct text file = {0};
    struct err err = {0};
    if (tag != NULL) {
        text_add(&file, "ID3", 3);
        add_number(&file, (size_t)version, 1, 8);
        add_number(&file, (size_t)flags, 2, 8);
        add_number(&file, tag->bytes, 4, 7);
        text_add_view(&file, text_view(tag));
    }
    add_frames(&file, frames);
    bool good = info_read_bytes(text_view(&file).at, file.bytes, info, &err);
    if (!good)
        CHECK_INT(err.kind, ERR_INPUT);
    text_release(&file);
    return good;
}

static bool has_fault(const struct info *info, const char *words)
{
    for (size_t i = 0; i < info->fault_count; i++)
        if (strstr(info->faults[i], words) != NULL)
            return true;
    return false;
}

static void counts_frames(void)
{
    struct info info;
    CHECK(read_with(NULL, 0, 0, 100, &info));
    CHECK_INT(info.audio.frames, 100);
    CHECK_INT(info.audio.rate_hz, 22050);
    CHECK_INT(info.audio.channels, 1);
    CHECK_INT(info.audio.borrowing_frames, 0);
    CHECK(info.seconds > 2.612 && info.seconds < 2.613);
    CHECK(has_fault(&info, "no ID3 tag"));
    CHECK(has_fault(&info, "no Info frame"));
    info_release(&info);
    CHECK(!read_with(NULL, 0, 0, 0, &info));
    info_release(&info);
}

static void finds_what_is_no_frame(void)
{
    struct text file = {0};
    struct info info;
    struct err err = {0};
    add_frames(&file, 10);
    text_add_str(&file, "something else");
    add_frames(&file, 10);
    text_add(&file, "\xFF\xF3\x80\xC4 cut", 8);
    CHECK(info_read_bytes(file.at, file.bytes, &info, &err));
    CHECK_INT(info.audio.frames, 20);
    CHECK_INT(info.audio.gaps, 1);
    CHECK_INT(info.audio.gap_bytes, 14);
    CHECK(info.audio.last_is_cut);
    CHECK(has_fault(&info, "14 bytes in 1 places"));
    info_release(&info);
    text_release(&file);
}

static void reads_texts_of_all_versions(void)
{
    static const struct {
        int version, flags;
        const char *id;
        const char *bytes;
        size_t count;
        const char *wanted;
    } rows[] = {
        {2, 0, "TT2", "\0T\xE4st", 5, "T\xC3\xA4st"},
        {3, 0, "TIT2", "\1\xFF\xFE\x3D\xD8\x00\xDE!\0\0\0", 11, "\xF0\x9F\x98\x80!"},
        {3, 0, "TIT2", "\1\xFE\xFF\0A\0B", 7, "AB"},
        {4, 0, "TIT2", "\3one\0two\0", 9, "one; two"},
        {4, 0x80, "TIT2", "\0a\xFF\0b", 5,
         "a\xC3\xBF"
         "b"},
        {3, 0, "TIT2", "\0", 1, ""},
        {3, 0, "TIT2", "\1\xFF\xFE\x00\xD8", 5, "\xEF\xBF\xBD"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text tag = {0};
        struct info info;
        size_t size = rows[i].count - (rows[i].flags != 0); /* before it was unsynchronised */
        add_frame(&tag, rows[i].id, rows[i].bytes, size, rows[i].version == 4);
        if (rows[i].flags != 0)
            text_add(&tag, rows[i].bytes + size, 1);
        CHECK(read_with(&tag, rows[i].version, rows[i].flags, 3, &info));
        CHECK_INT(info.tag.version, rows[i].version);
        CHECK_STR(info_text(&info, rows[i].id), rows[i].wanted);
        info_release(&info);
        text_release(&tag);
    }
}

static void chapters_are_a_tree(void)
{
    struct text tag = {0};
    struct info info;
    add_contents(&tag, "toc", true, "p1 p2", "");
    add_contents(&tag, "p1", false, "a b", "Part 1");
    add_contents(&tag, "p2", false, "c p1", "Part 2"); /* a circle */
    add_chapter(&tag, "a", 0, 1000, "A", false);
    add_chapter(&tag, "b", 1000, 2000, "B", false);
    add_chapter(&tag, "c", 2000, 2612, "C", false);
    CHECK(read_with(&tag, 3, 0, 100, &info));
    CHECK_INT(info.tag.chapter_count, 5);
    static const char *const titles[] = {"Part 1", "A", "B", "Part 2", "C"};
    static const int levels[] = {1, 2, 2, 1, 2};
    for (size_t i = 0; i < 5; i++) {
        CHECK_STR(info.tag.chapters[i].title, titles[i]);
        CHECK_INT(info.tag.chapters[i].level, levels[i]);
    }
    CHECK_INT(info.tag.chapters[0].end_ms, 2000);
    CHECK_INT(info.fault_count, 1);
    CHECK(has_fault(&info, "no Info frame"));
    uint8_t peaks[200] = {0, 255};
    struct text svg = {0};
    waveform_draw(&info, &(struct listen_course){peaks, 200, 0.02}, "A & B", &svg);
    CHECK(strstr(svg.at, "A &#38; B") != NULL);
    CHECK(strstr(svg.at, "</svg>") != NULL);
    text_release(&svg);
    info_release(&info);
    text_release(&tag);
}

static void finds_faults_of_chapters(void)
{
    static const struct {
        uint32_t times[2][2];
        const char *contents, *titles[2], *fault;
    } rows[] = {
        {{{0, 1000}, {1000, 2612}}, NULL, {"A", "B"}, "no contents"},
        {{{0, 1000}, {1000, 2612}}, "a b x", {"A", "B"}, "name 1 chapters that are not there"},
        {{{0, 1000}, {1000, 2612}}, "a", {"A", "B"}, "1 chapters are in no contents"},
        {{{0, 1000}, {1000, 2612}}, "a b", {"A", ""}, "without a title"},
        {{{0, 1000}, {1000, 1000}}, "a b", {"A", "B"}, "do not end after their start"},
        {{{0, 1000}, {1000, 9000}}, "a b", {"A", "B"}, "end after the sound does"},
        {{{0, 1500}, {1000, 2612}}, "a b", {"A", "B"}, "before the one before them ends"},
        {{{0, 500}, {1000, 2612}}, "a b", {"A", "B"}, "with a gap"},
        {{{0, 2612}, {0, 2612}}, "a b", {"A", "B"}, "start with the one before"},
        {{{1000, 2612}, {0, 1000}}, "a b", {"A", "B"}, "not in the order of their times"},
        {{{10, 1000}, {1000, 2612}}, "a b", {"A", "B"}, "does not start at the beginning"},
        {{{0, 1000}, {1000, 2000}}, "a b", {"A", "B"}, "does not end where the sound does"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text tag = {0};
        struct info info;
        if (rows[i].contents != NULL)
            add_contents(&tag, "toc", true, rows[i].contents, "");
        for (int c = 0; c < 2; c++)
            add_chapter(&tag, c == 0 ? "a" : "b", rows[i].times[c][0], rows[i].times[c][1],
                        rows[i].titles[c], false);
        CHECK(read_with(&tag, 3, 0, 100, &info));
        if (!has_fault(&info, rows[i].fault))
            CHECK_STR("", rows[i].fault);
        info_release(&info);
        text_release(&tag);
    }
}

static void finds_faults_of_tags(void)
{
    struct text tag = {0};
    struct info info;
    add_frame(&tag, "TLEN",
              "\0"
              "99999",
              6, false);
    add_frame(&tag, "APIC", "\0image/jpeg\0\3\0\xFF\xD8\xFF\xC2\0\x11\x8\0\x20\0\x10\3", 27, false);
    add_chapter(&tag, "a", 0, 2612, "A", false);
    text_add_str(&tag, "waste");
    CHECK(read_with(&tag, 3, 0, 100, &info));
    CHECK(has_fault(&info, "TLEN"));
    CHECK(has_fault(&info, "progressive JPEG"));
    CHECK(has_fault(&info, "neither a frame nor padding"));
    CHECK(has_fault(&info, "before the chapters"));
    CHECK_INT(info.tag.pictures[0].width, 16);
    CHECK_INT(info.tag.pictures[0].height, 32);
    info_release(&info);
    text_release(&tag);
}

TEST_MAIN(TEST(counts_frames), TEST(finds_what_is_no_frame), TEST(reads_texts_of_all_versions),
          TEST(chapters_are_a_tree), TEST(finds_faults_of_chapters), TEST(finds_faults_of_tags))
