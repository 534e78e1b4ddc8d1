/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a text file to UTF-8. */
#include "../test.h"
#include "book/input/encoding.h"

#include <stdlib.h>

#define BYTES(literal) literal, sizeof(literal) - 1

struct encoding_case {
    const char *bytes;
    size_t count;
    const char *encoding, *text;
    size_t bad_bytes;
};

static void decodes(void)
{
    static const struct encoding_case cases[] = {
        {BYTES("plain\r\ntext\n"), "UTF-8", "plain\r\ntext\n", 0},
        {BYTES("caf\xC3\xA9"), "UTF-8", "caf\xC3\xA9", 0},
        {BYTES("\xEF\xBB\xBF"
               "abc"),
         "UTF-8", "   abc", 0},
        {BYTES("a\r\n \xEF\xBB\xBF\xEF\xBB\xBF"
               "b\xEF\xBB\xBF"
               "c"),
         "UTF-8",
         "a\r\n       b\xEF\xBB\xBF"
         "c",
         0},
        {BYTES("\xFF\xFE"
               "a\0\n\0\xFF\xFE"
               "b\0"),
         "UTF-16LE", "a\n   b", 0},
        {BYTES("\xFF\xFE"
               "a\0\xE9\0"),
         "UTF-16LE", "a\xC3\xA9", 0},
        {BYTES("\xFE\xFF"
               "\0a\0\xE9"),
         "UTF-16BE", "a\xC3\xA9", 0},
        {BYTES("t\0h\0e\0 \0b\0o\0a\0t\0"), "UTF-16LE", "the boat", 0},
        {BYTES("\0t\0h\0e\0 \0b\0o\0a\0t"), "UTF-16BE", "the boat", 0},
        {BYTES("\xFF\xFE\0\0a\0\0\0"), "UTF-32LE", "a", 0},
        {BYTES("le caf\xE9 \xE9tait ferm\xE9"), "ISO-8859-1",
         "le caf\xC3\xA9 \xC3\xA9tait ferm\xC3\xA9", 0},
        {BYTES("She said: \x93I don\x92t.\x94 He \x96 no."), "windows-1252",
         "She said: \xE2\x80\x9CI don\xE2\x80\x99t.\xE2\x80\x9D He \xE2\x80\x93 no.", 0},
        {BYTES("le caf\x8E \x8Etait ferm\x8E et la for\x90t g\x8En\x8Erale"), "macintosh",
         "le caf\xC3\xA9 \xC3\xA9tait ferm\xC3\xA9 et la for\xC3\xAAt g\xC3\xA9n\xC3\xA9rale", 0},
        {BYTES("le caf\x82 \x82tait ferm\x82 et la for\x88t g\x82n\x82rale"), "cp850",
         "le caf\xC3\xA9 \xC3\xA9tait ferm\xC3\xA9 et la for\xC3\xAAt g\xC3\xA9n\xC3\xA9rale", 0},
        {BYTES("le caf\x82 \x82tait ferm\x82 et la for\x88t g\x82n\x82rale\x1A"), "cp850",
         "le caf\xC3\xA9 \xC3\xA9tait ferm\xC3\xA9 et la for\xC3\xAAt g\xC3\xA9n\xC3\xA9rale\x1A",
         0},
        {BYTES("\xFF\xFE"
               "a\0\1\0\t\0"),
         "UTF-16LE", "a\xEF\xBF\xBD\t", 1},
        {BYTES("the boat, the wind, the water and the lan\0d, and all the rest of it"), "UTF-8",
         "the boat, the wind, the water and the lan\xEF\xBF\xBD"
         "d, and all the rest of it",
         1},
        {BYTES("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
               "\xC3\xA9 \xFF"),
         "UTF-8",
         "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 "
         "\xEF\xBF\xBD",
         1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text bytes = {0};
        struct decoded decoded;
        struct err err = {0};
        text_add(&bytes, cases[i].bytes, cases[i].count);
        bool good = encoding_decode("file", &bytes, &decoded, &err);
        CHECK(good);
        CHECK(bytes.at == NULL);
        CHECK_STR(decoded.encoding, cases[i].encoding);
        CHECK_STR(decoded.text.at, cases[i].text);
        CHECK_INT(decoded.bad_bytes, cases[i].bad_bytes);
        text_release(&decoded.text);
    }
}

static void refuses(void)
{
    static const struct {
        const char *bytes;
        size_t count;
        const char *says;
    } cases[] = {
        {BYTES("\1\2\3\4\5\6\7\1\2\3\4\5 text"), "file: is a binary file, not a book"},
        {BYTES("a\0\0\0\0b\0\0c\0\0\0\0\0d"), "file: is a binary file, not a book"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text bytes = {0};
        struct decoded decoded;
        struct err err = {0};
        text_add(&bytes, cases[i].bytes, cases[i].count);
        CHECK(!encoding_decode("file", &bytes, &decoded, &err));
        CHECK_INT(err.kind, ERR_INPUT);
        CHECK_STR(err.text, cases[i].says);
        text_release(&decoded.text);
        text_release(&bytes);
    }
}

/* Text that was UTF-8, read as something else and saved. Lines keep their length. */
static void misread_before(void)
{
    static const struct {
        const char *bytes, *text;
        size_t mended;
    } cases[] = {
        {"Caf\u00C3\u00A9.\nIt\u00E2\u20AC\u2122s", "Caf\u00E9.  \nIt\u2019s     ", 2},
        {"\u00E2\u20AC\u0153Yes,\u00E2\u20AC\xC2\x9D he", "\u201CYes,\u201D he        ", 2},
        {"\u00E2\u20AC\u0153Yes,\u00E2\u20AC he", "\u201CYes,\u201D he      ", 2},
        {"Caf\u00C3\u0192\u00C2\u00A9", "Caf\u00E9      ", 3},
        {"caf\u221A\u00A9 d\u00E9j\u221A\u2020 \u201A\u00C4\u00EE",
         "caf\u00E9 d\u00E9j\u00E0 \u2014           ", 3},
        {"\u00D0\u201D\u00D0\u00B0", "\u0414\u0430     ", 2},
        {"\u201CCAF\u00C9\u201D", "\u201CCAF\u00C9\u201D", 0},
        {"AMANH\u00C3 \u00E9 \u00FAltimo dia", "AMANH\u00C3 \u00E9 \u00FAltimo dia", 0},
        {"\u00C3\u00A9 is what \u00E9 and \u00E8 and \u00E0 became",
         "\u00C3\u00A9 is what \u00E9 and \u00E8 and \u00E0 became", 0},
        {"\u041E\u043D\u0430: \u00AB\u0414\u0430\u00BB",
         "\u041E\u043D\u0430: \u00AB\u0414\u0430\u00BB", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text bytes = {0};
        struct decoded decoded;
        struct err err = {0};
        text_add_str(&bytes, cases[i].bytes);
        CHECK(encoding_decode("-", &bytes, &decoded, &err));
        CHECK_STR(decoded.text.at, cases[i].text);
        CHECK_INT(decoded.mended, cases[i].mended);
        text_release(&decoded.text);
    }
}

/* Project Gutenberg's header names ISO-8859-1; signs without letters are not those of DOS. */
static void named_in_the_header(void)
{
    static const char *const cases[] = {
        "Character set encoding: ISO-8859-1\n\nIt cost \xA3"
        "6, and 3\xBD"
        "d. \xD7 2.\n",
        "It cost \xA3"
        "6 and \xA3"
        "8,000, not \xA3"
        "66.\n",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text bytes = {0};
        struct decoded decoded;
        struct err err = {0};
        text_add_str(&bytes, cases[i]);
        CHECK(encoding_decode("-", &bytes, &decoded, &err));
        CHECK_STR(decoded.encoding, "ISO-8859-1");
        text_release(&decoded.text);
    }
}

TEST_MAIN(TEST(misread_before), TEST(named_in_the_header), TEST(decodes), TEST(refuses))
