/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/plain/play_cast.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/outline/outline.h"
#include "book/wording/label.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>
#include <string.h>

enum {
    SLOTS = 8192,
    MAX_NAMES = SLOTS / 2,
    UPPER_TIMES = 6, /* how often a label in capitals must come */
    OTHER_TIMES = 3, /* and one that is not, in a text that has labels all over */
    FEWEST_LABELS = 12,
};

static struct play_cast_name *find_name(const struct play_cast *cast, uint64_t key)
{
    size_t slot = (size_t)key & (cast->slot_count - 1);
    while (cast->names[slot].key != 0 && cast->names[slot].key != key)
        slot = (slot + 1) & (cast->slot_count - 1);
    return &cast->names[slot];
}

static void count_label(struct play_cast *cast, struct view label, struct text *scratch)
{
    uint64_t key = fold_key(label, scratch);
    struct play_cast_name *name = find_name(cast, key);
    if (key == 0 || (name->key == 0 && cast->count == MAX_NAMES))
        return;
    cast->count += name->key == 0;
    name->key = key;
    name->count++;
}

/* Counts all labels; *runs is how many paragraphs were looked at, *labels how many began with one.
 */
static void count_labels(struct play_cast *cast, const struct layout *layout,
                         const struct surroundings *surroundings, const struct outline *outline,
                         bool capitals, size_t *runs, size_t *labels)
{
    struct text scratch = {0};
    size_t item = 0;
    *runs = *labels = 0;
    for (size_t i = surroundings->first_run; i < surroundings->end_run; i++) {
        while (item < outline->count && outline->items[item].run < i)
            item++;
        bool heading = item < outline->count && outline->items[item].run == i;
        if (layout->runs[i].reason != SKIP_NONE || layout->runs[i].marks || heading)
            continue;
        struct view text = layout_run(layout, i);
        struct label label;
        ++*runs;
        if (label_read(text, &label) && label.upper == capitals) {
            ++*labels;
            count_label(cast, view_part(text, 0, label.bytes), &scratch);
        }
    }
    text_release(&scratch);
}

/* BOOK II, CHAPTER IX: the start of a heading is nobody's name. */
static bool is_heading_word(const struct wording *words, struct view key)
{
    return wording_find(words, "units", view_part(key, 0, view_find(key, " ", 0))) != NULL;
}

static void keep_speakers(struct play_cast *cast, const struct layout *layout,
                          const struct surroundings *surroundings, bool capitals,
                          const struct wording *words, struct arena *arena)
{
    struct text scratch = {0};
    unsigned times = capitals ? UPPER_TIMES : OTHER_TIMES;
    for (size_t i = surroundings->first_run; i < surroundings->end_run; i++) {
        struct view text = layout_run(layout, i);
        struct label label;
        if (!label_read(text, &label) || label.upper != capitals)
            continue;
        struct view written = view_part(text, 0, label.bytes);
        struct play_cast_name *name = find_name(cast, fold_key(written, &scratch));
        if (name->key != 0 && name->count >= times && name->name == NULL &&
            !is_heading_word(words, text_view(&scratch)))
            name->name = label_name(arena, written);
    }
    text_release(&scratch);
}

void play_cast_collect(struct play_cast *cast, const struct layout *layout,
                       const struct surroundings *surroundings, const struct outline *outline,
                       const struct wording *words, struct arena *arena)
{
    *cast = (struct play_cast){.slot_count = SLOTS};
    cast->names = mem_zero(cast->slot_count, sizeof *cast->names);
    size_t runs, labels;
    count_labels(cast, layout, surroundings, outline, true, &runs, &labels);
    if (labels >= FEWEST_LABELS)
        keep_speakers(cast, layout, surroundings, true, words, arena);
    count_labels(cast, layout, surroundings, outline, false, &runs, &labels);
    if (labels >= FEWEST_LABELS && labels * 3 >= runs)
        keep_speakers(cast, layout, surroundings, false, words, arena);
}

void play_cast_add(struct play_cast *cast, const char *const *speakers)
{
    struct text scratch = {0};
    for (; speakers != NULL && *speakers != NULL; speakers++) {
        uint64_t key = fold_key(view_of(*speakers), &scratch);
        struct play_cast_name *name = find_name(cast, key);
        if (key == 0 || (name->key == 0 && cast->count == MAX_NAMES))
            continue;
        cast->count += name->key == 0;
        name->key = key;
        name->name = *speakers;
    }
    text_release(&scratch);
}

void play_cast_release(struct play_cast *cast)
{
    free(cast->names);
    *cast = (struct play_cast){0};
}

const char *play_cast_speaker(const struct play_cast *cast, struct view text, size_t *bytes)
{
    struct label label;
    if (!label_read(text, &label))
        return NULL;
    struct text scratch = {0};
    const struct play_cast_name *name =
        find_name(cast, fold_key(view_part(text, 0, label.bytes), &scratch));
    text_release(&scratch);
    *bytes = label.end;
    return name->key != 0 ? name->name : NULL;
}
