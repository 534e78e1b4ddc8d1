/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/casting. Who speaks in a book that says so itself: a script file, or a text with
 * cues.
 */
#ifndef SCRIPT_CASTING_CUES_H
#define SCRIPT_CASTING_CUES_H

#include "base/err.h"

#include <stdbool.h>

struct attribution;
struct book;
struct castfile;
struct voices;

/* A speaker with less confidence is written with a question mark in a script file. Chosen: a little
 * above the default margin, 60. */
enum { CUES_UNSURE = 65 };

/* True for a book whose cues say who speaks: then this replaces attribution_make. */
bool cues_say_who(const struct book *book);

/*
 * The speakers are those of the cues, in order; an alias means its entry in `cast` (which may be
 * NULL). The name of a voice is a speaker of that name, whom casting_make gives this voice
 * (by_voice_name). ERR_INPUT: a cue that is neither; the message has its line and the nearest name.
 * Free with attribution_free.
 */
struct attribution *cues_attribution(const struct book *book, const struct castfile *cast,
                                     const struct voices *voices, struct err *err);

#endif
