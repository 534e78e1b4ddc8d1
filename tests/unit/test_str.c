/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Views, buffers and UTF-8 by code point. */
#include "../test.h"
#include "base/str.h"

#include <stdlib.h>

struct rune_row {
    const char *name, *bytes;
    size_t count;
    uint32_t rune; /* of rune_next at 0 */
    size_t moved;
};

#define ROW(name, bytes, rune, moved)                                                              \
    {                                                                                              \
        name, bytes, sizeof bytes - 1, rune, moved                                                 \
    }

static const struct rune_row rune_rows[] = {
    ROW("empty", "", 0, 0),
    ROW("ASCII", "A", 'A', 1),
    ROW("NUL is a character", "\0x", 0, 1),
    ROW("DEL", "\x7F", 0x7F, 1),
    ROW("least of two", "\xC2\x80", 0x80, 2),
    ROW("most of two", "\xDF\xBF", 0x7FF, 2),
    ROW("least of three", "\xE0\xA0\x80", 0x800, 3),
    ROW("before the surrogates", "\xED\x9F\xBF", 0xD7FF, 3),
    ROW("after the surrogates", "\xEE\x80\x80", 0xE000, 3),
    ROW("U+FFFD itself", "\xEF\xBF\xBD", RUNE_BAD, 3),
    ROW("least of four", "\xF0\x90\x80\x80", 0x10000, 4),
    ROW("the last", "\xF4\x8F\xBF\xBF", 0x10FFFF, 4),
    ROW("beyond the last", "\xF4\x90\x80\x80", RUNE_BAD, 1),
    ROW("lead F5", "\xF5\x80\x80\x80", RUNE_BAD, 1),
    ROW("overlong slash, two", "\xC0\xAF", RUNE_BAD, 1),
    ROW("overlong DEL, two", "\xC1\xBF", RUNE_BAD, 1),
    ROW("overlong, three", "\xE0\x9F\xBF", RUNE_BAD, 1),
    ROW("overlong, four", "\xF0\x8F\xBF\xBF", RUNE_BAD, 1),
    ROW("high surrogate", "\xED\xA0\x80", RUNE_BAD, 1),
    ROW("low surrogate", "\xED\xBF\xBF", RUNE_BAD, 1),
    ROW("continuation alone", "\x80", RUNE_BAD, 1),
    ROW("cut, two", "\xC3", RUNE_BAD, 1),
    ROW("cut, three", "\xE2\x80", RUNE_BAD, 1),
    ROW("cut, four", "\xF0\x9F\x98", RUNE_BAD, 1),
    ROW("lead then ASCII", "\xE2\x80q", RUNE_BAD, 1),
    ROW("FE", "\xFE", RUNE_BAD, 1),
    ROW("FF", "\xFF\xFF", RUNE_BAD, 1),
};

/* A copy of exactly the bytes, so that a sanitizer sees one read too many. */
static struct view exact(const char *bytes, size_t count)
{
    char *copy = malloc(count > 0 ? count : 1);
    if (count > 0)
        memcpy(copy, bytes, count);
    return (struct view){copy, count};
}

static void runes_forward(void)
{
    for (size_t i = 0; i < sizeof rune_rows / sizeof rune_rows[0]; i++) {
        const struct rune_row *row = &rune_rows[i];
        struct view v = exact(row->bytes, row->count);
        size_t at = 0;
        uint32_t rune = rune_next(v, &at);
        if (rune != row->rune || at != row->moved)
            printf("# %s\n", row->name);
        CHECK_INT(rune, row->rune);
        CHECK_INT(at, row->moved);
        free((char *)v.at);
    }
}

