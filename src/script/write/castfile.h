/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/. Writes the cast of a script as a cast file (castfile.h).
 */
#ifndef SCRIPT_WRITE_CASTFILE_H
#define SCRIPT_WRITE_CASTFILE_H

#include "base/str.h"

struct script;

/*
 * Appends a part for everybody who has a line, the narrator first, then by number of lines.
 * `explained`: with a few lines on how to edit it, and for each speaker the number of lines, one of
 * them, and aliases.
 */
void castfile_write(const struct script *script, bool explained, struct text *out);

#endif
