/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/. Writes a script as a script file: the whole book as an editable text. The format
 * stands in book/tagged.h, since reading it is book/'s and cued.h's work.
 *
 * What is not read is left out. The text stands as the book has it, a line for each sentence and
 * each change of speaker; how numbers and abbreviations are spoken is found anew when it is read.
 */
#ifndef SCRIPT_WRITE_SCRIPTFILE_H
#define SCRIPT_WRITE_SCRIPTFILE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct script;
struct script_options;

/*
 * Appends the script file. It is read back and compared: a block whose line breaks matter to the
 * sentences or to how it is spoken gets its own ones back (with backslashes). Of `options`, as
 * given to script_make, only the lexicon matters. `cover`: the file to
 * name as the cover's; NULL: none. ERR_SYSTEM: it still does not say the same, which
 * would be a bug.
 */
bool scriptfile_write(const struct script *script, const struct script_options *options,
                      const char *cover, struct text *out, struct err *err);

#endif
