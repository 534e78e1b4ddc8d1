/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: options from files of settings (settings/settings.h). An entry is a long
 * option and its value; the entries of a section are a profile, settings for a purpose such as a
 * store's rules, and those before all sections always hold.
 */
#ifndef COMMAND_PROFILE_H
#define COMMAND_PROFILE_H

#include "base/err.h"

#include <stdbool.h>

struct options;

/*
 * Sets the options of a profile, from every file of options->settings that has it; "": those that
 * always hold. Errors: ERR_USAGE when there is none of that name or an entry of a user's file is
 * wrong, with file and line; ERR_SETUP when one of the program's own is.
 */
bool profile_apply(const char *name, struct options *options, struct err *err);

#endif
