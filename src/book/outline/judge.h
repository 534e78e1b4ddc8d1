/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/outline: the judge of headings. Every run that could be a heading is a candidate
 * with features; boosted trees, trained on books with known headings, say how likely it is one.
 *
 * The first trees see the line, its neighbours, what the whole book looks like, and what the passes
 * by rule accepted; the second ones also see how the first judged the others: those of the same
 * look or unit, the neighbours, the number before and after. So headings of one kind stand or fall
 * together. Both are tables of whole numbers (judge_trees.c), made by scripts/train/headings.
 */
#ifndef BOOK_OUTLINE_JUDGE_H
#define BOOK_OUTLINE_JUDGE_H

#include "book/outline/outline.h"

#include <stdint.h>

enum {
    JUDGE_FIRST_FEATURES = 164, /* at most; what the first trees see */
    JUDGE_FEATURES = 204,       /* at most; what the second trees see */
    JUDGE_DEPTH = 4,
    JUDGE_NODES = (1 << JUDGE_DEPTH) - 1,
    JUDGE_LIMIT = 0,  /* a higher score is a heading */
    JUDGE_UNIT = 256, /* scores are logits times this */
};

/* A tree as a heap: node n goes on to 2n + 1 when the feature is at most the limit, else to 2n + 2.
 */
struct judge_tree {
    uint8_t feature[JUDGE_NODES], limit[JUDGE_NODES];
    int16_t leaf[JUDGE_NODES + 1];
};

struct judge_forest {
    size_t count;
    const struct judge_tree *trees;
    int16_t start; /* the score before any tree */
};
extern const struct judge_forest judge_forests[2];

struct judge_row {
    uint8_t features[JUDGE_FEATURES];
    int16_t score; /* of the first trees, then of the second */
};

/* Fills the first features of each candidate of `all`, whose accepted ones are those by rule; then,
 * from the scores of the first trees, the second features. */
struct judge_survey;
struct judge_survey *judge_survey_make(const struct outline *all, const struct layout *layout,
                                       const struct wording *wording,
                                       const struct surroundings *surroundings,
                                       const struct contents *contents);
void judge_survey_free(struct judge_survey *survey);
void judge_describe(struct judge_survey *survey, struct judge_row rows[]);
void judge_describe_scores(struct judge_survey *survey, struct judge_row rows[]);
/* The score of each row by forest 0 or 1. */
void judge_score(const struct judge_forest *forest, struct judge_row rows[], size_t count);

/* All candidates, the accepted ones of `outline` among them as they are. Release both. */
void judge_candidates(struct outline *all, const struct outline *outline,
                      const struct layout *layout, const struct wording *wording,
                      const struct surroundings *surroundings, const struct contents *contents);

#endif
