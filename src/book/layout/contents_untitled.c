/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/layout/contents_parts.h"

#include "base/mem.h"
#include "base/table.h"
#include "book/book.h"
#include "book/layout/contents.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/wording/heading.h"
#include "book/wording/shape.h"

#include <stdlib.h>

/* All chosen, on the books with known chapters. */
enum {
    UNTITLED_ENTRIES = 5,  /* so many entries that come again make a list */
    LONE_ENTRIES = 2,      /* so many that do not may be between two of them */
    MAX_ENTRY_BYTES = 300, /* a longer run is not an entry */
    MOST_SIGHTINGS = 2,    /* an entry comes again once or twice */
};

/* One past the runs before the first running text. */
static size_t front_end(const struct layout *layout, const struct wording *wording,
                        const struct surroundings *surroundings)
{
    size_t i = surroundings->first_run;
    while (i < surroundings->end_run && i < surroundings->first_run + CONTENTS_MAX_RUNS &&
           !contents_is_body(layout, wording, i))
        i++;
    return i;
}

/* The key of a short run, and that of its title when it has a number. */
static void run_keys(const struct layout *layout, const struct wording *wording, size_t run,
                     uint64_t keys[2], struct text *scratch)
{
    struct view text = layout_run(layout, run);
    struct heading heading;
    keys[0] = keys[1] = 0;
    if (text.bytes > MAX_ENTRY_BYTES || layout->runs[run].reason != SKIP_NONE)
        return;
    keys[0] = fold_key(contents_entry(text), scratch);
    if (heading_parse(wording, text, &heading) && heading.number > 0)
        keys[1] = fold_key(view_part(text, heading.title_start, heading.title_end), scratch);
}

static void count_sighting(struct table *sightings, uint64_t key)
{
    table_set(sightings, table_number(key), table_find(sightings, table_number(key), 0) + 1);
}

/* A name that comes again all over, as in a play, is not an entry. */
static bool was_seen(const struct table *sightings, uint64_t key)
{
    size_t times = key != 0 ? table_find(sightings, table_number(key), 0) : 0;
    return times > 0 && times <= MOST_SIGHTINGS;
}

/*
 * Sets again[i] when run first_run + i, before `end`, comes again in the book. Returns the latest
 * run where a list can end: the first that repeats an entry.
 */
static size_t find_repeated(const struct layout *layout, const struct wording *wording,
                            const struct surroundings *surroundings, size_t end, bool *again)
{
    struct table front = {0}, later = {0};
    struct text scratch = {0};
    size_t body = end;
    uint64_t keys[2];
    for (size_t i = surroundings->end_run; i-- > surroundings->first_run;) {
        run_keys(layout, wording, i, keys, &scratch);
        if (i < end)
            again[i - surroundings->first_run] =
                was_seen(&later, keys[0]) || was_seen(&later, keys[1]);
        count_sighting(&later, keys[0]);
        count_sighting(&later, keys[1]);
    }
    for (size_t i = surroundings->first_run; i < body; i++) {
        run_keys(layout, wording, i, keys, &scratch);
        if (table_has(&front, table_number(keys[0])) && i > surroundings->first_run + LONE_ENTRIES)
            body = i;
        if (again[i - surroundings->first_run] && keys[0] != 0)
            table_add(&front, table_number(keys[0]), 0);
    }
    table_release(&front);
    table_release(&later);
    text_release(&scratch);
    return body;
}

void contents_find_untitled(struct layout *layout, const struct wording *wording,
                            const struct surroundings *surroundings, struct contents *contents)
{
    size_t end = front_end(layout, wording, surroundings), count = 0, best = 0, best_start = 0,
           best_end = 0;
    bool *again = mem_zero(end - surroundings->first_run + 1, sizeof *again);
    end = find_repeated(layout, wording, surroundings, end, again);
    size_t start = surroundings->first_run, misses = 0;
    for (size_t i = surroundings->first_run; i < end; i++) {
        bool hit = again[i - surroundings->first_run];
        misses = hit ? 0 : misses + 1;
        if (misses > LONE_ENTRIES)
            count = 0;
        if (!hit)
            continue;
        start = count++ == 0 ? i : start;
        if (count > best) {
            best = count;
            best_start = start;
            best_end = i + 1;
        }
    }
    free(again);
    if (best < UNTITLED_ENTRIES || best * 2 < best_end - best_start)
        return;
    struct text scratch = {0};
    for (size_t i = best_start; i < best_end; i++) {
        layout->runs[i].reason = SKIP_CONTENTS;
        contents_add_run(contents, layout, wording, i, &scratch);
    }
    text_release(&scratch);
    contents->first_run = best_start;
    contents->end_run = best_end;
}
