/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/people. Joins by how people are called: by a title alone, and by a name that
 * somebody answers to. Both are steps of people_join, after the joins by shared words.
 */
#ifndef SCRIPT_PEOPLE_JOIN_CALLED_H
#define SCRIPT_PEOPLE_JOIN_CALLED_H

struct joiner;

/* "The captain" and "Captain" are Captain Snow, where no other captain is found nearly as often.
 * Linear. */
void join_bearers(struct joiner *joiner);

/* A name that only other people use belongs to the person who answers to it; by people.answers.
 * n log n. */
void join_answerers(struct joiner *joiner);

#endif
