/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ID3 tag: its frames, chapters and tables of contents, byte by byte. */
#include "../test.h"
#include "base/mem.h"
#include "track/id3.h"
#include "track/toc.h"
#include "track/track.h"

#include <stdlib.h>

/* "AB" in the form of all human text: mark, UTF-16LE, NUL. */
#define UTF16_A                                                                                    \
    "\xFF\xFE"                                                                                     \
    "A\0\0\0"
#define UTF16_AB                                                                                   \
    "\xFF\xFE"                                                                                     \
    "A\0B\0\0\0"

/* The frame that seal.h fills in, the last of every tag. */
static const char seal_frame[] =
    "PRIV\0\0\0\x1C\0\0lectern\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

enum { SEAL_FRAME_BYTES = sizeof seal_frame - 1 };

static void check_frames(const struct track_plan *plan, const char *frames, size_t frames_bytes)
{
    struct err err = {0};
    struct id3 tag;
    struct text all = {0};
    text_add(&all, frames, frames_bytes);
    text_add(&all, seal_frame, SEAL_FRAME_BYTES);
    const char *wanted = all.at;
    size_t count = all.bytes;
    CHECK(id3_make(&tag, plan, &err));
    CHECK_INT(tag.seal_at, 10 + count - 20);
    CHECK_INT(tag.bytes.bytes, 10 + count + ID3_PADDING_BYTES);
    bool same = tag.bytes.bytes >= 10 + count && memcmp(tag.bytes.at + 10, wanted, count) == 0;
    CHECK(same);
    for (size_t i = 0; !same && i < count && 10 + i < tag.bytes.bytes; i++)
        if (tag.bytes.at[10 + i] != wanted[i]) {
            printf("# first difference at byte %zu of the frames\n", i);
            break;
        }
    size_t size = tag.bytes.bytes - 10;
    char header[10] = {'I',
                       'D',
                       '3',
                       3,
                       0,
                       0,
                       0,
                       (char)(size >> 14 & 127),
                       (char)(size >> 7 & 127),
                       (char)(size & 127)};
    CHECK(memcmp(tag.bytes.at, header, 10) == 0);
    for (size_t i = 10 + count; i < tag.bytes.bytes; i++)
        CHECK_INT(tag.bytes.at[i], 0);
    id3_free(&tag);
    text_release(&all);
}

/* The encoder's name depends on the version, so it is taken from the tag of an empty plan. */
static struct text encoder_frame(void)
{
    struct track_plan empty = {0};
    struct err err = {0};
    struct id3 tag;
    struct text frame = {0};
    CHECK(id3_make(&tag, &empty, &err));
    CHECK(memcmp(tag.bytes.at + 10, "TSSE", 4) == 0);
    text_add(&frame, tag.bytes.at + 10,
             tag.bytes.bytes - 10 - SEAL_FRAME_BYTES - ID3_PADDING_BYTES);
    id3_free(&tag);
    return frame;
}

#define ADD(text, literal) text_add(text, literal, sizeof literal - 1)

static void texts_in_order(void)
{
    struct track_plan plan = {.metadata = {.title = "AB",
                                           .subtitle = "A",
                                           .author = "A",
                                           .narrator = "A",
                                           .language = "de-AT",
                                           .date = "c. 1850 (1921)",
                                           .publisher = "AB",
                                           .description = "A",
                                           .genre = "",
                                           .author_sort = "A",
                                           .series = "AB",
                                           .isbn = "A"}};
    struct text wanted = {0}, encoder = encoder_frame();
    ADD(&wanted, "TIT1\0\0\0\x09\0\0\x01" UTF16_AB);
    ADD(&wanted, "TIT2\0\0\0\x09\0\0\x01" UTF16_AB);
    ADD(&wanted, "TIT3\0\0\0\x07\0\0\x01" UTF16_A);
    ADD(&wanted, "TALB\0\0\0\x09\0\0\x01" UTF16_AB);
    ADD(&wanted, "TPE1\0\0\0\x07\0\0\x01" UTF16_A);
    ADD(&wanted, "TPE2\0\0\0\x07\0\0\x01" UTF16_A);
    ADD(&wanted, "TCOM\0\0\0\x07\0\0\x01" UTF16_A);
    ADD(&wanted, "TPUB\0\0\0\x09\0\0\x01" UTF16_AB);
    ADD(&wanted, "TYER\0\0\0\x0D\0\0\x01\xFF\xFE"
                 "1\0"
                 "8\0"
                 "5\0"
                 "0\0\0\0");
    ADD(&wanted, "TLAN\0\0\0\x0B\0\0\x01\xFF\xFE"
                 "d\0e\0u\0\0\0");
    text_add(&wanted, encoder.at, encoder.bytes);
    ADD(&wanted, "TSOP\0\0\0\x07\0\0\x01" UTF16_A);
    ADD(&wanted, "MVNM\0\0\0\x09\0\0\x01" UTF16_AB);
    ADD(&wanted, "TXXX\0\0\0\x19\0\0\x01\xFF\xFE"
                 "S\0E\0R\0I\0E\0S\0\0\0" UTF16_AB);
    ADD(&wanted, "TXXX\0\0\0\x15\0\0\x01\xFF\xFE"
                 "M\0V\0N\0M\0\0\0" UTF16_AB);
    ADD(&wanted, "TXXX\0\0\0\x13\0\0\x01\xFF\xFE"
                 "I\0S\0B\0N\0\0\0" UTF16_A);
    ADD(&wanted, "COMM\0\0\0\x0E\0\0\x01"
                 "deu"
                 "\xFF\xFE\0\0" UTF16_A);
    check_frames(&plan, wanted.at, wanted.bytes);
    text_release(&wanted);
    text_release(&encoder);
}

