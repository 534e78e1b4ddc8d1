/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where paragraphs begin in plain text, above all where no blank line says so. */
#include "../test.h"
#include "base/str.h"
#include "book/layout/layout.h"

#include <string.h>

/* Wrapped lines; the last of each paragraph is short. */
#define A1 "The boat lay still upon the water and nobody had anything to say about it until the"
#define A2 "wind came up from the south, when they all began to speak of supper and of the long"
#define A3 "way home."
#define B1 "It was a cold evening, and the lamps were lit already in the houses along the shore"
#define B2 "where their wives were looking out for them and the children had been put to bed an"
#define B3 "hour before."

/* A page of six paragraphs in which lines are joined by `end`, and each paragraph begins with
 * `start`. */
static void add_page(struct text *out, const char *start, const char *end, const char *between)
{
    static const char *const lines[2][3] = {{A1, A2, A3}, {B1, B2, B3}};
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < 3; k++)
            text_addf(out, "%s%s%s", k == 0 ? start : "", lines[i % 2][k], k < 2 ? end : between);
}

/* How many runs begin with `words`; `lines`: how many all of these must have. */
static size_t runs_with(const struct layout *layout, const char *words, size_t lines)
{
    size_t count = 0;
    for (size_t i = 0; i < layout->run_count; i++)
        if (view_starts(layout_run(layout, i), words)) {
            CHECK_INT(layout->runs[i].lines, lines);
            count++;
        }
    return count;
}

