/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to cache/: keeps the folder below its limit. */
#ifndef CACHE_TRIM_H
#define CACHE_TRIM_H

#include <stdint.h>

/*
 * Adds up the entries of the folder and, when they exceed the limit, removes those that were not
 * used for the longest time until they are a tenth below it. Removes temporary files that a killed
 * program left an hour ago or earlier. Touches nothing whose name is not that of an entry. What
 * cannot be removed stays.
 */
void trim_folder(const char *folder, uint64_t limit_bytes);

#endif
