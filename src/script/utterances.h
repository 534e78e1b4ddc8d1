/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script: makes utterances and sentences out of the blocks of a book. They are cut at
 * sentence ends, quotations, lines of verse, cues and foreign phrases, and each is said by its
 * speaker's voice.
 */
#ifndef SCRIPT_UTTERANCES_H
#define SCRIPT_UTTERANCES_H

#include "base/err.h"

#include <stdbool.h>

struct script;
struct script_options;

/* Appends to `script`, which must have its attribution, casting and lengths of pauses. False, with
 * ERR_SETUP, when the data of a language is broken. */
bool utterances_make(struct script *script, const struct script_options *options, struct err *err);

#endif
