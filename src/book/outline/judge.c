/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/outline/judge.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/layout/layout.h"
#include "book/layout/surroundings.h"
#include "book/wording/shape.h"

#include <stdlib.h>

enum {
    LEAST_BYTES = 8000,  /* chosen: a shorter text is half title page; there the rules decide */
    TEXT_BYTES = 200,    /* chosen: a shorter run may be part of a title page */
    SHORT_BYTES = 70000, /* the shortest whole book that the trees were trained on has 72,633 */
    MAX_RUNS = 200000,   /* chosen: ten times the paragraphs of the longest novel; in a longer text
                            the rules decide, which bounds memory */
    LEAST_PAIRS = 3,     /* chosen: so many numbers above titles are no chance */
};

int judge_score(const struct judge_forest *forest, const uint8_t features[JUDGE_FEATURES])
{
    int score = forest->start;
    for (size_t t = 0; t < forest->count; t++) {
        const struct judge_tree *tree = &forest->trees[t];
        unsigned node = 0;
        while (node < JUDGE_NODES)
            node = 2 * node + 1 + (features[tree->feature[node]] > tree->limit[node]);
        score += tree->leaf[node - JUDGE_NODES];
    }
    return score;
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

/* The book's own title inside it is no heading, unless it is listed; and when several titles have a
 * number right above, it belongs to them. */
static void settle(struct outline *all, const struct layout *layout,
                   const struct surroundings *surroundings)
{
    struct text scratch = {0};
    uint64_t title = surroundings->title.bytes == 0 ? 0 : fold_key(surroundings->title, &scratch);
    size_t above = 0;
    for (size_t i = 0; i < all->count; i++) {
        struct outline_item *item = &all->items[i];
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

/*
 * Texts cut from books, with which short texts were learned, have neither heads of pages nor a
 * title page of their own: about those the rules decide.
 */
static bool is_left_to_rules(const struct outline_item *item, const struct layout *layout,
                             const struct surroundings *surroundings, size_t first_text)
{
    const struct heading *heading = &item->heading;
    if (layout->text.bytes >= SHORT_BYTES)
        return false;
    if (layout->runs[item->run].reason == SKIP_PAGE_NUMBER)
        return heading->kind != HEADING_NUMBER || heading->style == NUMBER_ARABIC;
    if (heading->kind == HEADING_NUMTITLE)
        return true; /* "14 The Salt Road": heads of pages */
    return heading->kind == HEADING_TITLE && item->run < first_text &&
           surroundings->title.bytes == 0;
}

static void judge_all(struct outline *all, const struct layout *layout,
                      const struct wording *wording, const struct surroundings *surroundings,
                      const struct contents *contents)
{
    uint8_t features[JUDGE_FEATURES] = {0};
    bool *accepted = mem_zero(all->count + 1, sizeof *accepted);
    struct judge_survey *survey = judge_survey_make(all, layout, wording, surroundings, contents);
    size_t first_text = surroundings->first_run;
    while (first_text < surroundings->end_run && layout_run(layout, first_text).bytes < TEXT_BYTES)
        first_text++;
    for (size_t i = 0; i < all->count; i++) {
        judge_describe(survey, i, features);
        accepted[i] = is_left_to_rules(&all->items[i], layout, surroundings, first_text)
                          ? all->items[i].accepted
                          : judge_score(&judge_forest, features) > JUDGE_LIMIT;
    }
    judge_survey_free(survey);
    for (size_t i = 0; i < all->count; i++)
        all->items[i].accepted = accepted[i];
    free(accepted);
}

void outline_judge(struct outline *outline, struct layout *layout, const struct wording *wording,
                   const struct surroundings *surroundings, const struct contents *contents)
{
    struct outline all;
    if (judge_forest.count == 0 || layout->text.bytes < LEAST_BYTES || layout->run_count > MAX_RUNS)
        return;
    judge_candidates(&all, outline, layout, wording, surroundings, contents);
    judge_all(&all, layout, wording, surroundings, contents);
    settle(&all, layout, surroundings);
    outline->count = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (!all.items[i].accepted)
            continue;
        outline->items =
            mem_grow(outline->items, outline->count, &outline->capacity, sizeof *outline->items);
        outline->items[outline->count++] = all.items[i];
        read_heading(layout, all.items[i].run);
    }
    outline_release(&all);
}
