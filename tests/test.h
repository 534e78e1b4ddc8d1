/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The test harness: one header. A test program is a list of functions and TEST_MAIN.
 *
 *     static void adds(void) { CHECK_INT(1 + 1, 2); }
 *     TEST_MAIN(TEST(adds))
 *
 * Each function is one test. A failed check prints file:line and what was got and wanted, and fails
 * the test; the test goes on. SKIP_TEST("why") ends a test that cannot run here. Output is TAP; the
 * exit status is 1 when a test failed. Data files are those of the source tree, which is the
 * current folder, unless LECTERN_DATA names another.
 */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct test_case {
    const char *name;
    void (*run)(void);
};

static int test_failed_checks;
static const char *test_skipped;

#define TEST(function)                                                                             \
    {                                                                                              \
#function, function                                                                        \
    }
#define SKIP_TEST(why)                                                                             \
    do {                                                                                           \
        test_skipped = (why);                                                                      \
        return;                                                                                    \
    } while (0)

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            printf("# %s:%d: not true: %s\n", __FILE__, __LINE__, #condition);                     \
            test_failed_checks++;                                                                  \
        }                                                                                          \
    } while (0)

#define CHECK_INT(got, wanted)                                                                     \
    do {                                                                                           \
        long long test_got = (long long)(got), test_wanted = (long long)(wanted);                  \
        if (test_got != test_wanted) {                                                             \
            printf("# %s:%d: %s is %lld, wanted %lld\n", __FILE__, __LINE__, #got, test_got,       \
                   test_wanted);                                                                   \
            test_failed_checks++;                                                                  \
        }                                                                                          \
    } while (0)

#define CHECK_STR(got, wanted)                                                                     \
    do {                                                                                           \
        const char *test_got = (got), *test_wanted = (wanted);                                     \
        if (test_got == NULL || strcmp(test_got, test_wanted) != 0) {                              \
            printf("# %s:%d: %s\n#    is     \"%s\"\n#    wanted \"%s\"\n", __FILE__, __LINE__,    \
                   #got, test_got == NULL ? "(null)" : test_got, test_wanted);                     \
            test_failed_checks++;                                                                  \
        }                                                                                          \
    } while (0)

static int test_run(const struct test_case *cases, int count)
{
    int failed = 0;
    setenv("LECTERN_DATA", ".", 0);
    printf("1..%d\n", count);
    for (int i = 0; i < count; i++) {
        test_failed_checks = 0;
        test_skipped = NULL;
        cases[i].run();
        failed += test_failed_checks > 0;
        printf("%s %d - %s%s%s\n", test_failed_checks > 0 ? "not ok" : "ok", i + 1, cases[i].name,
               test_skipped != NULL ? " # SKIP " : "", test_skipped != NULL ? test_skipped : "");
    }
    return failed > 0;
}

#define TEST_MAIN(...)                                                                             \
    int main(void)                                                                                 \
    {                                                                                              \
        static const struct test_case cases[] = {__VA_ARGS__};                                     \
        return test_run(cases, (int)(sizeof cases / sizeof cases[0]));                             \
    }

#endif
