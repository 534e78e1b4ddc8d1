/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/write: writes the cast of a script as a cast file, whose format
 * script/casting/castfile.h describes.
 */
#ifndef SCRIPT_WRITE_CASTFILE_H
#define SCRIPT_WRITE_CASTFILE_H

#include "base/str.h"

struct script;

/*
 * Appends a section for each speaker who has a line, the narrator first, the others by number of
 * lines. `explained`: also how to edit the file, and for each speaker the number of lines, one of
 * them, and the aliases.
 */
void castfile_write(const struct script *script, bool explained, struct text *out);

#endif