/* Read from both sides, any two bytes and any three give the same cuts where all is well-formed. */
static void runes_backward(void)
{
    for (size_t i = 0; i < sizeof rune_rows / sizeof rune_rows[0]; i++) {
        const struct rune_row *row = &rune_rows[i];
        bool whole = row->moved == row->count && row->count > 0;
        struct view v = exact(row->bytes, row->count);
        size_t at = row->count;
        uint32_t rune = rune_before(v, &at);
        if (whole) {
            CHECK_INT(rune, row->rune);
            CHECK_INT(at, 0);
        } else if (row->count > 0 && (unsigned char)row->bytes[row->count - 1] >= 0x80) {
            CHECK_INT(rune, RUNE_BAD);
            CHECK_INT(at, row->count - 1);
        }
        free((char *)v.at);
    }
    size_t zero = 0;
    CHECK_INT(rune_before(view_of("abc"), &zero), 0);
    CHECK_INT(rune_ending(view_of("a\xC3\xA9"), 3), 0xE9);
    CHECK_INT(rune_ending(view_of("a\xC3\xA9"), 99), 0);
    CHECK_INT(rune_at(view_of("a\xC3\xA9"), 1), 0xE9);
    CHECK_INT(rune_at(view_of("a"), 1), 0);
}

static void every_rune_comes_back(void)
{
    size_t wrong = 0;
    for (uint32_t rune = 1; rune <= 0x10FFFF; rune++) {
        if (rune == 0xD800)
            rune = 0xE000;
        char bytes[4];
        struct view v = {bytes, rune_encode(rune, bytes)};
        size_t at = 0, back = v.bytes;
        wrong += rune_next(v, &at) != rune || at != v.bytes;
        wrong += rune_before(v, &back) != rune || back != 0;
    }
    CHECK_INT(wrong, 0);
}

static void views(void)
{
    struct view v = view_of("hello, world");
    CHECK(view_is(view_part(v, 0, 5), "hello"));
    CHECK(view_is(view_part(v, 7, 99), "world"));
    CHECK_INT(view_part(v, 9, 3).bytes, 0);
    CHECK_INT(view_part(v, 99, 100).bytes, 0);
    CHECK(view_is(view_trim(view_of(" \t\r\n\v\f a b \n")), "a b"));
    CHECK_INT(view_trim(view_of(" \n ")).bytes, 0);
    CHECK_INT(view_trim((struct view){NULL, 0}).bytes, 0);
    CHECK(view_equal((struct view){NULL, 0}, view_of("")));
    CHECK(!view_equal(view_of("ab"), view_of("abc")));
    CHECK(!view_is(view_of("abc"), "ab"));
    CHECK(view_is_nocase(view_of("MP3"), "mp3"));
    CHECK(!view_is_nocase(view_of("mp33"), "mp3"));
    CHECK(view_starts(v, "hell") && view_starts(v, "") && !view_starts(view_of("he"), "hel"));
    CHECK(view_ends_nocase(v, "WORLD") && view_ends_nocase(v, "") &&
          !view_ends_nocase(v, "Xworld"));
    CHECK(view_ends(v, "world") && view_ends(v, "") && !view_ends(view_of("d"), "ld"));
}

