/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may reach the synthesiser: limits hold for hostile text, and nothing is lost. */
#include "../test.h"
#include "base/str.h"
#include "speech/guard.h"

#include <stdlib.h>

static void whole_pieces(void)
{
    static const struct {
        const char *spoken;
        bool more;
        const char *wanted; /* pieces parted by "|" */
    } rows[] = {
        {"Hello there.", false, "Hello there."},
        {"Hello there", false, "Hello there."},
        {"Hello there", true, "Hello there,"},
        {"Hello there,", true, "Hello there,"},
        {"Really?", false, "Really?"},
        {"Really?!", false, "Really?"},
        {"No!?", false, "No?"},
        {"Stop!", true, "Stop!"},
        {"one; ", false, "one;"},
        {"\"Well,\" ", true, "Well,"},
        {"\xE2\x80\x9CWell,\xE2\x80\x9D", true, "Well,"},
        {"\xE2\x80\x98"
         "A word\xE2\x80\x99",
         false, "A word."},
        {"\xE2\x80\x99Tis so\xE2\x80\x99", false, "\xE2\x80\x99Tis so."},
        {"'Tis so", false, "'Tis so."},
        {"(in brackets)", false, "in brackets."},
        {"wait \xE2\x80\x94", true, "wait,"},
        {"wait \xE2\x80\xA6", true, "wait;"},
        {"wait\xE2\x80\xA6?", false, "wait?"},
        {"_emphasis_", false, "emphasis."},
        {"* * *", false, ""},
        {"...", false, ""},
        {"", false, ""},
        {"\xE2\x80\x9C\xE2\x80\x9D \xE2\x80\x94 !?", false, ""},
        {"a  b\t\nc", false, "a b c."},
        {"a\x01\x02 b\x7F", false, "a b."},
        {"in\xC2\xADvis\xE2\x80\x8Bible\xEF\xBB\xBF", false, "invisible."},
        {"\xEF\xBF\xBD", false, ""},
        {"bad\xFF byte", false, "bad byte."},
        {"[[h@l'oU]]", false, "[[h@l'oU]]."},
        {"say [[w'3:ld]], now", false, "say [[w'3:ld]], now."},
        {"\xE2\x80\x9C[[h@l'oU]]!\xE2\x80\x9D", false, "[[h@l'oU]]!"},
        {"in 1234567890123456 ways", false, "in 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 ways."},
        {"in 123456789012345 ways", false, "in 123456789012345 ways."},
        {"Dr.999", false, "Dr. 999."},
        {"3.14", false, "3.14."},
        {"Nooooooooooo", false, "Noooooo."},
        {"wow!!!!!! yes", false, "wow!!! yes."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct view rest = view_of(rows[i].spoken);
        struct text piece = {0}, all = {0};
        while (guard_next_piece(&rest, rows[i].more, &piece)) {
            if (all.bytes > 0)
                text_add_char(&all, '|');
            text_add_view(&all, text_view(&piece));
        }
        if (!view_is(text_view(&all), rows[i].wanted))
            printf("# %s\n", rows[i].spoken);
        CHECK_STR(text_view(&all).at, rows[i].wanted);
        CHECK_INT(rest.bytes, 0);
        text_release(&piece);
        text_release(&all);
    }
}

static uint32_t seed = 1;

static uint32_t draw(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(seed >> 4) * below >> 28);
}

/* Fragments that are known to upset the synthesiser, or to be near a limit. */
static const char *const fragments[] = {
    "Dr.999999991,234",
    "A.",
    "s'",
    "\x01",
    "1",
    "12345678901234",
    "9,",
    "0.5",
    "e.g.",
    "\xE2\x80\x99",
    "\xE2\x80\x9C",
    "\xE2\x80\x94",
    "...",
    "\xE2\x80\xA6",
    "supercalifragilistic",
    "-",
    "'",
    "!",
    "?",
    " ",
    " ",
    " ",
    " ",
    "\n",
    ", ",
    ". ",
    "\xC3\xA9",
    "\xE4\xB8\xAD\xE6\x96\x87",
    "\xF0\x9D\x94\xB8",
    "\xFF",
    "[[h@l'oU]]",
    "[[",
    "]]",
    "(",
    ")",
    "\xE2\x80\x8B",
    "/",
    "@",
    "_",
    "\xD9\xA1\xD9\xA2",
    "don't",
    "a",
    "I",
};

