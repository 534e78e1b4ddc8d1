/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/people. Appositions: "the mayor, Anna Snow, said", "His wife, Elena,
 * disagreed", "old Simon, the postman". The description and the name mean one person, so the noun
 * shows the gender of the name.
 */
#ifndef SCRIPT_PEOPLE_APPOSITIONS_H
#define SCRIPT_PEOPLE_APPOSITIONS_H

#include "script/people/people.h"

/*
 * Makes mentions of a description beside a name, in narration, mentions of that name, and notes the
 * name in names[].apposed: join.c then joins the two, since "the mayor" is Anna Snow elsewhere too.
 * Assumes that all mentions are found, and comes before the votes are counted.
 */
void people_appose(struct people *people, const struct tokens *tokens,
                   const struct vocabulary *vocabulary);

#endif
