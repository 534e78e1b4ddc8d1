/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/people. Who answers to a name: "Come, Mr Snow." “...” said Peter. Narration and
 * speech may call somebody by different names; people_join makes one person of them.
 */
#ifndef SCRIPT_PEOPLE_ANSWERS_H
#define SCRIPT_PEOPLE_ANSWERS_H

#include "script/people/dialogue_tags.h"

/* Fills people.answers. Call it after dialogue_tags_find, which made `contexts`, and before
 * people_join. Linear. */
void answers_find(const struct quotes *quotes, const struct quote_context *contexts,
                  struct people *people);

#endif
