/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: profiles, settings for a purpose such as a store's rules. A profile is data:
 * a section of assets/profiles.txt whose entries are long options and their values.
 */
#ifndef COMMAND_PROFILE_H
#define COMMAND_PROFILE_H

#include "base/err.h"

#include <stdbool.h>

struct options;

/* Sets the options of the profile. Errors: ERR_USAGE when there is none of that name; ERR_SETUP
 * when the profiles cannot be read or an entry is wrong. */
bool profile_apply(const char *name, struct options *options, struct err *err);

#endif
