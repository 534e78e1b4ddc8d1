/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/plain/labels.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/outline/outline.h"
#include "book/wording/label.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <stdlib.h>

/* All chosen: no play has more names; a heading or an exclamation does not come so often. */
enum {
    SLOTS = 8192,
    MAX_NAMES = SLOTS / 2,
    UPPER_TIMES = 6,    /* how often a label in capitals must come */
    OTHER_TIMES = 3,    /* and another one, in a text that is full of labels */
    FEWEST_LABELS = 12, /* of all speakers together */
};

static struct label_count *find_name(const struct labels *labels, uint64_t key)
{
    size_t slot = (size_t)key & (labels->slot_count - 1);
    while (labels->names[slot].key != 0 && labels->names[slot].key != key)
        slot = (slot + 1) & (labels->slot_count - 1);
    return &labels->names[slot];
}

static void count_label(struct labels *labels, struct view label, struct text *scratch)
{
    uint64_t key = fold_key(label, scratch);
    struct label_count *name = find_name(labels, key);
    if (key == 0 || (name->key == 0 && labels->count == MAX_NAMES))
        return;
    labels->count += name->key == 0;
    name->key = key;
    name->count++;
}

/* Counts all labels, either those in capitals or the others; *runs is how many paragraphs were
 * looked at, *found how many began with a label. */
static void count_labels(struct labels *labels, const struct layout *layout,
                         const struct surroundings *surroundings, const struct outline *outline,
                         bool capitals, size_t *runs, size_t *found)
{
    struct text scratch = {0};
    size_t item = 0;
    *runs = *found = 0;
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
            ++*found;
            count_label(labels, view_part(text, 0, label.bytes), &scratch);
        }
    }
    text_release(&scratch);
}

/* BOOK II, CHAPTER IX: the start of a heading is not a name. */
static bool is_heading_word(const struct wording *wording, struct view key)
{
    return wording_find(wording, "units", view_part(key, 0, view_find(key, " ", 0))) != NULL;
}

static void keep_speakers(struct labels *labels, const struct layout *layout,
                          const struct surroundings *surroundings, bool capitals,
                          const struct wording *wording, struct arena *arena)
{
    struct text scratch = {0};
    unsigned times = capitals ? UPPER_TIMES : OTHER_TIMES;
    for (size_t i = surroundings->first_run; i < surroundings->end_run; i++) {
        struct view text = layout_run(layout, i);
        struct label label;
        if (!label_read(text, &label) || label.upper != capitals)
            continue;
        struct view written = view_part(text, 0, label.bytes);
        struct label_count *name = find_name(labels, fold_key(written, &scratch));
        if (name->key != 0 && name->count >= times && name->name == NULL &&
            !is_heading_word(wording, text_view(&scratch)))
            name->name = label_name(arena, written);
    }
    text_release(&scratch);
}

void labels_collect(struct labels *labels, const struct layout *layout,
                    const struct surroundings *surroundings, const struct outline *outline,
                    const struct wording *wording, struct arena *arena)
{
    *labels = (struct labels){.slot_count = SLOTS};
    labels->names = mem_zero(labels->slot_count, sizeof *labels->names);
    size_t runs, found;
    count_labels(labels, layout, surroundings, outline, true, &runs, &found);
    if (found >= FEWEST_LABELS)
        keep_speakers(labels, layout, surroundings, true, wording, arena);
    count_labels(labels, layout, surroundings, outline, false, &runs, &found);
    if (found >= FEWEST_LABELS && found * 3 >= runs)
        keep_speakers(labels, layout, surroundings, false, wording, arena);
}

void labels_add(struct labels *labels, const char *const *speakers)
{
    struct text scratch = {0};
    for (; speakers != NULL && *speakers != NULL; speakers++) {
        uint64_t key = fold_key(view_of(*speakers), &scratch);
        struct label_count *name = find_name(labels, key);
        if (key == 0 || (name->key == 0 && labels->count == MAX_NAMES))
            continue;
        labels->count += name->key == 0;
        name->key = key;
        name->name = *speakers;
    }
    text_release(&scratch);
}

void labels_release(struct labels *labels)
{
    free(labels->names);
    *labels = (struct labels){0};
}

const char *labels_speaker(const struct labels *labels, struct view text, size_t *bytes)
{
    struct label label;
    if (!label_read(text, &label))
        return NULL;
    struct text scratch = {0};
    const struct label_count *name =
        find_name(labels, fold_key(view_part(text, 0, label.bytes), &scratch));
    text_release(&scratch);
    *bytes = label.end;
    return name->key != 0 ? name->name : NULL;
}