/* Beyond the basic plane, a control character, a byte that is no UTF-8; a year without four digits.
 */
static void odd_characters(void)
{
    struct track_plan plan = {
        .metadata = {.title = "\xF0\x9F\x93\x96\n\xFFz", .date = "199", .language = "x!"}};
    struct text wanted = {0}, encoder = encoder_frame();
    static const char text[] = "\0\0\0\x0F\0\0\x01\xFF\xFE\x3D\xD8\xD6\xDC \0\xFD\xFFz\0\0\0";
    ADD(&wanted, "TIT2");
    ADD(&wanted, text);
    ADD(&wanted, "TALB");
    ADD(&wanted, text);
    text_add(&wanted, encoder.at, encoder.bytes);
    check_frames(&plan, wanted.at, wanted.bytes);
    text_release(&wanted);
    text_release(&encoder);
}

static const char JPEG[] = "\xFF\xD8\xFF\xE0????";

static void chapters_then_the_picture(void)
{
    static const struct track_chapter chapters[] = {{"AB", 1}, {"A", 2}};
    struct track_plan plan = {
        .chapters = chapters, .chapter_count = 2, .cover = JPEG, .cover_bytes = 8};
    struct text wanted = {0}, encoder = encoder_frame();
    text_add(&wanted, encoder.at, encoder.bytes);
    ADD(&wanted, "CTOC\0\0\0\x14\0\0"
                 "toc\0\x03\x02"
                 "ch0000\0"
                 "ch0001\0");
    ADD(&wanted, "CHAP\0\0\0\x2A\0\0"
                 "ch0000\0"
                 "\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
                 "TIT2\0\0\0\x09\0\0\x01" UTF16_AB);
    ADD(&wanted, "CHAP\0\0\0\x28\0\0"
                 "ch0001\0"
                 "\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
                 "TIT2\0\0\0\x07\0\0\x01" UTF16_A);
    ADD(&wanted, "APIC\0\0\0\x16\0\0\0"
                 "image/jpeg\0\x03\0\xFF\xD8\xFF\xE0????");
    check_frames(&plan, wanted.at, wanted.bytes);
    text_release(&wanted);
    text_release(&encoder);
}

static void times_go_where_they_belong(void)
{
    static const struct track_chapter chapters[] = {{"AB", 1}, {"A", 1}};
    struct track_plan plan = {.chapters = chapters, .chapter_count = 2};
    struct err err = {0};
    struct id3 tag;
    CHECK(id3_make(&tag, &plan, &err));
    id3_set_times(&tag, 0, 0, 0x01020304);
    id3_set_times(&tag, 1, 0x01020304, 0x7FFFFFFF);
    struct view v = text_view(&tag.bytes);
    size_t first = view_find(v, "CHAP", 0), second = view_find(v, "CHAP", first + 1);
    CHECK(memcmp(v.at + first + 17, "\0\0\0\0\x01\x02\x03\x04\xFF", 9) == 0);
    CHECK(memcmp(v.at + second + 17, "\x01\x02\x03\x04\x7F\xFF\xFF\xFF\xFF", 9) == 0);
    id3_free(&tag);
}

static bool has_frame(const struct track_plan *plan, const char *id)
{
    struct err err = {0};
    struct id3 tag;
    CHECK(id3_make(&tag, plan, &err));
    struct view v = text_view(&tag.bytes);
    bool found = view_find(v, id, 0) < v.bytes;
    id3_free(&tag);
    return found;
}

static void without_chapters_no_contents(void)
{
    static const struct track_chapter chapter = {"AB", 1};
    struct track_plan plan = {.chapters = &chapter};
    CHECK(!has_frame(&plan, "CHAP") && !has_frame(&plan, "CTOC"));
    plan.chapter_count = 1;
    CHECK(has_frame(&plan, "CHAP") && has_frame(&plan, "CTOC"));
}

