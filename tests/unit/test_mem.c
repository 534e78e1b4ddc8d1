/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growing lists and arenas. */
#include "../test.h"
#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

static void nothing_is_a_pointer(void)
{
    void *none[] = {mem_alloc(0), mem_zero(0, 8), mem_zero(8, 0), mem_resize(NULL, 0)};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        CHECK(none[i] != NULL);
        free(none[i]);
    }
    char *copy = mem_copy_text(NULL, 0), *part = mem_copy_text("abcdef", 3);
    CHECK_STR(copy, "");
    CHECK_STR(part, "abc");
    free(copy);
    free(part);
}

/* Few moves: the capacity grows by a factor. */
static void lists_grow(void)
{
    size_t capacity = 0, moves = 0;
    int *items = NULL;
    for (size_t i = 0; i < 1000000; i++) {
        size_t before = capacity;
        items = mem_grow(items, i, &capacity, sizeof *items);
        moves += capacity != before;
        items[i] = (int)i;
    }
    CHECK(capacity >= 1000000 && capacity < 1600000);
    CHECK(moves < 40);
    CHECK_INT(items[0], 0);
    CHECK_INT(items[999999], 999999);
    free(items);
}

static void arenas(void)
{
    static const size_t sizes[] = {0, 1, 7, 16, 17, 65535, 65536, 65537, 1000000, 3};
    enum { COUNT = sizeof sizes / sizeof sizes[0] };
    unsigned char *taken[COUNT];
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COUNT; i++) {
        taken[i] = arena_alloc(arena, sizes[i]);
        CHECK_INT((uintptr_t)taken[i] % alignof(max_align_t), 0);
        size_t other_than_zero = 0;
        for (size_t k = 0; k < sizes[i]; k++)
            other_than_zero += taken[i][k] != 0;
        CHECK_INT(other_than_zero, 0);
        memset(taken[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++) {
        size_t spoiled = 0;
        for (size_t k = 0; k < sizes[i]; k++)
            spoiled += taken[i][k] != i + 1;
        CHECK_INT(spoiled, 0);
    }
    CHECK_STR(arena_copy_text(arena, "hello", 4), "hell");
    CHECK_STR(arena_copy_text(arena, NULL, 0), "");
    arena_free(arena);
    arena_free(NULL);
}

TEST_MAIN(TEST(nothing_is_a_pointer), TEST(lists_grow), TEST(arenas))
