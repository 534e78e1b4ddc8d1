/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error and its sentence. */
#include "../test.h"
#include "base/err.h"

static void sets_kind_and_text(void)
{
    struct err err = {0};
    CHECK(!err_set(&err, ERR_INPUT, "%s:%d: %s", "a.txt", 7, "no text"));
    CHECK_INT(err.kind, ERR_INPUT);
    CHECK_STR(err.text, "a.txt:7: no text");
    CHECK(!err_prefix(&err, "chapter %d", 3));
    CHECK_INT(err.kind, ERR_INPUT);
    CHECK_STR(err.text, "chapter 3: a.txt:7: no text");
}

/* Whatever the lengths, the text ends and stays inside. */
static void long_texts_are_cut(void)
{
    static const int lengths[] = {0, 1, 500, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 5000};
    enum { COUNT = sizeof lengths / sizeof lengths[0] };
    for (int i = 0; i < COUNT * COUNT; i++) {
        struct err err = {0};
        int text = lengths[i / COUNT], context = lengths[i % COUNT];
        err_set(&err, ERR_SYSTEM, "%0*d", text, 0);
        if (text > 0)
            CHECK_INT(strlen(err.text), text < ERR_TEXT_BYTES ? text : ERR_TEXT_BYTES - 1);
        int own = (int)strlen(err.text);
        err_prefix(&err, "%.*s", context, context > 0 ? "" : "x");
        CHECK_INT(strlen(err.text), own + 2 < ERR_TEXT_BYTES ? own + 2 : ERR_TEXT_BYTES - 1);
        err_prefix(&err, "%0*d", context > 0 ? context : 1, 0);
        CHECK(strlen(err.text) < ERR_TEXT_BYTES);
        CHECK(strstr(err.text, ": ") != NULL);
    }
}

static void kinds_are_statuses(void)
{
    static const int kinds[] = {ERR_NONE,   ERR_SYSTEM, ERR_USAGE, ERR_INPUT,
                                ERR_OUTPUT, ERR_SETUP,  ERR_SPEECH};
    for (int i = 0; i < 7; i++)
        CHECK_INT(kinds[i], i);
}

TEST_MAIN(TEST(sets_kind_and_text), TEST(long_texts_are_cut), TEST(kinds_are_statuses))
