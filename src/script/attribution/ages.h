/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/attribution. How old people are according to the narration: "Tom was ten years
 * old", "Minnie, aged thirteen", "a boy of nine", and repeatedly "little Tom".
 */
#ifndef SCRIPT_ATTRIBUTION_AGES_H
#define SCRIPT_ATTRIBUTION_AGES_H

struct attribution_work;

/*
 * Sets the age of persons where the narration gives it. Assumes that people_join has made the
 * persons. Years count more than adjectives. Of several ages the oldest is taken, since people grow
 * up in books; and if somebody who is there all the time is called a child once, that was long ago.
 * Somebody called Mr or Mrs is not a child. Linear time.
 */
void ages_find(struct attribution_work *work);

#endif
