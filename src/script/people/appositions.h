/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Appositions: "the mayor, Anna Snow, said", "His wife, Elena, disagreed", "old Simon, the
 * postman". The description means whom the name names; its noun tells the name's gender.
 */
#ifndef SCRIPT_PEOPLE_APPOSITIONS_H
#define SCRIPT_PEOPLE_APPOSITIONS_H

#include "script/people/people.h"

/*
 * Lets descriptions beside a name in narration mean that name, and notes in names[].apposed what
 * they are of: for names_join.c, as the mayor is then Anna Snow elsewhere too.
 */
void people_appose(struct people *people, const struct tokens *tokens,
                   const struct vocabulary *vocabulary);

#endif
