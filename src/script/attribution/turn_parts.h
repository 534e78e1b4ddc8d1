/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/attribution: what turns.c, candidates.c, features.c and decide.c share.
 */
#ifndef SCRIPT_ATTRIBUTION_TURN_PARTS_H
#define SCRIPT_ATTRIBUTION_TURN_PARTS_H

#include "script/attribution/turns.h"

enum { NEAR = 4 }; /* turns on each side whose tags are looked at; chosen, the weights are for it */

/* What the turn itself says about its speaker: nothing, only a quotation; something in narration; a
 * tag with a pronoun; a tag with a name or description. */
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

/* Fills in who was mentioned recently before each turn. After a pass of turns_decide, call it
 * again: then speakers count too. */
void turns_look(const struct turn_input *input, struct turns *turns);

/* enum gender; unknown for WHO_I and the like. */
uint8_t gender_of(const struct turn_input *input, uint32_t who);

/* The turn at this offset from v->t, in the same scene; or NULL. */
const struct turn *turn_near(const struct view_of_turn *v, int offset);

/* Fills the features of a candidate. */
void add_features(const struct view_of_turn *v, struct candidate *c);

/* Adds to candidate i its rank by density among those that agree with the tag's gender. Assumes
 * that all have their features. */
void add_rank(const struct view_of_turn *v, struct candidate *candidates, size_t count, size_t i);

#endif
