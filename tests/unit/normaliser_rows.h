/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of what is written and how it is said; the map between the two is looked at as well.
 */
#ifndef TESTS_SAY_ROWS_H
#define TESTS_SAY_ROWS_H

#include "script/normaliser/normaliser.h"

#include "../languages.h"
#include "../test.h"

#include <stdlib.h>

struct row {
    const char *written, *spoken;
};

/* Neighbours touch on the spoken side, the written side goes forward, equal stretches are equal. */
static void check_map(struct view text, const struct text *spoken, const struct norm_map *map)
{
    size_t at = 0, written = 0;
    for (size_t i = 0; i < map->count; i++) {
        const struct norm_link *link = &map->links[i];
        CHECK_INT(link->spoken_start, at);
        CHECK(link->spoken_end > link->spoken_start);
        CHECK(link->written_start >= written && link->written_end >= link->written_start);
        CHECK(link->written_end <= text.bytes);
        at = link->spoken_end;
        written = link->written_start;
    }
    CHECK_INT(at, spoken->bytes);
}

/* What a piece is said as: the whole text, or a heading. */
static void check_rows(const char *language, bool heading, const struct row *rows, size_t count)
{
    struct err err;
    struct norm_rules *rules = norm_rules_load(test_languages(), language, &err);
    CHECK(rules != NULL);
    for (size_t i = 0; rules != NULL && i < count; i++) {
        struct text spoken = {0};
        struct view text = view_of(rows[i].written);
        struct norm_input input = {.text = text, .end = text.bytes, .heading = heading};
        struct norm_map map = {0};
        normalise(rules, &input, &spoken, &map);
        CHECK_STR(text_view(&spoken).at, rows[i].spoken);
        check_map(text, &spoken, &map);
        text_release(&spoken);
        free(map.links);
    }
    norm_rules_free(rules);
}

#define CHECK_ROWS(language, heading, rows)                                                        \
    check_rows(language, heading, rows, sizeof(rows) / sizeof((rows)[0]))

#endif
