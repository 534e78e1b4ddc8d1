/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "split/full_title.h"

#include "base/mem.h"
#include "base/roman.h"
#include "base/str.h"
#include "base/table.h"
#include "track/track.h"

/* Chosen: levels are at most a handful, and a longer title than this no player shows. */
enum { LEVELS_MOST = 16, TITLE_MOST_BYTES = 200 };

/* "IV", "12.", "(3)": nothing but a number. */
static bool is_number(struct view title)
{
    size_t romans = 0, digits = 0;
    for (size_t at = 0; at < title.bytes;) {
        uint32_t rune = rune_next(title, &at);
        if (rune_is_digit(rune))
            digits++;
        else if (rune < 0x80 && roman_digit((char)rune) > 0)
            romans++;
        else if (rune_is_letter(rune))
            return false;
    }
    return (romans > 0) != (digits > 0);
}

/* How many chapters have each title, by the title. */
static void count_titles(const struct track_chapter *chapters, size_t count, struct table *counts)
{
    for (size_t i = 0; i < count; i++) {
        struct table_key key = table_text(view_of(chapters[i].title));
        table_set(counts, key, table_find(counts, key, 0) + 1);
    }
}

static const char *join(struct view above, struct view own, struct arena *arena)
{
    struct text text = {0};
    text_add_view(&text, above);
    text_add_str(&text, " \xE2\x80\x93 ");
    text_add_view(&text, own);
    const char *copy = arena_copy_text(arena, text.at, text.bytes);
    text_release(&text);
    return copy;
}

/* The chapter that number `index` belongs to; `count` when there is none. `above` holds those that
 * enclose it, the outermost first. */
static size_t find_parent(const struct track_chapter *chapters, size_t index, size_t count,
                          size_t *above, size_t *depth)
{
    while (*depth > 0 && chapters[above[*depth - 1]].level >= chapters[index].level)
        --*depth;
    size_t parent = *depth > 0 ? above[*depth - 1] : count;
    if (*depth < LEVELS_MOST)
        above[(*depth)++] = index;
    return parent;
}

/* Levels beyond the limit count as the deepest. */
static int level_of(const struct track_chapter *chapter)
{
    int level = chapter->level;
    return level < 0 ? 0 : level < LEVELS_MOST ? level : LEVELS_MOST - 1;
}

void full_titles_set(struct track_chapter *chapters, size_t count, struct arena *arena)
{
    struct table counts = {0};
    size_t above[LEVELS_MOST], depth = 0, as_high[LEVELS_MOST] = {0};
    count_titles(chapters, count, &counts);
    for (size_t i = 0; i < count; i++)
        for (int level = level_of(&chapters[i]); level < LEVELS_MOST; level++)
            as_high[level]++;
    for (size_t i = 0; i < count; i++) {
        struct view own = view_of(chapters[i].title);
        size_t parent = find_parent(chapters, i, count, above, &depth);
        if (parent == count || as_high[level_of(&chapters[parent])] < 2 || own.bytes == 0 ||
            (!is_number(own) && table_find(&counts, table_text(own), 0) < 2))
            continue;
        struct view whole = view_of(chapters[parent].title);
        if (whole.bytes > 0 && whole.bytes + own.bytes <= TITLE_MOST_BYTES)
            chapters[i].title = join(whole, own, arena);
    }
    table_release(&counts);
}
