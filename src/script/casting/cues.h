/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who speaks in a book that says it itself: a script file, or a text with voice tags.
 */
#ifndef SCRIPT_CASTING_CUES_H
#define SCRIPT_CASTING_CUES_H

#include "base/err.h"

#include <stdbool.h>

struct attribution;
struct book;
struct castfile;
struct voices;

/* A speaker whose confidence is below it is written with a question mark. */
enum { CUES_UNSURE = 65 };

/* True for a book whose tags say who speaks: then attribution_make has nothing to find. */
bool cues_say_who(const struct book *book);

/*
 * The speakers are those of the tags, in order; an alias stands for its entry in `cast` (which may
 * be NULL). The name of a voice is a speaker with this voice; casting.h is told so by a speaker of
 * that name. ERR_INPUT: a tag that names neither; the sentence has its line and the nearest name.
 */
struct attribution *cues_attribution(const struct book *book, const struct castfile *cast,
                                     const struct voices *voices, struct err *err);

#endif
