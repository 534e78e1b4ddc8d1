/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Speakers whom the text names itself before their lines, in plays and transcripts: who is a man, a
 * woman, a child.
 *
 * It is found by what finds it in a novel: titles and nouns in the label ("Lady Bracknell", "First
 * Gentleman", "Boy"), first names, the same name elsewhere with a title or a noun behind it ("Rev.
 * Chasuble", "Hamlet, Prince of Denmark" in the list of persons), and the pronouns that follow it.
 * "Jack and Algernon" are what both are.
 */
#ifndef SCRIPT_ATTRIBUTION_LABELLED_H
#define SCRIPT_ATTRIBUTION_LABELLED_H

#include <stddef.h>

struct attribution;
struct attribution_work;

/* Sets gender and age of the speakers from `first` on, whose names are labels. Linear time. */
void labelled_describe(const struct attribution_work *work, struct attribution *attribution,
                       size_t first);

#endif
