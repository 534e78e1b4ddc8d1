/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What --dry-run and -v print: chapters, speakers, what is skipped, the estimated length.
 */
#ifndef COMMAND_OVERVIEW_H
#define COMMAND_OVERVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct script;
struct speech_settings;

/* `chosen`: one bool a chapter of the book. What is skipped belongs to the chapter it stands in;
 * what stands before the first belongs to that one, and what stands after the last to the last. */
void overview_print(const struct script *script, const struct speech_settings *settings,
                    const bool *chosen, FILE *out);
/* Chapters, nested, with their number, words and estimated length; then what is skipped, by reason.
 */
void overview_print_chapters(const struct script *script, const struct speech_settings *settings,
                             const bool *chosen, FILE *out);
void overview_print_cast(const struct script *script, FILE *out);

/* Speakers who say at least one line; the narrator counts, "unknown" does not. */
size_t overview_speaker_count(const struct script *script);

#endif
