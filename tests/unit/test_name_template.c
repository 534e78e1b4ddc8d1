/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files from templates: fields, what empty ones take along, and what no file system takes.
 */
#include "../test.h"

#include "base/metadata.h"
#include "naming/name_template.h"

static const struct metadata whole = {.title = "Emma: A Novel",
                                      .author = "Jane Austen",
                                      .author_sort = "Austen, Jane",
                                      .series = "Highbury",
                                      .series_part = "2",
                                      .date = "1815-12-23",
                                      .language = "en-GB"};
static const struct metadata bare = {
    .title = "Emma", .author = "", .date = "December", .language = "en"};

static void check_fill(const char *template, const struct metadata *metadata, const char *wanted)
{
    struct text path = {0};
    struct err err = {0};
    struct name_source source = {metadata, "emma-1815", "novels/english", "07", "The Ball: I"};
    CHECK(name_template_check(view_of(template), true, &err));
    name_template_fill(view_of(template), &source, &path);
    CHECK_STR(path.at, wanted);
    text_release(&path);
}

static void fills_fields(void)
{
    static const struct {
        const char *template, *wanted;
    } rows[] = {
        {"{title}", "Emma - A Novel"},
        {"{title:plain}_{surname:plain}", "emmaanovel_austen"},
        {"{author}/{series}/{series_part} - {title}", "Jane Austen/Highbury/2 - Emma - A Novel"},
        {"{author_sort} - {title} ({year})", "Austen, Jane - Emma - A Novel (1815)"},
        {"{series} {series_part}, {title_sort}", "Highbury 2, Emma - A Novel"},
        {"{folder}/{stem}", "novels/english/emma-1815"},
        {"{stem} [{language}]", "emma-1815 [en-GB]"},
        {"{{{stem}}}", "{emma-1815}"},
        {"/{stem}", "emma-1815"},
        {"../../{stem}", "emma-1815"},
        {"a//b/./{stem}", "a/b/emma-1815"},
        {"{folder} x/{stem}", "novels/english x/emma-1815"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_fill(rows[i].template, &whole, rows[i].wanted);
}

static void empty_fields_take_their_surroundings_along(void)
{
    static const struct {
        const char *template, *wanted;
    } rows[] = {
        {"{author}/{series}/{series_part} - {title}", "Emma"},
        {"{author} - {title}", "Emma"},
        {"{title} - {author}", "Emma"},
        {"{author} - {series} - {title} - {year}", "Emma"},
        {"{title} ({year})", "Emma"},
        {"{title} ({year} {series})", "Emma"},
        {"{title} [{series}]", "Emma"},
        {"{series} {series_part}. {title}", "Emma"},
        {"{author}, {title}", "Emma"},
        {"{author}_{title}", "Emma"},
        {"Books by {author}/{title}", "Emma"},
        {"{title} - read aloud", "Emma - read aloud"},
        {"{author} - read aloud", "read aloud"},
        {"{title_sort}, {author_sort}", "Emma"},
        {"{author}/{series}", "emma-1815"},
        {"{title}/{series}", "Emma/emma-1815"},
        {"{title}/{year}", "Emma/emma-1815"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_fill(rows[i].template, &bare, rows[i].wanted);
}

static void check_title(const char *title, const char *wanted)
{
    struct metadata metadata = {.title = title};
    check_fill("{title}", &metadata, wanted);
}

static void every_file_system_takes_it(void)
{
    static const struct {
        const char *title, *wanted;
    } rows[] = {
        {"a/b\\c|d", "a-b-c-d"},
        {"Emma: A Novel", "Emma - A Novel"},
        {"12:30", "12-30"},
        {"Title:", "Title"},
        {"What Is Man?", "What Is Man"},
        {"\"Yes\" <no> *", "'Yes' no"},
        {"../../etc/passwd", "etc-passwd"},
        {"..", "emma-1815"},
        {"...", "emma-1815"},
        {"???", "emma-1815"},
        {"-rf", "rf"},
        {".hidden", "hidden"},
        {"...And Ladies of the Club", "And Ladies of the Club"},
        {"etc.", "etc"},
        {"dots. . .", "dots"},
        {"  two   blanks ", "two blanks"},
        {"line\nbreak\tand tab", "line break and tab"},
        {"bell\a escape\033[2J", "bell escape[2J"},
        {"to the left \xE2\x80\xAE"
         "3pm.exe",
         "to the left 3pm.exe"},
        {"no\xE2\x80\x8Bwidth", "nowidth"},
        {"bad \xFF byte", "bad _ byte"},
        {"CON", "CON_"},
        {"nul.tar", "nul_.tar"},
        {"Com1", "Com1_"},
        {"lpt\xC2\xB9", "lpt\xC2\xB9_"},
        {"COM10", "COM10"},
        {"Conrad", "Conrad"},
        {"AUX .x", "AUX _.x"},
        {"Cafe\xCC\x81", "Caf\xC3\xA9"}, /* NFD becomes NFC */
        {"\xE4\xBA\xBA\xE9\x97\xB4", "\xE4\xBA\xBA\xE9\x97\xB4"},
        {"{title}", "{title}"}, /* a field is not a template */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_title(rows[i].title, rows[i].wanted);
}

/* `unit` so often that it is too long: cut after `kept` of them. */
static void check_cut(const char *unit, size_t kept)
{
    struct text title = {0}, wanted = {0};
    for (size_t i = 0; i < 400; i++)
        text_add_str(&title, unit);
    for (size_t i = 0; i < kept; i++)
        text_add_str(&wanted, unit);
    check_title(title.at, wanted.at);
    text_release(&title);
    text_release(&wanted);
}

static void long_names_are_cut_between_characters(void)
{
    check_cut("x", NAME_MAX_BYTES - 1);
    check_cut("\xC3\xA9", (NAME_MAX_BYTES - 1) / 2);
    check_cut("\xE4\xBA\xBA", (NAME_MAX_BYTES - 1) / 3);
    check_cut("x\xCC\xB1", (NAME_MAX_BYTES - 1) / 3); /* a letter and a mark that NFC leaves */
    check_cut("\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", (NAME_MAX_BYTES - 1) / 8); /* with a skin tone */
}

static void wrong_templates_are_named(void)
{
    static const struct {
        const char *template, *says;
    } rows[] = {
        {"{titel}", "{title}"},         {"{}", "no field {}"}, {"{title", "without its pair"},
        {"title}", "without its pair"}, {"book", "no field"},  {"{ti{tle}", "no field"},
        {"{{title}}", "no field"},      {"", "no field"},      {"{zzzzzzzz}", "author, "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err = {0};
        CHECK(!name_template_check(view_of(rows[i].template), false, &err));
        CHECK_INT(err.kind, ERR_USAGE);
        if (strstr(err.text, rows[i].says) == NULL)
            CHECK_STR(err.text, rows[i].says);
    }
}

static void knows_what_needs_the_book(void)
{
    CHECK(!name_template_needs_book(view_of("{folder}/{stem} {{title}}")));
    CHECK(name_template_needs_book(view_of("{stem} {year}")));
}

static void numbers_tell_apart(void)
{
    struct text path = {0};
    text_add_str(&path, "a/b");
    name_add_number(&path, 2);
    CHECK_STR(path.at, "a/b (2)");
    text_release(&path);
}

static void check_key(const char *a, const char *b, int same)
{
    struct text first = {0}, second = {0};
    name_key(view_of(a), &first);
    name_key(view_of(b), &second);
    CHECK_INT(view_equal(text_view(&first), text_view(&second)), same);
    text_release(&first);
    text_release(&second);
}

static void keys_ignore_case_and_form(void)
{
    check_key("EMMA", "emma", 1);
    check_key("Caf\xC3\xA9", "CAFE\xCC\x81", 1);
    check_key("Stra\xC3\x9F"
              "e",
              "STRASSE", 1);
    check_key("emma", "emma 2", 0);
    check_key("", "", 1);
}

TEST_MAIN(TEST(fills_fields), TEST(empty_fields_take_their_surroundings_along),
          TEST(every_file_system_takes_it), TEST(long_names_are_cut_between_characters),
          TEST(wrong_templates_are_named), TEST(knows_what_needs_the_book),
          TEST(numbers_tell_apart), TEST(keys_ignore_case_and_form))
