/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/judge.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/layout/layout.h"

#include <stdlib.h>
#include <string.h>

/* The shortest book that the trees were trained on has 72,633 bytes. In a shorter text the rules
 * decide. */
enum { LEAST_BYTES = 70000 };

void judge_score(const struct judge_forest *forest, struct judge_row rows[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int score = forest->start;
        for (size_t t = 0; t < forest->count; t++) {
            const struct judge_tree *tree = &forest->trees[t];
            unsigned node = 0;
            while (node < JUDGE_NODES)
                node = 2 * node + 1 + (rows[i].features[tree->feature[node]] > tree->limit[node]);
            score += tree->leaf[node - JUDGE_NODES];
        }
        rows[i].score = (int16_t)(score < -30000 ? -30000 : score > 30000 ? 30000 : score);
    }
}

void judge_candidates(struct outline *all, const struct outline *outline,
                      const struct layout *layout, const struct wording *wording,
                      const struct surroundings *surroundings, const struct contents *contents)
{
    *all = (struct outline){0};
    outline_find_candidates(all, layout, wording, surroundings, contents, true);
    size_t next = 0;
    for (size_t i = 0; i < all->count; i++) {
        while (next < outline->count && outline->items[next].run < all->items[i].run)
            next++;
        if (next < outline->count && outline->items[next].run == all->items[i].run)
            all->items[i] = outline->items[next];
    }
}

/* What was skipped with the contents list or as a page number, but is a heading: it is read, and so
 * is what follows in a list, for then it is none. */
static void read_heading(struct layout *layout, size_t run)
{
    uint8_t reason = layout->runs[run].reason;
    layout->runs[run].reason = SKIP_NONE;
    for (size_t i = run + 1; reason == SKIP_CONTENTS && i < layout->run_count &&
                             layout->runs[i].reason == SKIP_CONTENTS;
         i++)
        layout->runs[i].reason = SKIP_NONE;
}

void outline_judge(struct outline *outline, struct layout *layout,
                   const struct wording *wording, const struct surroundings *surroundings,
                   const struct contents *contents)
{
    struct outline all;
    if (judge_forest.count == 0 || layout->text.bytes < LEAST_BYTES)
        return;
    judge_candidates(&all, outline, layout, wording, surroundings, contents);
    struct judge_row *rows = mem_zero(all.count + 1, sizeof *rows);
    struct judge_survey *survey =
        judge_survey_make(&all, layout, wording, surroundings, contents);
    judge_describe(survey, rows);
    judge_score(&judge_forest, rows, all.count);
    judge_survey_free(survey);
    outline->count = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (rows[i].score <= JUDGE_LIMIT)
            continue;
        outline->items =
            mem_grow(outline->items, outline->count, &outline->capacity, sizeof *outline->items);
        outline->items[outline->count] = all.items[i];
        outline->items[outline->count++].accepted = true;
        read_heading(layout, all.items[i].run);
    }
    free(rows);
    outline_release(&all);
}
