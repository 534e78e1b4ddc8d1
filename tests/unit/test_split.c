/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What chapters are called in a flat list, and which file each goes into. */
#include "../test.h"
#include "base/mem.h"
#include "split/full_title.h"
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

TEST_MAIN(TEST(full_titles), TEST(titles_that_need_nothing), TEST(titles_stay_short))
