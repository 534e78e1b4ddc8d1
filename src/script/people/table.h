/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Filling a struct people while a book is read: its table of names, its list of mentions, and what
 * only the whole list can tell, of gender and of who stands beside whom. names.c finds the
 * mentions, names_join.c makes persons of the names; private to them.
 */
#ifndef SCRIPT_PEOPLE_TABLE_H
#define SCRIPT_PEOPLE_TABLE_H

#include "script/people/people.h"

/*
 * The index of this name in people.names; a name of the same title and words is added once, with
 * the gender, age and first mention it has then. Constant time; may move people.names.
 */
uint32_t people_add_name(struct people *people, const struct name *name);

/* Appends a mention, behind all others in the text, and marks its tokens in people.mention_of. */
void people_add_mention(struct people *people, const struct mention *mention);

/*
 * Fills names[].gender_votes: a pronoun in narration votes for the last name before it, and verbs
 * beside a name vote where they have a gender. Call it once, when all mentions are there. Linear.
 */
void people_count_votes(struct people *people, const struct tokens *tokens,
                        const struct vocabulary *vocabulary);

/* Fills people.pairs and names[].beside, once likewise. Linear. */
void people_count_pairs(struct people *people, const struct tokens *tokens);

/* Fills told_at and told_first, for people_named_between; when every name has its person. Linear.
 */
void people_index_named(struct people *people);

#endif
