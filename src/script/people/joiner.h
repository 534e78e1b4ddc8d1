/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/people. Which names are one person: a union-find over the names, with path
 * halving (Tarjan, van Leeuwen 1984), that refuses to join names of different gender or marriage,
 * or names that are often side by side. join.c and join_called.c decide what to join.
 */
#ifndef SCRIPT_PEOPLE_JOINER_H
#define SCRIPT_PEOPLE_JOINER_H

#include "script/people/people.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

/* Names looked at that share a word. Chosen: no novel has more; it keeps the time linear. */
enum { CHAIN_MAX = 64 };

/* The chains link the names, not the descriptions, that share their first word or their last. */
struct joiner {
    struct people *people;
    const struct vocabulary *vocabulary;
    uint32_t *parent;             /* union-find over names */
    uint32_t *by_first, *by_last; /* per word: a name + 1 */
    uint32_t *next_first, *next_last;
    uint8_t *gender, *marriage; /* per root */
    uint32_t *seen;             /* per root: how often its names are found, name_seen */
};

/* Every name is a root, with its own gender and marriage. Assumes that tags and votes are counted.
 * Linear. Free with joiner_release; people and vocabulary must outlive it. */
struct joiner joiner_start(struct people *people, const struct vocabulary *vocabulary);
void joiner_release(struct joiner *joiner);

/* The name that represents all that are joined with this one. */
uint32_t joiner_root(struct joiner *joiner, uint32_t name);

/* May two names be one person? */
bool joiner_may(struct joiner *joiner, uint32_t name_a, uint32_t name_b);

/* Joins two names if joiner_may allows it; true when they are joined. The root of name_a stays
 * root. */
bool joiner_join(struct joiner *joiner, uint32_t name_a, uint32_t name_b);

/* Can the person of this root have that gender? */
bool joiner_fits(const struct joiner *joiner, uint32_t root, enum gender gender);

/* ---- what a single name shows ---- */

/* How often a name is found; in a tag it counts three times. */
uint32_t name_seen(const struct name *name);

/* The first given name among the words, which may follow an office: Mayor Anna Snow; or NULL. */
const struct word *joiner_given_name(const struct joiner *joiner, const struct name *name);

/* A name's own gender: that of its title, else by the votes of its given name and of pronouns. */
enum gender joiner_own_gender(const struct joiner *joiner, const struct name *name);

/* Does its title or noun show a gender that most people so called have, but not all: captain? Then
 * OVERRULING_VOTES of pronouns say more. Chosen: two pronouns as subjects (3 votes each). */
enum { OVERRULING_VOTES = 5 };
bool joiner_gender_is_usual(const struct joiner *joiner, const struct name *name);

/* By its title: Mrs, Miss. */
enum marriage joiner_marriage(const struct joiner *joiner, const struct name *name);

#endif
