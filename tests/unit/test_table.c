/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hash table, and binary search. */
#include "../test.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/search.h"
#include "base/table.h"

enum { MANY = 20000 };

static const size_t NONE = SIZE_MAX;

static size_t find_text(const struct table *table, const char *text)
{
    return table_find(table, table_text(view_of(text)), NONE);
}

static void empty(void)
{
    struct table table = {0};
    CHECK(find_text(&table, "") == NONE);
    CHECK(find_text(&table, "Anna") == NONE);
    CHECK(table_find(&table, table_number(0), NONE) == NONE);
    CHECK(!table_has(&table, table_number(7)));
    CHECK_INT(table.count, 0);
    table_release(&table);
    table_release(&table);
}

static void adds_and_sets(void)
{
    struct table table = {0};
    CHECK(table_add(&table, table_text(view_of("Anna")), 3));
    CHECK(table_add(&table, table_text(view_of("")), 5));
    CHECK(!table_add(&table, table_text(view_of("Anna")), 4));
    CHECK_INT(find_text(&table, "Anna"), 3);
    CHECK_INT(find_text(&table, ""), 5);
    CHECK(find_text(&table, "Ann") == NONE);
    CHECK(find_text(&table, "anna") == NONE);
    table_set(&table, table_text(view_of("Anna")), 8);
    table_set(&table, table_text(view_of("Peter")), 9);
    CHECK_INT(find_text(&table, "Anna"), 8);
    CHECK_INT(find_text(&table, "Peter"), 9);
    CHECK_INT(table.count, 3);
    table_release(&table);
    CHECK_INT(table.count, 0);
    CHECK(table_add(&table, table_text(view_of("Anna")), 1));
    CHECK_INT(find_text(&table, "Anna"), 1);
    table_release(&table);
}

/* Both parts of a key count; a text may hold zero bytes. */
static void keys(void)
{
    struct table table = {0};
    struct view zero = {"a\0b", 3}, other = {"a\0c", 3};
    table_add(&table, (struct table_key){1, view_of("age")}, 1);
    table_add(&table, (struct table_key){2, view_of("age")}, 2);
    table_add(&table, table_number(1), 3);
    table_add(&table, table_text(zero), 4);
    CHECK_INT(table_find(&table, (struct table_key){1, view_of("age")}, NONE), 1);
    CHECK_INT(table_find(&table, (struct table_key){2, view_of("age")}, NONE), 2);
    CHECK_INT(table_find(&table, table_number(1), NONE), 3);
    CHECK_INT(table_find(&table, table_text(zero), NONE), 4);
    CHECK(!table_has(&table, table_text(other)));
    CHECK(!table_has(&table, table_text(view_of("a"))));
    CHECK(!table_has(&table, table_text(view_of("age"))));
    table_release(&table);
}

static void grows(void)
{
    struct table table = {0};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < MANY; i++) {
        char text[32];
        int bytes = snprintf(text, sizeof text, "word %zu", i);
        char *kept = arena_copy_text(arena, text, (size_t)bytes);
        CHECK(table_add(&table, table_text(view_of(kept)), i));
        CHECK(table_add(&table, table_number(i), 2 * i));
    }
    CHECK_INT(table.count, 2 * MANY);
    size_t wrong = 0;
    for (size_t i = 0; i < MANY; i++) {
        char text[32];
        snprintf(text, sizeof text, "word %zu", i);
        wrong += find_text(&table, text) != i || table_find(&table, table_number(i), NONE) != 2 * i;
        snprintf(text, sizeof text, "work %zu", i);
        wrong += find_text(&table, text) != NONE || table_has(&table, table_number(MANY + i));
    }
    CHECK_INT(wrong, 0);
    table_release(&table);
    arena_free(arena);
}

/* Numbers that begin at the same slot, whatever the size of the table: these fold to a hash whose
 * lower 12 bits are zero. */
static void collides(void)
{
    struct table table = {0};
    size_t found = 0;
    for (uint64_t number = 0; table.count < 200 && number < 1u << 30; number++) {
        uint64_t hash = HASH_START ^ number * 0x9E3779B97F4A7C15u;
        if (((hash ^ hash >> 32) & 0xFFF) == 0)
            table_add(&table, table_number(number), (size_t)number + 1);
    }
    CHECK_INT(table.count, 200);
    for (uint64_t number = 0; found < 200 && number < 1u << 30; number++) {
        uint64_t hash = HASH_START ^ number * 0x9E3779B97F4A7C15u;
        bool wanted = ((hash ^ hash >> 32) & 0xFFF) == 0;
        if (wanted)
            CHECK_INT(table_find(&table, table_number(number), NONE), number + 1);
        found += wanted;
    }
    table_release(&table);
}

static bool text_is_before(const void *item, const void *wanted)
{
    return strcmp(*(const char *const *)item, wanted) < 0;
}

static void searches(void)
{
    static const struct stretch {
        int other;
        size_t start;
    } list[] = {{1, 2}, {0, 5}, {3, 5}, {2, 5}, {9, 8}};
    static const size_t wanted[] = {0, 0, 0, 1, 1, 1, 4, 4, 4, 5, 5};
    static const uint32_t lines[] = {3, 7, UINT32_MAX};
    static const char *const names[] = {"Anna", "Anna", "Eva", "Peter"};
    for (size_t at = 0; at < sizeof wanted / sizeof wanted[0]; at++)
        CHECK_INT(lower_bound_size(list, offsetof(struct stretch, start), 5, sizeof *list, at),
                  wanted[at]);
    CHECK_INT(lower_bound_size(NULL, 0, 0, sizeof *list, 3), 0);
    CHECK_INT(lower_bound_u32(lines, 0, 3, sizeof *lines, 7), 1);
    CHECK_INT(lower_bound_u32(lines, 0, 3, sizeof *lines, (size_t)UINT32_MAX + 1), 3);
    CHECK_INT(lower_bound(names, 4, sizeof *names, text_is_before, "A"), 0);
    CHECK_INT(lower_bound(names, 4, sizeof *names, text_is_before, "Anna"), 0);
    CHECK_INT(lower_bound(names, 4, sizeof *names, text_is_before, "Dora"), 2);
    CHECK_INT(lower_bound(names, 4, sizeof *names, text_is_before, "Peter"), 3);
    CHECK_INT(lower_bound(names, 4, sizeof *names, text_is_before, "Zoe"), 4);
}

TEST_MAIN(TEST(empty), TEST(adds_and_sets), TEST(keys), TEST(grows), TEST(collides), TEST(searches))
