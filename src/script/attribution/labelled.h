/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/attribution. The gender and age of speakers whom the text itself names before
 * their lines, in plays and transcripts.
 *
 * The evidence is the same as in a novel: titles and nouns in the label ("Lady Bracknell", "First
 * Gentleman", "Boy"), given names, the same name elsewhere with a title before it or a noun after
 * it
 * ("Rev. Chasuble", "Hamlet, Prince of Denmark" in the list of persons), and the pronouns that
 * follow it. "Jack and Algernon" have the gender that both have.
 */
#ifndef SCRIPT_ATTRIBUTION_LABELLED_H
#define SCRIPT_ATTRIBUTION_LABELLED_H

#include <stddef.h>

struct attribution;
struct attribution_work;

/* Sets gender and age of the speakers from `first` on, whose names are labels. Assumes that
 * people_join and ages_find are done. Linear time. */
void labelled_describe(const struct attribution_work *work, struct attribution *attribution,
                       size_t first);

#endif