static void make_hostile(struct text *spoken)
{
    size_t parts = draw(400);
    uint32_t few = 1 + draw(sizeof fragments / sizeof fragments[0]);
    uint32_t first = draw(sizeof fragments / sizeof fragments[0]);
    text_clear(spoken);
    for (size_t i = 0; i < parts; i++)
        text_add_str(spoken,
                     fragments[(first + draw(few)) % (sizeof fragments / sizeof fragments[0])]);
}

struct piece_load {
    size_t words, digits, dots, longest_token, longest_run;
};

static struct piece_load measure(struct view piece)
{
    struct piece_load load = {.words = 1};
    size_t token = 0, run = 0;
    for (size_t at = 0; at < piece.bytes;) {
        size_t before = at;
        uint32_t rune = rune_next(piece, &at);
        load.words += rune == ' ';
        load.digits += rune_is_digit(rune);
        load.dots += rune == '.';
        token = rune == ' ' ? 0 : token + at - before;
        run = rune >= '0' && rune <= '9' ? run + 1 : 0;
        load.longest_token = token > load.longest_token ? token : load.longest_token;
        load.longest_run = run > load.longest_run ? run : load.longest_run;
    }
    return load;
}

static bool is_final(char mark)
{
    return strchr(".?!,;:", mark) != NULL;
}

/* One mark more than the limits: the final one. */
static void check_piece(struct view piece)
{
    struct piece_load load = measure(piece);
    CHECK(piece.bytes <= GUARD_PIECE_BYTES);
    CHECK(load.words <= GUARD_PIECE_WORDS);
    CHECK(load.digits <= GUARD_PIECE_DIGITS);
    CHECK(load.dots <= GUARD_PIECE_DOTS + 1);
    CHECK(load.longest_token <= GUARD_TOKEN_BYTES + 1);
    CHECK(load.longest_run <= GUARD_DIGIT_RUN);
    CHECK(piece.bytes > 1 && is_final(piece.at[piece.bytes - 1]));
    CHECK(piece.at[0] != ' ' && piece.at[piece.bytes - 2] != ' ');
    for (size_t at = 0; at < piece.bytes;) {
        uint32_t before = rune_ending(piece, at), rune = rune_next(piece, &at);
        CHECK(rune >= 0x20 && rune != 0x7F && rune != RUNE_BAD && rune != 0x200B);
        CHECK(rune != ' ' || before != ' ');
    }
}

/* Letters and digits in order; runs of one letter count once, since long ones are cut. */
static void add_letters(struct text *letters, struct view v, uint32_t *last)
{
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        if (rune_is_alnum(rune) && (rune != *last || rune_is_digit(rune)))
            text_add_rune(letters, rune);
        if (rune_is_alnum(rune))
            *last = rune;
    }
}

static void check_hostile(struct view spoken)
{
    struct text piece = {0}, got = {0}, wanted = {0};
    uint32_t last = 0;
    struct view rest = spoken;
    int failed = test_failed_checks;
    add_letters(&wanted, spoken, &last);
    last = 0;
    while (guard_next_piece(&rest, false, &piece)) {
        check_piece(text_view(&piece));
        if (test_failed_checks > failed) {
            printf("# piece: %s\n", piece.at);
            break;
        }
        add_letters(&got, text_view(&piece), &last);
    }
    if (test_failed_checks == failed)
        CHECK_STR(text_view(&got).at, text_view(&wanted).at);
    text_release(&piece);
    text_release(&got);
    text_release(&wanted);
}

static void known_crashers(void)
{
    static const struct {
        const char *unit;
        int times;
    } rows[] = {
        {"Dr.999999991,234", 1},
        {"A.", 90},
        {"s'", 68},
        {"word\x01", 200},
        {"1", 500},
        {"9,", 300},
        {"a ", 2000},
        {".", 1000},
        {"\xF0\x9D\x94\xB8", 300},
        {"x", 5000},
        {"1\xE2\x80\x8B", 60},
        {"[[", 500},
        {"[[a]]", 500},
        {"[[a ", 500},
        {"]]", 500},
        {"ab-", 400},
        {"\xE2\x80\x9C", 5000},
        {"1.2.", 200},
        {"Mr.1", 100},
        {"\xD9\xA1", 500},
        {"ab ]", 300},
        {"\xC2\xA0", 900},
    };
    struct text spoken = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        text_clear(&spoken);
        for (int k = 0; k < rows[i].times; k++)
            text_add_str(&spoken, rows[i].unit);
        int failed = test_failed_checks;
        check_hostile(text_view(&spoken));
        if (test_failed_checks > failed)
            printf("# unit %s\n", rows[i].unit);
    }
    text_release(&spoken);
}

