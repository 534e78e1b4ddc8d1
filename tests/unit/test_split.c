/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What chapters are called in a flat list, and which file each goes into. */
#include "../test.h"
#include "base/mem.h"
#include "split/full_title.h"
#include "split/split.h"
#include "track/track.h"

static void full_titles(void)
{
    static const struct {
        const char *title;
        int level;
        const char *full;
    } rows[] = {
        {"Foreword", 1, "Foreword"},
        {"Book One", 1, "Book One"},
        {"I", 2, "Book One \xE2\x80\x93 I"},
        {"Interlude", 2, "Book One \xE2\x80\x93 Interlude"},
        {"The Storm", 2, "The Storm"},
        {"Book Two", 1, "Book Two"},
        {"Part 1", 2, "Part 1"},
        {"(12.)", 3, "Part 1 \xE2\x80\x93 (12.)"},
        {"Interlude", 2, "Book Two \xE2\x80\x93 Interlude"},
        {"Mild", 3, "Mild"}, /* letters of numerals, and others */
        {"", 3, ""},
        {"II", 1, "II"},
    };
    enum { COUNT = sizeof rows / sizeof rows[0] };
    struct track_chapter chapters[COUNT];
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COUNT; i++)
        chapters[i] = (struct track_chapter){rows[i].title, rows[i].level};
    full_titles_set(chapters, COUNT, arena);
    for (size_t i = 0; i < COUNT; i++)
        CHECK_STR(chapters[i].title, rows[i].full);
    arena_free(arena);
}

static void titles_that_need_nothing(void)
{
    struct track_chapter chapters[] = {{"The Book", 1}, {"I", 2}, {"II", 2}, {"II", 2}};
    struct arena *arena = arena_new();
    full_titles_set(chapters, 4, arena);
    CHECK_STR(chapters[1].title, "I"); /* only the book itself is above it */
    CHECK_STR(chapters[3].title, "II");
    full_titles_set(chapters, 0, arena);
    arena_free(arena);
}

static void titles_stay_short(void)
{
    struct track_chapter chapters[2000];
    struct arena *arena = arena_new();
    for (int i = 0; i < 2000; i++)
        chapters[i] = (struct track_chapter){"7", i};
    chapters[1].level = 0;
    full_titles_set(chapters, 2000, arena);
    for (int i = 0; i < 2000; i++)
        CHECK(strlen(chapters[i].title) < 220);
    arena_free(arena);
}

static void rules(void)
{
    static const struct {
        const char *text;
        enum split_kind kind;
        uint64_t most;
    } rows[] = {
        {"chapters", SPLIT_CHAPTERS, 0},      {"parts", SPLIT_PARTS, 0},
        {"chapters,minutes=2", SPLIT_CHAPTERS, 120000},
        {"hours=1.5", SPLIT_LENGTH, 5400000}, {"minutes=90", SPLIT_LENGTH, 5400000},
        {"size=700M", SPLIT_SIZE, 700000000}, {"size=2GB", SPLIT_SIZE, 2000000000},
        {"size=123456", SPLIT_SIZE, 123456},
    };
    static const char *const wrong[] = {"",        "hours",     "hours=",   "hours=0", "hours=-1",
                                        "hours=x", "size=1k",   "size=M",   "size=1T", "size=nan",
                                        "parts=2", "chapters ", "minutes=0"};
    struct err err = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct split_rule rule = {0};
        CHECK(split_parse(view_of(rows[i].text), &rule, &err));
        CHECK_INT(rule.kind, rows[i].kind);
        CHECK_INT(rule.most, rows[i].most);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct split_rule rule;
        if (split_parse(view_of(wrong[i]), &rule, &err))
            CHECK_STR(wrong[i], "an error");
    }
}

/* `pieces`: chapter, level and size of each, as "0/1/500 1/2/60"; `wanted`: first piece, first
 * chapter, number of chapters, "+" where it continues. */
static void check_split(struct split_rule rule, const char *pieces, const char *wanted)
{
    struct split_piece list[32];
    size_t count = 0, parts;
    struct text got = {0};
    unsigned chapter, size;
    int level, used;
    for (; sscanf(pieces, "%u/%d/%u%n", &chapter, &level, &size, &used) == 3; pieces += used)
        list[count++] = (struct split_piece){chapter, level, size};
    struct split_part *made = split_make(&rule, list, count, &parts);
    for (size_t i = 0; i < parts; i++)
        text_addf(&got, "%zu/%zu/%zu%s ", made[i].first_piece, made[i].first_chapter,
                  made[i].chapter_count, made[i].continues ? "+" : "");
    CHECK_STR(got.at, wanted);
    text_release(&got);
    free(made);
}

static void parts_of_a_book(void)
{
    struct split_rule chapters = {SPLIT_CHAPTERS, 0}, parts = {SPLIT_PARTS, 0};
    struct split_rule length = {SPLIT_LENGTH, 100};
    check_split(chapters, "0/1/3000 1/2/9000 2/2/9000 3/1/3000", "0/0/2 2/2/1 3/3/1 ");
    check_split(chapters, "0/1/3000 1/2/2000 2/3/9000 3/3/2000 4/3/2000", "0/0/3 3/3/1 4/4/1 ");
    check_split(chapters, "0/1/9000 1/2/9000", "0/0/1 1/1/1 ");
    check_split(parts, "0/2/9 1/1/9 2/2/9 3/1/9 4/3/9", "0/0/1 1/1/2 3/3/2 ");
    check_split(parts, "0/1/9 1/2/9 2/3/9 3/2/9", "0/0/1 1/1/2 3/3/1 ");
    check_split(parts, "0/1/9 1/1/9", "0/0/1 1/1/1 ");
    check_split(parts, "0/1/9", "0/0/1 ");
    check_split(length, "0/1/50 1/1/50 2/1/1", "0/0/2 2/2/1 ");
    check_split(length, "0/1/50 1/1/30 1/1/30 2/1/40", "0/0/1 1/1/2 ");
    check_split(length, "0/1/10 1/1/60 1/1/60 1/1/60 2/1/30 3/1/30",
                "0/0/1 1/1/1 2/1/1+ 3/1/2+ 5/3/1 ");
    check_split(length, "0/1/500 1/1/500", "0/0/1 1/1/1 ");
}

TEST_MAIN(TEST(full_titles), TEST(titles_that_need_nothing), TEST(titles_stay_short), TEST(rules),
          TEST(parts_of_a_book))
