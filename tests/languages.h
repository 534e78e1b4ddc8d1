/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data files of languages for a whole test program: each is read once. */
#ifndef TESTS_LANGUAGES_H
#define TESTS_LANGUAGES_H

#include "data/language.h"

#include <stdlib.h>

static struct languages *test_languages_kept;

static void test_languages_release(void)
{
    languages_free(test_languages_kept);
}

static struct languages *test_languages(void)
{
    if (test_languages_kept == NULL) {
        test_languages_kept = languages_new();
        atexit(test_languages_release);
    }
    return test_languages_kept;
}

#endif