/* Each form of the page has the same six paragraphs. */
static void paragraphs(void)
{
    static const struct {
        const char *name, *start, *end, *between;
        size_t lines; /* of each paragraph */
        bool unwrapped;
    } rows[] = {
        {"blank lines", "", "\n", "\n\n", 3, false},
        {"blank lines and indentation", "    ", "\n", "\n\n", 3, false},
        {"indentation alone", "    ", "\n", "\n", 3, false},
        {"indentation by two blanks, line ends of DOS", "  ", "\r\n", "\r\n", 3, false},
        {"short last lines alone", "", "\n", "\n", 3, false},
        {"short last lines, line ends of DOS", "", "\r\n", "\r\n", 3, false},
        {"line ends that were doubled", "", "\n\n", "\n\n\n\n", 3, false},
        {"one line each", "", " ", "\n", 1, true},
        {"one line each, indented", "  ", " ", "\n", 1, true},
        {"one line each, and blank lines", "", " ", "\n\n", 1, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text text = {0};
        struct layout layout;
        for (int page = 0; page < 10; page++)
            add_page(&text, rows[i].start, rows[i].end, rows[i].between);
        printf("# %s\n", rows[i].name);
        CHECK(layout_make(&layout, text_view(&text)));
        CHECK_INT(layout.unwrapped, rows[i].unwrapped);
        CHECK_INT(runs_with(&layout, "The boat", rows[i].lines), 30);
        CHECK_INT(runs_with(&layout, "It was", rows[i].lines), 30);
        CHECK_INT(layout.run_count, 60);
        layout_release(&layout);
        text_release(&text);
    }
}

/* What stands between the pages of a text without blank lines, and is a run of its own there. */
static void lines_between(void)
{
    static const char *const rows[] = {"CHAPTER II", "* * *", "----------", "A Winter Evening",
                                       "oOo"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text text = {0};
        struct layout layout;
        for (int page = 0; page < 10; page++) {
            add_page(&text, "", "\n", "\n");
            text_addf(&text, "%s\n", rows[i]);
        }
        printf("# %s\n", rows[i]);
        CHECK(layout_make(&layout, text_view(&text)));
        CHECK_INT(runs_with(&layout, rows[i], 1), 10);
        CHECK_INT(layout.run_count, 70);
        layout_release(&layout);
        text_release(&text);
    }
}

/* A paragraph that fills its last line is told from the next by the indentation of that. */
static void full_last_lines(void)
{
    struct text text = {0};
    struct layout layout;
    for (int i = 0; i < 30; i++)
        text_addf(&text, "  %s\n%s\n%s\n", A1, B1, A2);
    CHECK(layout_make(&layout, text_view(&text)));
    CHECK_INT(layout.run_count, 30);
    CHECK_INT(runs_with(&layout, "The boat", 3), 30);
    layout_release(&layout);
    text_release(&text);
}

/* A text with its usual blank lines is not cut at short lines: they may be verse. */
static void short_lines_with_blanks(void)
{
    struct text text = {0};
    struct layout layout;
    for (int i = 0; i < 30; i++)
        text_addf(&text, "%s\n%s\n%s\n\nA short line,\nand a shorter\none.\n\n", A1, A2, A3);
    CHECK(layout_make(&layout, text_view(&text)));
    CHECK_INT(layout.run_count, 60);
    CHECK_INT(runs_with(&layout, "A short line", 3), 30);
    CHECK_INT(layout.gap, 1);
    layout_release(&layout);
    text_release(&text);
}

static void blanks_and_indents(void)
{
    static const char text[] = "One\n\n\n  Two\n\tThree\n\f\nFour\n   \n***\nFive";
    struct layout layout;
    CHECK(layout_make(&layout, view_of(text)));
    CHECK_INT(layout.run_count, 5);
    static const struct {
        const char *text;
        unsigned blanks, indent;
        bool marks;
    } rows[] = {{"One", LAYOUT_BREAK_BLANKS, 0, false},
                {"Two\n\tThree", 2, 2, false},
                {"Four", LAYOUT_BREAK_BLANKS + 1, 0, false},
                {"***", 1, 0, true},
                {"Five", 0, 0, false}};
    for (size_t i = 0; i < layout.run_count && i < 5; i++) {
        const struct run *run = &layout.runs[i];
        CHECK(view_is(layout_run(&layout, i), rows[i].text));
        CHECK_INT(run->blanks, rows[i].blanks);
        CHECK_INT(run->marks, rows[i].marks);
        CHECK_INT(layout.lines[run->line].indent, rows[i].indent);
    }
    CHECK_INT(layout.lines[2].indent, 8);
    CHECK_INT(layout_blanks_after(&layout, 0), 2);
    CHECK_INT(layout_blanks_after(&layout, 4), LAYOUT_MAX_BLANKS);
    layout_release(&layout);
}

static void a_run_is_split(void)
{
    struct layout layout;
    CHECK(layout_make(&layout, view_of("a\nb\nc\n\nd\n")));
    layout_split_run(&layout, 0, 0);
    layout_split_run(&layout, 0, 3);
    CHECK_INT(layout.run_count, 2);
    layout_split_run(&layout, 0, 1);
    CHECK_INT(layout.run_count, 3);
    CHECK(view_is(layout_run(&layout, 0), "a"));
    CHECK(view_is(layout_run(&layout, 1), "b\nc"));
    CHECK(view_is(layout_run(&layout, 2), "d"));
    CHECK_INT(layout.runs[1].blanks, 0);
    CHECK(view_is(layout_line(&layout, 2), "c"));
    layout_release(&layout);
}

static void nothing_and_too_much(void)
{
    struct layout layout;
    struct text text = {0};
    CHECK(layout_make(&layout, view_of("")));
    CHECK_INT(layout.run_count, 0);
    layout_release(&layout);
    CHECK(layout_make(&layout, view_of("\n \n\t\n")));
    CHECK_INT(layout.run_count, 0);
    layout_release(&layout);
    for (int i = 0; i <= LAYOUT_MAX_RUNS; i++)
        text_add_str(&text, "A\n\n"); /* in small letters, the line ends might be doubled */
    CHECK(!layout_make(&layout, text_view(&text)));
    layout_release(&layout);
    text_release(&text);
    CHECK_INT(layout_columns(view_of("a\xC3\xA9\xE2\x80\x94z")), 4);
}

TEST_MAIN(TEST(paragraphs), TEST(lines_between), TEST(full_last_lines),
          TEST(short_lines_with_blanks), TEST(blanks_and_indents), TEST(a_run_is_split),
          TEST(nothing_and_too_much))
