/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Languages: primary subtags, which files are asked and in what order, broken and missing files. */
#include "data/language.h"

#include "../test.h"
#include "data/data.h"

#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/lectern-language-XXXXXX";

static void primary_subtags(void)
{
    static const struct {
        const char *tag, *code;
    } cases[] = {
        {"en", "en"},       {"en-GB", "en"}, {"en_GB", "en"},   {"EN", "en"},      {"eng", "en"},
        {"no", "nb"},       {"nn-NO", "nb"}, {"nb", "nb"},      {"deu-AT", "de"},  {"mul", "mul"},
        {"pt-BR", "pt"},    {"", ""},        {NULL, ""},        {"../../etc", ""}, {"x", "x"},
        {"grc-x-y", "grc"}, {"12", ""},      {"zh-Hant", "zh"}, {"a/b", ""},       {"fre", "fr"},
        {"iw", "he"},       {"cmn", "zh"},   {"nor", "nb"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char code[LANGUAGE_CODE_BYTES];
        CHECK_STR(language_primary(cases[i].tag, code), cases[i].code);
    }
    CHECK(language_same("en-GB", "EN"));
    CHECK(language_same("eng", "en-US"));
    CHECK(language_same("no", "nn"));
    CHECK(!language_same("en", "eo"));
    CHECK(!language_same("en", NULL));
    CHECK(!language_same("", "en"));
}

static void write_file(const char *name, const char *content)
{
    struct text path = {0};
    text_addf(&path, "%s/assets/lang/%s", root, name);
    char *slash = strrchr(path.at, '/');
    *slash = '\0';
    mkdir(path.at, 0777);
    *slash = '/';
    FILE *file = fopen(path.at, "w");
    CHECK(file != NULL);
    if (file != NULL) {
        fputs(content, file);
        fclose(file);
    }
    text_release(&path);
}

static void remove_file(const char *name)
{
    struct text path = {0};
    text_addf(&path, "%s/assets/lang/%s", root, name);
    CHECK_INT(unlink(path.at), 0);
    text_release(&path);
}

/* "en-GB en": the languages whose file says so in [who] are asked in this order. */
static void check_order(struct languages *languages, const char *tag, const char *last,
                        const char *wanted)
{
    struct err err = {0};
    struct language_files files = {.count = 0};
    struct text order = {0};
    CHECK(language_files(languages, tag, "topic", last, &files, &err));
    for (size_t i = 0; i < files.count; i++)
        text_addf(&order, "%s%s", i > 0 ? " " : "", files.files[i]->entries[0].value);
    CHECK_STR(text_view(&order).at, wanted);
    const char *first = language_find(&files, "who", view_of("am I"));
    CHECK((first != NULL) == (files.count > 0));
    if (first != NULL)
        CHECK_STR(first, files.files[0]->entries[0].value);
    text_release(&order);
}

static void order_of_files(void)
{
    struct languages *languages = languages_new();
    struct err err = {0};
    const struct data_file *file, *again;
    write_file("en/topic.txt", "[who]\nam I = en\n");
    write_file("en-GB/topic.txt", "[who]\nam I = en-GB\n");
    write_file("mul/topic.txt", "[who]\nam I = mul\n");
    write_file("fr/topic.txt", "[who]\nam I = fr\n");
    check_order(languages, "en-GB", "mul", "en-GB en mul");
    check_order(languages, "en-gb", NULL, "en-GB en");
    check_order(languages, "en", "en", "en");
    check_order(languages, "fra-CA", "en", "fr en");
    check_order(languages, "xx", "en", "en");
    check_order(languages, NULL, "en", "en");
    check_order(languages, "../en", NULL, "");
    CHECK(language_file(languages, "en-GB", "topic", &file, &err));
    CHECK(file != NULL && strcmp(file->entries[0].value, "en") == 0);
    remove_file("en/topic.txt"); /* what was read is kept */
    CHECK(language_file(languages, "eng", "topic", &again, &err));
    CHECK(again == file);
    CHECK(language_file(languages, "de", "topic", &file, &err));
    CHECK(file == NULL);
    languages_free(languages);
}

static void all_folders(void)
{
    struct languages *languages = languages_new();
    struct err err = {0};
    const char *const *codes = languages_all(languages, &err);
    struct text list = {0};
    for (; codes != NULL && *codes != NULL; codes++)
        text_addf(&list, "%s ", *codes);
    CHECK_STR(text_view(&list).at, "en en-GB fr mul ");
    text_release(&list);
    languages_free(languages);
}

static void broken_files(void)
{
    struct languages *languages = languages_new();
    struct err err = {0};
    struct language_files files = {.count = 0};
    const struct data_file *file;
    write_file("fr/broken.txt", "[a]\n\n[b\n");
    CHECK(!language_file(languages, "fr", "broken", &file, &err));
    CHECK_INT(err.kind, ERR_SETUP);
    CHECK(strstr(err.text, "fr/broken.txt:3: ") != NULL);
    CHECK(!language_files(languages, "de", "broken", "fr", &files, &err));
    write_file("en-GB/broken.txt", "[a\n");
    CHECK(!language_files(languages, "en-GB", "broken", NULL, &files, &err));
    CHECK(strstr(err.text, "en-GB/broken.txt:1: ") != NULL);
    languages_free(languages);
}

static void no_folder(void)
{
    struct languages *languages = languages_new();
    struct err err = {0};
    const struct data_file *file;
    setenv("LECTERN_DATA", "/nonexistent", 1);
    CHECK(!language_file(languages, "en", "topic", &file, &err));
    CHECK_INT(err.kind, ERR_SETUP);
    CHECK(strstr(err.text, "assets/lang is missing from /nonexistent") != NULL);
    CHECK(languages_all(languages, &err) == NULL);
    languages_free(languages);
    setenv("LECTERN_DATA", root, 1);
}

static void tidy(void)
{
    char command[80];
    snprintf(command, sizeof command, "rm -r '%s'", root);
    CHECK_INT(system(command), 0);
}

static void folder_is_made(void)
{
    char path[64];
    CHECK(mkdtemp(root) != NULL);
    snprintf(path, sizeof path, "%s/assets", root);
    CHECK_INT(mkdir(path, 0777), 0);
    snprintf(path, sizeof path, "%s/assets/lang", root);
    CHECK_INT(mkdir(path, 0777), 0);
    setenv("LECTERN_DATA", root, 1);
}

TEST_MAIN(TEST(folder_is_made), TEST(primary_subtags), TEST(order_of_files), TEST(all_folders),
          TEST(broken_files), TEST(no_folder), TEST(tidy))
