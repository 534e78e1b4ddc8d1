/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names of speakers as files have them.
 */
#ifndef SCRIPT_CASTING_SPEAKER_NAMES_H
#define SCRIPT_CASTING_SPEAKER_NAMES_H

struct attribution;

/*
 * Makes every speaker's name fit for a cast file and a script file, and different from all others
 * whatever the capitals: one line, no brackets, backslashes or semicolons, no words that are tags
 * themselves. "Anna" and "Anna" become "Anna" and "Anna (2)". Aliases that are somebody's name, or
 * somebody else's alias, go.
 */
void speaker_names_settle(struct attribution *attribution);

#endif