static void pictures_by_their_first_bytes(void)
{
    struct track_plan plan = {.cover = "\x89PNG\r\n\x1A\n???", .cover_bytes = 11};
    CHECK(has_frame(&plan, "image/png"));
    plan.cover_bytes = 8;
    CHECK(!has_frame(&plan, "APIC"));
    plan.cover = "GIF89a??";
    CHECK(!has_frame(&plan, "APIC"));
}

static void a_cover_too_large_is_told(void)
{
    struct track_plan plan = {.cover = JPEG, .cover_bytes = (size_t)1 << 30};
    struct err err = {0};
    struct id3 tag;
    CHECK(!id3_make(&tag, &plan, &err));
    CHECK_INT(err.kind, ERR_OUTPUT);
    id3_free(&tag);
}

/* Every chapter once and in order below the top; no group above 255 or below 2. Gives chapters
 * seen. */
static size_t walk(const struct toc *toc, size_t group, size_t next)
{
    const struct toc_group *g = &toc->groups[group];
    CHECK(g->entry_count <= TOC_ENTRIES_MAX && g->entry_count > 0);
    CHECK_INT(g->first_chapter, next);
    for (size_t i = 0; i < g->entry_count; i++) {
        struct toc_entry entry = toc->entries[g->first_entry + i];
        if (!entry.is_group)
            CHECK_INT(entry.index, next);
        CHECK(!entry.is_group || entry.index < group);
        next = entry.is_group ? walk(toc, entry.index, next) : next + 1;
    }
    CHECK_INT(g->last_chapter, next - 1);
    return next;
}

/* `parts` chapters of level 1, each with `below` of level 2, behind `front` ones of level 2. */
static void groups_hold(void)
{
    static const struct {
        size_t front, parts, below, groups;
        bool top_is_parts; /* the first group is a whole part */
        bool nested;       /* is asked for */
    } cases[] = {
        {0, 2, 0, 1, false, false},       {0, 255, 0, 1, false, false},
        {0, 5, 50, 1, false, false},      {0, 256, 0, 3, false, false},
        {0, 3, 99, 4, true, false},       {2, 3, 99, 5, false, false},
        {0, 2, 300, 5, false, false},     {0, 300, 1, 303, true, false},
        {0, 70000, 0, 278, false, false}, {300, 0, 0, 3, false, false},
        {0, 1, 256, 3, false, false},     {0, 5, 50, 6, true, true},
        {0, 3, 0, 1, false, true},        {2, 2, 3, 4, false, true},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        size_t count = cases[c].front + cases[c].parts * (1 + cases[c].below);
        struct track_chapter *chapters = mem_zero(count, sizeof *chapters);
        for (size_t i = 0; i < count; i++) {
            bool is_part = i >= cases[c].front && (i - cases[c].front) % (1 + cases[c].below) == 0;
            chapters[i] = (struct track_chapter){"AB", is_part ? 1 : 2};
        }
        struct toc toc;
        toc_make(&toc, chapters, count, cases[c].nested);
        CHECK_INT(toc.group_count, cases[c].groups);
        CHECK_INT(walk(&toc, toc.group_count - 1, 0), count);
        CHECK_INT(toc.groups[0].is_part, cases[c].top_is_parts);
        toc_free(&toc);
        free(chapters);
    }
}

static void nested_groups_have_titles(void)
{
    enum { COUNT = 300 };
    struct track_chapter chapters[COUNT];
    for (int i = 0; i < COUNT; i++)
        chapters[i] = (struct track_chapter){i == 149 || i == 0 ? "A" : "AB", 1};
    struct track_plan plan = {.chapters = chapters, .chapter_count = COUNT};
    struct err err = {0};
    struct id3 tag;
    CHECK(id3_make(&tag, &plan, &err));
    struct view v = text_view(&tag.bytes);
    size_t top = view_find(v, "CTOC", 0), first = top + 32, title = first + 20 + 150 * 7;
    CHECK(memcmp(v.at + top, "CTOC\0\0\0\x16\0\0toc\0\x03\x02toc0000\0toc0001\0", 32) == 0);
    CHECK(memcmp(v.at + first,
                 "CTOC\0\0\x04\x3D\0\0toc0000\0\x01\x96"
                 "ch0000\0ch0001\0",
                 34) == 0);
    CHECK(memcmp(v.at + title,
                 "TIT2\0\0\0\x0F\0\0\x01\xFF\xFE"
                 "A\0 \0\x13\x20 \0A\0\0\0",
                 25) == 0);
    id3_free(&tag);
}

TEST_MAIN(TEST(texts_in_order), TEST(odd_characters), TEST(chapters_then_the_picture),
          TEST(times_go_where_they_belong), TEST(without_chapters_no_contents),
          TEST(pictures_by_their_first_bytes), TEST(a_cover_too_large_is_told), TEST(groups_hold),
          TEST(nested_groups_have_titles))
