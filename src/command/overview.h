/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: what --dry-run, -v and `lectern chapters` print: chapters, speakers, what is
 * skipped, the estimated length. The script must have been reduced to the chosen chapters.
 */
#ifndef COMMAND_OVERVIEW_H
#define COMMAND_OVERVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct script;
struct speech_settings;

/* Everything: for --dry-run. `chosen` has a bool for each chapter of the book. Skipped text belongs
 * to the chapter it is in, text before the first chapter to the first. */
void overview_print(const struct script *script, const struct speech_settings *settings,
                    const bool *chosen, FILE *out);
/* The chapters, nested, with number, words and estimated length; then how much is skipped, by
 * reason: for `lectern chapters`. */
void overview_print_chapters(const struct script *script, const struct speech_settings *settings,
                             const bool *chosen, FILE *out);
/* The speakers with their voices, those with the most lines first: for -v. */
void overview_print_cast(const struct script *script, FILE *out);

/* The number of speakers with at least one line; the narrator counts, "unknown" does not. */
size_t overview_speaker_count(const struct script *script);

#endif
