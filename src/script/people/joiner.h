/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names that may be one person: a union-find over the names of a cast, that refuses to join what
 * differs in gender or marriage, or is often seen side by side. What is joined with what is decided
 * by names_join.c and names_called.c; private to them.
 */
#ifndef SCRIPT_PEOPLE_JOINER_H
#define SCRIPT_PEOPLE_JOINER_H

#include "script/people/people.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

enum { CHAIN_MAX = 64 }; /* names looked at per word: more is no novel */

/* Names that share a word, linked: by their first word, and by their last; no descriptions. */
struct joiner {
    struct people *people;
    const struct vocabulary *vocabulary;
    uint32_t *parent;             /* union-find over names */
    uint32_t *by_first, *by_last; /* per word: a name + 1 */
    uint32_t *next_first, *next_last;
    uint8_t *gender, *marriage; /* per root */
    uint32_t *seen;             /* per root: how often any of its names is seen */
};

/* Every name by itself, with its own gender and marriage; release it. Linear. */
struct joiner joiner_start(struct people *people, const struct vocabulary *vocabulary);
void joiner_release(struct joiner *joiner);

/* The name that stands for all that are joined with this one. */
uint32_t joiner_root(struct joiner *joiner, uint32_t name);

/* Does nothing speak against it that two names are one person? */
bool joiner_may(struct joiner *joiner, uint32_t name_a, uint32_t name_b);

/* Joins two names if joiner_may, and true when they are joined; the root of name_a stays one. */
bool joiner_join(struct joiner *joiner, uint32_t name_a, uint32_t name_b);

/* Can the one of this root be of that gender? */
bool joiner_fits(const struct joiner *joiner, uint32_t root, enum gender gender);

/* ---- what a name tells by itself ---- */

/* How often a name is seen; tags count thrice. */
uint32_t name_seen(const struct name *name);

/* The first given name among the words, or NULL; it may stand behind an office: Mayor Anna Snow. */
const struct word *joiner_given_name(const struct joiner *joiner, const struct name *name);

/* A name's own gender: its title's, else a clear majority of votes, else its first name's. */
enum gender joiner_own_gender(const struct joiner *joiner, const struct name *name);

/* Does its title or noun tell a gender that most have who are called so, but not all: captain?
 * OVERRULING_VOTES of pronouns say more. */
enum { OVERRULING_VOTES = 5 };
bool joiner_gender_is_usual(const struct joiner *joiner, const struct name *name);

/* By its title: Mrs, Miss. */
enum marriage joiner_marriage(const struct joiner *joiner, const struct name *name);

#endif
