/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script: how long each pause is. script.h has the reasons and their names.
 */
#ifndef SCRIPT_PAUSES_H
#define SCRIPT_PAUSES_H

#include "base/err.h"

#include <stdbool.h>

struct script;
struct script_options;

/*
 * Fills script->pause_ms: as the options say; else as a script file says; else with the defaults,
 * in proportion to the reading rate. Needs the casting, since that rate is the narrator's.
 * ERR_INPUT when the script file's list is wrong.
 */
bool pauses_set(struct script *script, const struct script_options *options, struct err *err);

#endif
