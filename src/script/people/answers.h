/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who answers to a name: "Come, Mr Snow." “...” said Peter. In narration and in speech somebody may
 * go by different names; people_join makes one person of them.
 */
#ifndef SCRIPT_PEOPLE_ANSWERS_H
#define SCRIPT_PEOPLE_ANSWERS_H

#include "script/people/dialogue_tags.h"

/* Fills people.answers. Call it before people_join. Linear. */
void answers_find(const struct quotes *quotes, const struct quote_context *places,
                  struct people *people);

#endif
