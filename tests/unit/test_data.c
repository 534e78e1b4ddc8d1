/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data files: format, look-up, errors with their line, where they are searched. */
#include "../test.h"
#include "data/data.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/lectern-data-XXXXXX";
static char path[64];

static struct data_file *read_bytes(const char *bytes, size_t count, struct err *err)
{
    FILE *file = fopen(path, "wb");
    fwrite(bytes, 1, count, file);
    fclose(file);
    return data_read(path, err);
}

static struct data_file *read_text(const char *text, struct err *err)
{
    return read_bytes(text, strlen(text), err);
}

static const char *find(const struct data_file *file, const char *section, const char *key)
{
    return data_find(file, section, key, strlen(key));
}

static void lines(void)
{
    static const struct {
        const char *text, *section, *key, *value; /* value NULL: no such key */
        int line;
    } rows[] = {
        {"a = b", "", "a", "b", 1},
        {"a=b", "", "a", "b", 1},
        {"\t a \t=\t b c \t", "", "a", "b c", 1},
        {"a =", "", "a", "", 1},
        {"a", "", "a", "", 1},
        {"a = b = c", "", "a", "b = c", 1},
        {"= = equals", "", "=", "equals", 1},
        {"[s]\na = b", "s", "a", "b", 2},
        {"[s]\na = b", "", "a", NULL, 0},
        {"[s]\r\na = b\r\n", "s", "a", "b", 2},
        {"[s]\na = 1\n[t]\na = 2\n[s]\na = 3", "s", "a", "3", 6},
        {"[s]\na = 1\n[t]\na = 2\n[s]\nb = 3", "t", "a", "2", 4},
        {"# a = b", "", "a", NULL, 0},
        {"a = b # c", "", "a", "b", 1},
        {"a = b\t#c", "", "a", "b", 1},
        {"C# = b#c", "", "C#", "b#c", 1},
        {"[ # a bracket", "", "[", "", 1},
        {"[]\na = b", "", "a", "b", 2},
        {"[a b]  # words\nk", "a b", "k", "", 2},
        {"\n\n\n\na", "", "a", "", 5},
        {"A = b", "", "a", NULL, 0},
        {"\xC3\xA9t\xC3\xA9 = summer", "", "\xC3\xA9t\xC3\xA9", "summer", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err = {0};
        struct data_file *file = read_text(rows[i].text, &err);
        CHECK(file != NULL);
        if (file == NULL)
            continue;
        const char *value = find(file, rows[i].section, rows[i].key);
        if (rows[i].value == NULL)
            CHECK(value == NULL);
        else
            CHECK_STR(value, rows[i].value);
        int line = 0;
        for (size_t k = 0; k < file->count; k++)
            if (rows[i].value != NULL && strcmp(file->entries[k].key, rows[i].key) == 0 &&
                strcmp(file->entries[k].section, rows[i].section) == 0)
                line = file->entries[k].line;
        CHECK_INT(line, rows[i].line);
        data_free(file);
    }
}

static void refusals(void)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"a = b\n[s\n", ":2: "},
        {"\n\n[section] x", ":3: "},
        {"[a] # fine\n[b # not", ":2: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err = {0};
        CHECK(read_text(rows[i].text, &err) == NULL);
        CHECK_INT(err.kind, ERR_SETUP);
        CHECK(strstr(err.text, rows[i].says) != NULL);
        CHECK(strstr(err.text, path) != NULL);
    }
    struct err err = {0};
    char missing[80];
    snprintf(missing, sizeof missing, "%s/missing", folder);
    CHECK(data_read(missing, &err) == NULL);
    CHECK_INT(err.kind, ERR_SETUP);
    CHECK(strstr(err.text, missing) != NULL);
    err = (struct err){0};
    CHECK(data_read(folder, &err) == NULL);
    CHECK_INT(err.kind, ERR_SETUP);
    char *large = malloc(4 * 1024 * 1024 + 1);
    memset(large, '\n', 4 * 1024 * 1024 + 1);
    err = (struct err){0};
    CHECK(read_bytes(large, 4 * 1024 * 1024 + 1, &err) == NULL);
    CHECK_INT(err.kind, ERR_SETUP);
    struct data_file *file = read_bytes(large, 4 * 1024 * 1024, &err);
    CHECK(file != NULL && file->count == 0);
    data_free(file);
    free(large);
}

/* Keys come from books: any bytes, any length. */
static void strange_keys(void)
{
    struct err err = {0};
    struct data_file *file = read_text("[s]\nab = 1\nabc = 2", &err);
    static const struct {
        const char *key;
        size_t bytes;
        const char *value;
    } rows[] = {
        {"ab", 2, "1"},    {"abc", 2, "1"},
        {"abc", 3, "2"},   {"abcd", 4, NULL},
        {"a", 1, NULL},    {"", 0, NULL},
        {"ab\0", 3, NULL}, {"ab\0xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 51, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *value = data_find(file, "s", rows[i].key, rows[i].bytes);
        if (rows[i].value == NULL)
            CHECK(value == NULL);
        else
            CHECK_STR(value, rows[i].value);
    }
    data_free(file);
}

static void many_entries(void)
{
    FILE *out = fopen(path, "wb");
    for (int i = 0; i < 60000; i++)
        fprintf(out, "[s%d]\nkey%d = %d\n", i % 3, i, i);
    fclose(out);
    struct err err = {0};
    struct data_file *file = data_read(path, &err);
    CHECK(file != NULL && file->count == 60000);
    size_t wrong = 0, count = 0;
    for (int i = 0; file != NULL && i < 60000; i++) {
        char section[16], key[16];
        snprintf(section, sizeof section, "s%d", i % 3);
        snprintf(key, sizeof key, "key%d", i);
        const char *value = find(file, section, key);
        wrong += value == NULL || atoi(value) != i;
        snprintf(section, sizeof section, "s%d", (i + 1) % 3);
        wrong += find(file, section, key) != NULL;
    }
    CHECK_INT(wrong, 0);
    for (size_t i = data_next(file, "s1", 0); i < file->count; i = data_next(file, "s1", i + 1))
        count++;
    CHECK_INT(count, 20000);
    CHECK_INT(data_next(file, "none", 0), file->count);
    data_free(file);
    data_free(NULL);
}

static void places(void)
{
    struct err err = {0};
    char name[80];
    snprintf(name, sizeof name, "%s/voices", folder);
    mkdir(name, 0700);
    setenv("LECTERN_DATA", folder, 1);
    char *found = data_path("voices", "", &err);
    CHECK_STR(found, name);
    free(found);
    CHECK(data_path("voices", "x.voice", &err) == NULL);
    CHECK_INT(err.kind, ERR_SETUP);
    CHECK(strstr(err.text, "voices/x.voice") != NULL && strstr(err.text, folder) != NULL);
    unsetenv("LECTERN_DATA");
    rmdir(name);
}

int main(void)
{
    static const struct test_case cases[] = {TEST(lines), TEST(refusals), TEST(strange_keys),
                                             TEST(many_entries), TEST(places)};
    if (mkdtemp(folder) == NULL)
        return 1;
    snprintf(path, sizeof path, "%s/a.txt", folder);
    int status = test_run(cases, sizeof cases / sizeof cases[0]);
    unlink(path);
    rmdir(folder);
    return status;
}
