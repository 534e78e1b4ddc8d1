/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/casting. Names of speakers that can be written into files.
 */
#ifndef SCRIPT_CASTING_SPEAKER_NAMES_H
#define SCRIPT_CASTING_SPEAKER_NAMES_H

struct attribution;

/*
 * Makes every speaker's name fit for a cast file and a script file, and different from all others
 * even if capitals are ignored: one line, no brackets, backslashes or semicolons, and no word that
 * is a cue itself. "Anna" and "Anna" become "Anna" and "Anna (2)". Aliases that are the name or an
 * alias of another speaker are removed. Call it before a cast file is applied or written.
 */
void speaker_names_settle(struct attribution *attribution);

#endif
