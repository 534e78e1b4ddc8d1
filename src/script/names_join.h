/*
 * Joining names to persons: what names_join.c and names_called.c share; private to them.
 */
#ifndef SCRIPT_NAMES_JOIN_H
#define SCRIPT_NAMES_JOIN_H

#include "script/names.h"

/* Names that share a word, linked: by their first word, and by their last. */
struct joiner {
    struct cast *cast;
    const struct vocabulary *vocabulary;
    uint32_t *parent;             /* union-find over names */
    uint32_t *by_first, *by_last; /* per word: a name + 1 */
    uint32_t *next_first, *next_last;
    uint8_t *gender, *marriage; /* per root */
    uint32_t *seen;             /* per root: how often any of its names is seen */
};

/* The name that stands for all that are joined with this one. */
uint32_t joiner_root(struct joiner *joiner, uint32_t name);

/* Joins two names when nothing speaks against it; false otherwise. */
bool joiner_may(struct joiner *joiner, uint32_t name_a, uint32_t name_b);
bool joiner_join(struct joiner *joiner, uint32_t name_a, uint32_t name_b);

/* How often a name is seen; tags count thrice. */
uint32_t name_seen(const struct name *name);

/* "The captain" and "Captain" are Captain Snow, where no other captain is seen nearly as often. */
void join_bearers(struct joiner *joiner);

/* By cast.answers: whoever answers to a name that narration gives to nobody has it. */
void join_answerers(struct joiner *joiner);

#endif