static void finding(void)
{
    static const struct {
        const char *text, *needle;
        size_t from, wanted;
    } rows[] = {
        {"a,b,c", ",", 0, 1}, {"a,b,c", ",", 2, 3},  {"a,b,c", ",", 4, 5}, {"a,b,c", "x", 0, 5},
        {"a,b,c", "", 0, 5},  {"a,b,c", ",", 99, 5}, {"", "a", 0, 0},      {"aab", "ab", 0, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CHECK_INT(view_find(view_of(rows[i].text), rows[i].needle, rows[i].from), rows[i].wanted);
}

static void lines(void)
{
    static const char *const wanted[] = {"one", "", "two", "three\rhalf", "\r", "last"};
    struct view rest = view_of("one\r\n\ntwo\nthree\rhalf\n\r\r\nlast"), line;
    size_t count = 0;
    for (; view_next_line(&rest, &line) && count < 6; count++)
        CHECK(view_is(line, wanted[count]));
    CHECK_INT(count, 6);
    rest = view_of("a\n");
    CHECK(view_next_line(&rest, &line) && view_is(line, "a"));
    CHECK(!view_next_line(&rest, &line));
}

static void buffers(void)
{
    struct text text = {0};
    CHECK_STR(text_view(&text).at, "");
    text_clear(&text);
    text_cut(&text, 3);
    text_add(&text, NULL, 0);
    CHECK_STR(text.at, "");
    text_add_str(&text, "a");
    text_add_char(&text, '-');
    text_add_rune(&text, 0x1F600);
    text_add_view(&text, view_of("z"));
    text_addf(&text, "%d%%%s", 42, "");
    CHECK_STR(text.at, "a-\xF0\x9F\x98\x80z42%");
    text_cut(&text, 1);
    CHECK_STR(text.at, "a");
    text_cut(&text, 99);
    CHECK_INT(text.bytes, 1);
    for (int i = 0; i < 100000; i++)
        text_addf(&text, "%05d", i);
    CHECK_INT(text.bytes, 500001);
    CHECK(view_ends(text_view(&text), "99999"));
    text_release(&text);
    CHECK(text.at == NULL && text.bytes == 0 && text.capacity_bytes == 0);
    text_add_lower(&text, view_of("\xC3\x89"
                                  "A\xC7\x85\xFF"));
    text_add_upper(&text, view_of("\xC3\xA9\xC3\x9F"));
    CHECK_STR(text.at, "\xC3\xA9"
                       "a\xC7\x86\xEF\xBF\xBD"
                       "\xC3\x89\xC3\x9F");
    text_release(&text);
}

static void properties(void)
{
    static const struct {
        uint32_t rune;
        bool letter, upper, lower, digit, space;
    } rows[] = {
        {'a', 1, 0, 1, 0, 0},    {'Z', 1, 1, 0, 0, 0},      {'@', 0, 0, 0, 0, 0},
        {'[', 0, 0, 0, 0, 0},    {'`', 0, 0, 0, 0, 0},      {'7', 0, 0, 0, 1, 0},
        {' ', 0, 0, 0, 0, 1},    {'\n', 0, 0, 0, 0, 1},     {0, 0, 0, 0, 0, 0},
        {0x1F, 0, 0, 0, 0, 0},   {0xA0, 0, 0, 0, 0, 1},     {0x85, 0, 0, 0, 0, 1},
        {0x2028, 0, 0, 0, 0, 1}, {0x3000, 0, 0, 0, 0, 1},   {0x200B, 0, 0, 0, 0, 0},
        {0xC9, 1, 1, 0, 0, 0},   {0xDF, 1, 0, 1, 0, 0},     {0x1C5, 1, 1, 0, 0, 0},
        {0x661, 0, 0, 0, 1, 0},  {0xB2, 0, 0, 0, 0, 0},     {0x4E2D, 1, 0, 0, 0, 0},
        {0x2160, 0, 0, 0, 0, 0}, {RUNE_BAD, 0, 0, 0, 0, 0}, {0x10FFFF, 0, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t rune = rows[i].rune;
        int got = rune_is_letter(rune) << 4 | rune_is_upper(rune) << 3 | rune_is_lower(rune) << 2 |
                  rune_is_digit(rune) << 1 | rune_is_space(rune);
        int wanted = rows[i].letter << 4 | rows[i].upper << 3 | rows[i].lower << 2 |
                     rows[i].digit << 1 | rows[i].space;
        if (got != wanted)
            printf("# U+%04X\n", rune);
        CHECK_INT(got, wanted);
        CHECK_INT(rune_is_alnum(rune), rows[i].letter || rows[i].digit);
    }
}

TEST_MAIN(TEST(runes_forward), TEST(runes_backward), TEST(every_rune_comes_back), TEST(views),
          TEST(finding), TEST(lines), TEST(buffers), TEST(properties))
