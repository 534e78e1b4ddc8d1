/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/write: a script as JSON Lines, the format of `lectern segment` (see lectern(1)),
 * which other programs may rely on.
 */
#ifndef SCRIPT_WRITE_SEGMENTS_H
#define SCRIPT_WRITE_SEGMENTS_H

#include <stdbool.h>
#include <stdio.h>

struct script;

/*
 * Writes one line for the book, then chapters, skips, sentences and utterances in order of start.
 * `chosen`: one bool a chapter, only those are written; NULL: all. Errors of `out` are the caller's
 * to check.
 */
void segments_write(const struct script *script, const bool *chosen, FILE *out);

#endif
