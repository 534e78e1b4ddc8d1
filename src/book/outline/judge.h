/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/outline: the judge of headings. Every run that could be a heading is a candidate
 * with features; boosted trees, trained on books with known headings, say how likely it is one.
 *
 * The features are of the line, of its neighbours, of the whole book and of all candidates of the
 * same look or unit, and what the passes by rule accepted. The trees are tables of whole numbers
 * (judge_trees.c), made by scripts/train/headings.
 */
#ifndef BOOK_OUTLINE_JUDGE_H
#define BOOK_OUTLINE_JUDGE_H

#include "book/outline/outline.h"

#include <stdint.h>

enum {
    JUDGE_FEATURES = 160, /* at most */
    JUDGE_DEPTH = 4,
    JUDGE_NODES = (1 << JUDGE_DEPTH) - 1,
    JUDGE_LIMIT = -256, /* a higher score is a heading; chosen by cross-validation */
    JUDGE_UNIT = 256,   /* scores are logits times this */
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
extern const struct judge_forest judge_forest;

struct judge_survey;
/* What is counted before candidates can be described. `all` must outlive it, its accepted ones
 * being those by rule. */
struct judge_survey *judge_survey_make(const struct outline *all, const struct layout *layout,
                                       const struct wording *wording,
                                       const struct surroundings *surroundings,
                                       const struct contents *contents);
void judge_survey_free(struct judge_survey *survey);
/* Fills the features of candidate i. */
void judge_describe(struct judge_survey *survey, size_t i, uint8_t features[JUDGE_FEATURES]);
/* Logit times JUDGE_UNIT. */
int judge_score(const struct judge_forest *forest, const uint8_t features[JUDGE_FEATURES]);

/* All candidates, the accepted ones of `outline` among them as they are. Release both. */
void judge_candidates(struct outline *all, const struct outline *outline,
                      const struct layout *layout, const struct wording *wording,
                      const struct surroundings *surroundings, const struct contents *contents);

#endif
