/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The blocks of a book become utterances and sentences: cut at sentence ends, quotations, lines of
 * verse, tags and foreign phrases, each said by its speaker's voice.
 */
#ifndef SCRIPT_UTTERANCES_H
#define SCRIPT_UTTERANCES_H

#include "base/err.h"

#include <stdbool.h>

struct script;
struct script_options;

/* Appends to `script`, whose attribution, casting and pauses are made. ERR_SETUP: language data. */
bool utterances_make(struct script *script, const struct script_options *options, struct err *err);

#endif