static void generated_text(void)
{
    struct text spoken = {0};
    for (int i = 0; i < 3000 && test_failed_checks < 5; i++) {
        make_hostile(&spoken);
        check_hostile(text_view(&spoken));
    }
    text_release(&spoken);
}

/* Phonemes come out whole, wherever the cuts fall. */
static void phonemes_stay_whole(void)
{
    struct text spoken = {0}, piece = {0};
    for (int filler = 300; filler < 420; filler++) {
        text_clear(&spoken);
        for (int i = 0; i < filler; i++)
            text_add_char(&spoken, i % 6 == 5 ? ' ' : 'a' + (char)(i % 5));
        text_add_str(&spoken, " [[h@l'oU w'3:ld]] and more words behind it.");
        struct view rest = text_view(&spoken);
        int found = 0;
        while (guard_next_piece(&rest, false, &piece))
            found += strstr(piece.at, "[[h@l'oU w'3:ld]]") != NULL;
        CHECK_INT(found, 1);
    }
    text_release(&spoken);
    text_release(&piece);
}

/* Cuts fall at the ends of sentences, then of clauses, then of words. */
static void good_cuts(void)
{
    static const struct {
        const char *unit, *end;
        char mark;
    } rows[] = {
        {"It was a fine day, and all. ", "and all", '.'},
        {"it was a fine day, and so, ", "and so", ','},
        {"it was a fine day and so ", "so", ','},
    };
    struct text spoken = {0}, piece = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        text_clear(&spoken);
        for (int k = 0; k < 40; k++)
            text_add_str(&spoken, rows[i].unit);
        struct view rest = text_view(&spoken);
        size_t pieces = 0;
        while (guard_next_piece(&rest, false, &piece) && rest.bytes > 0) {
            pieces++;
            CHECK_INT(piece.at[piece.bytes - 1], rows[i].mark);
            CHECK(piece.bytes > GUARD_PIECE_BYTES / 4);
            if (i < 2)
                CHECK(view_ends(view_part(text_view(&piece), 0, piece.bytes - 1), rows[i].end));
        }
        CHECK(pieces >= 2);
    }
    text_release(&spoken);
    text_release(&piece);
}

static void simplifies(void)
{
    static const struct {
        const char *spoken, *wanted;
    } rows[] = {
        {"Dr.999 said: \"No!\"", "Dr 9 9 9 said No! "},
        {"e.g. this, that", "e g. this, that"},
        {"12", "1 2 "},
        {"\xE2\x80\x9C\xC3\x89t\xC3\xA9\xE2\x80\x9D", "\xC3\x89t\xC3\xA9 "},
        {"[[h@l'oU]]", "h l oU "},
        {"...", "."},
        {"", ""},
        {"\xFF\x01", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text simple = {0};
        guard_simplify(view_of(rows[i].spoken), &simple);
        CHECK_STR(text_view(&simple).at, rows[i].wanted);
        text_release(&simple);
    }
}

static void takes_linear_time(void)
{
    struct text spoken = {0}, piece = {0};
    for (int i = 0; i < 500000; i++)
        text_add_str(&spoken, "\"[[a.1'");
    struct view rest = text_view(&spoken);
    size_t pieces = 0;
    while (guard_next_piece(&rest, true, &piece))
        pieces++;
    CHECK(pieces > 1000);
    text_clear(&spoken);
    for (int i = 0; i < 2000000; i++)
        text_add_str(&spoken, "\" ");
    rest = text_view(&spoken);
    CHECK(!guard_next_piece(&rest, true, &piece));
    text_release(&spoken);
    text_release(&piece);
}

TEST_MAIN(TEST(whole_pieces), TEST(known_crashers), TEST(generated_text), TEST(phonemes_stay_whole),
          TEST(good_cuts), TEST(simplifies), TEST(takes_linear_time))
