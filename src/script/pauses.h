/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long each pause is. script.h has the reasons and their names.
 */
#ifndef SCRIPT_PAUSES_H
#define SCRIPT_PAUSES_H

#include "base/err.h"

#include <stdbool.h>

struct script;
struct script_options;

/*
 * Fills script->pause_ms: what the options say; else what a script file says; else the defaults, in
 * proportion to the reading rate. The narrator must have a voice. ERR_INPUT: the script file's list
 * is wrong.
 */
bool pauses_set(struct script *script, const struct script_options *options, struct err *err);

#endif
