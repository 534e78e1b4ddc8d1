/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How old people are, as the narrator tells it: "Tom was ten years old", "Minnie, aged thirteen",
 * "a boy of nine", and "little Tom" again and again.
 */
#ifndef SCRIPT_ATTRIBUTION_AGES_H
#define SCRIPT_ATTRIBUTION_AGES_H

struct attribution_work;

/*
 * Sets the age of the cast's persons where it is told. Years count more than adjectives; of several
 * ages the oldest holds, since people grow up in books, and a childhood told once of somebody who
 * is there all the time is long past. Who is called Mr or Mrs is no child. Linear time.
 */
void ages_find(struct attribution_work *work);

#endif
