/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Joins by how people are called: a title alone, and a name somebody answers to. Steps of
 * people_join, behind the joins by shared words.
 */
#ifndef SCRIPT_PEOPLE_JOIN_CALLED_H
#define SCRIPT_PEOPLE_JOIN_CALLED_H

struct joiner;

/*
 * "The captain" and "Captain" are Captain Snow, where no other captain is seen nearly as often.
 * Linear.
 */
void join_bearers(struct joiner *joiner);

/*
 * By people.answers: whoever answers to a name that narration gives to nobody has it. Near-linear:
 * answers are sorted, names walked once.
 */
void join_answerers(struct joiner *joiner);

#endif
