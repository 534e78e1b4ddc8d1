/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/people. Filling a struct people: its table of names, its list of mentions, and
 * the evidence that only the whole list gives, on gender and on names that are side by side.
 * people.c finds the mentions, join.c makes persons of the names.
 */
#ifndef SCRIPT_PEOPLE_TABLE_H
#define SCRIPT_PEOPLE_TABLE_H

#include "script/people/people.h"

/*
 * The index of this name in people.names. A name of the same title and words is added only once,
 * with the gender, age and first mention of the first. Constant time; may move people.names.
 */
uint32_t people_add_name(struct people *people, const struct name *name);

/* Appends a mention, which must be after all others in the text, and marks its tokens in
 * people.mention_of. */
void people_add_mention(struct people *people, const struct mention *mention);

/*
 * Adds to names[].gender_votes: a pronoun in narration votes for the last name before it, and verbs
 * beside a name vote where they have a gender. Call it once, after people_appose. Linear.
 */
void people_count_votes(struct people *people, const struct tokens *tokens,
                        const struct vocabulary *vocabulary);

/* Fills people.pairs and names[].beside. Call it once, after people_appose. Linear. */
void people_count_pairs(struct people *people, const struct tokens *tokens);

/* Fills told_at and told_first, for people_named_between. Assumes that every name has its person.
 * Linear. */
void people_index_named(struct people *people);

#endif
