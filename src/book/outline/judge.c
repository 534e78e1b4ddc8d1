/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/judge.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/wording/shape.h"

#include <stdlib.h>

enum {
    LEAST_BYTES = 70000, /* the shortest book that the trees were trained on has 72,633; in a
                            shorter text the rules decide */
    MAX_RUNS = 200000,   /* chosen: ten times the paragraphs of the longest novel; in a longer text
                            the   rules decide, which bounds memory */
    LEAST_PAIRS = 3,     /* chosen: so many numbers above titles are no chance */
};

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

/* A bare number right above a title that is a heading. */
static bool is_above_title(const struct outline *all, size_t i)
{
    const struct outline_item *item = &all->items[i], *next = item + 1;
    return item->heading.kind == HEADING_NUMBER && i + 1 < all->count &&
           next->run == item->run + 1 && next->accepted && next->heading.kind == HEADING_TITLE;
}

/* By score; but the book's own title inside it is none, unless it is listed, and when several
 * titles have a number right above, it belongs to them. */
static void decide(struct outline *all, const struct layout *layout,
                   const struct surroundings *surroundings, const struct judge_row rows[])
{
    struct text scratch = {0};
    uint64_t title = surroundings->title.bytes == 0 ? 0 : fold_key(surroundings->title, &scratch);
    size_t above = 0;
    for (size_t i = 0; i < all->count; i++) {
        struct outline_item *item = &all->items[i];
        item->accepted = rows[i].score > JUDGE_LIMIT;
        if (item->accepted && item->heading.kind == HEADING_TITLE && !item->listed && title != 0)
            item->accepted = fold_key(layout_run(layout, item->run), &scratch) != title;
    }
    for (size_t i = 0; i < all->count; i++)
        above += is_above_title(all, i);
    for (size_t i = 0; i < all->count && above >= LEAST_PAIRS; i++)
        if (is_above_title(all, i))
            all->items[i].accepted = true;
    text_release(&scratch);
}

void outline_judge(struct outline *outline, struct layout *layout, const struct wording *wording,
                   const struct surroundings *surroundings, const struct contents *contents)
{
    struct outline all;
    if (judge_forest.count == 0 || layout->text.bytes < LEAST_BYTES || layout->run_count > MAX_RUNS)
        return;
    judge_candidates(&all, outline, layout, wording, surroundings, contents);
    struct judge_row *rows = mem_zero(all.count + 1, sizeof *rows);
    struct judge_survey *survey = judge_survey_make(&all, layout, wording, surroundings, contents);
    judge_describe(survey, rows);
    judge_score(&judge_forest, rows, all.count);
    judge_survey_free(survey);
    decide(&all, layout, surroundings, rows);
    outline->count = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (!all.items[i].accepted)
            continue;
        outline->items =
            mem_grow(outline->items, outline->count, &outline->capacity, sizeof *outline->items);
        outline->items[outline->count++] = all.items[i];
        read_heading(layout, all.items[i].run);
    }
    free(rows);
    outline_release(&all);
}
