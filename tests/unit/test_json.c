/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Lines: escapes, order, one line each. */
#include "../test.h"
#include "base/json.h"

#include <stdlib.h>

static char *written;

static void write_string(const char *bytes, size_t count)
{
    size_t size = 0;
    free(written);
    written = NULL;
    struct json json = {.out = open_memstream(&written, &size)};
    json_open(&json);
    json_string(&json, "k", (struct view){bytes, count});
    json_close(&json);
    fclose(json.out);
    json_release(&json);
}

static void escapes(void)
{
    static const struct {
        const char *value;
        size_t bytes;
        const char *wanted;
    } rows[] = {
        {"", 0, "{\"k\":\"\"}\n"},
        {"plain", 5, "{\"k\":\"plain\"}\n"},
        {"a\"b", 3, "{\"k\":\"a\\\"b\"}\n"},
        {"\\", 1, "{\"k\":\"\\\\\"}\n"},
        {"a/b", 3, "{\"k\":\"a/b\"}\n"},
        {"\n\r\t", 3, "{\"k\":\"\\n\\u000d\\u0009\"}\n"},
        {"\0\x01\x1F", 3, "{\"k\":\"\\u0000\\u0001\\u001f\"}\n"},
        {"\x7F", 1, "{\"k\":\"\\u007f\"}\n"},
        {"a\xC2\x80\xC2\x9F\xC2\xA0", 7, "{\"k\":\"a\\u0080\\u009f\xC2\xA0\"}\n"},
        {"\xC3\xA9\xF0\x9F\x98\x80", 6, "{\"k\":\"\xC3\xA9\xF0\x9F\x98\x80\"}\n"},
        {"a\xFF"
         "b\xC3",
         4,
         "{\"k\":\"a\xEF\xBF\xBD"
         "b\xEF\xBF\xBD\"}\n"},
        {"\xEF\xBF\xBD.", 4, "{\"k\":\"\xEF\xBF\xBD.\"}\n"},
        {"\xED\xA0\x80", 3, "{\"k\":\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"}\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        write_string(rows[i].value, rows[i].bytes);
        CHECK_STR(written, rows[i].wanted);
    }
    free(written);
    written = NULL;
}

static void objects(void)
{
    char *lines = NULL;
    size_t size = 0;
    struct json json = {.out = open_memstream(&lines, &size)};
    json_open(&json);
    json_number(&json, "most", 9223372036854775807LL);
    json_number(&json, "least", -9223372036854775807LL - 1);
    json_bool(&json, "yes", true);
    json_bool(&json, "no", false);
    json_close(&json);
    json_open(&json);
    json_close(&json);
    fclose(json.out);
    json_release(&json);
    CHECK_STR(lines, "{\"most\":9223372036854775807,\"least\":-9223372036854775808,"
                     "\"yes\":true,\"no\":false}\n{}\n");
    free(lines);
}

TEST_MAIN(TEST(escapes), TEST(objects))
