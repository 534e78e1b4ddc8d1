/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/casting. What a cast file sets besides the voice: pitch, rate, range and gain.
 */
#ifndef SCRIPT_CASTING_OWN_SETTINGS_H
#define SCRIPT_CASTING_OWN_SETTINGS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct attribution;
struct cast_entry;
struct casting;
struct casting_options;

/* The cast file's entry of a speaker, or NULL. */
const struct cast_entry *casting_entry(const struct casting_options *options, size_t speaker);

/* Gives speakers with settings of their own a copy of their voice that has them, and those whom the
 * narrator reads the voice of the narrator with its settings. Assumes that everybody has a voice.
 * False: ERR_INPUT, as casting_make. */
bool casting_set_own(struct casting *casting, const struct attribution *attribution,
                     const struct casting_options *options, struct err *err);

#endif
