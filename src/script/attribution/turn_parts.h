/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What scene_features.c and scene_candidates.c share; private to them.
 */
#ifndef SCRIPT_ATTRIBUTION_TURN_PARTS_H
#define SCRIPT_ATTRIBUTION_TURN_PARTS_H

#include "script/attribution/turns.h"

enum { NEAR = 4 }; /* turns looked at on each side for tags */

/* What the turn says about its speaker. */
enum turn_mode { MODE_PURE, MODE_NARRATION, MODE_PRONOUN, MODE_NAMED };

/* A turn among its neighbours, while its candidates are weighed. */
struct view_of_turn {
    const struct turn_input *in;
    const struct turns *turns;
    size_t t;
    const struct turn *turn;
    unsigned mode; /* enum turn_mode */
};

enum turn_mode mode_of(const struct turn_input *input, const struct turn *turn);

/* The mention a tag points to; NULL for TAG_NONE. */
const struct mention *mention_of_tag(const struct turn_input *input, struct dialogue_tag tag);

/* Whom a tag names or describes (enum who); WHO_NOBODY for pronouns but "I". */
uint32_t who_is_meant(const struct turn_input *input, struct dialogue_tag tag);

/* The turns' recent mentions, anew; once a pass has decided, speakers count too. */
void turns_look(const struct turn_input *input, struct turns *turns);

uint8_t gender_of(const struct turn_input *input, uint32_t who);

/* Turn at an offset in the same scene, or NULL. */
const struct turn *turn_near(const struct view_of_turn *v, int offset);

/* Fills the features of a candidate. */
void add_features(const struct view_of_turn *v, struct candidate *c);

/* Adds its rank by density among those that agree with the tag's gender; all have features by then.
 */
void add_rank(const struct view_of_turn *v, struct candidate *candidates, size_t count, size_t i);

#endif
