/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Main DOOR of script/write: writes a script as a script file, which is the whole book as a text
 * that can be edited. book/scriptfile/scriptfile.h describes the format.
 *
 * Skipped blocks are not written. The text is the book's, with cues where the speaker changes;
 * numbers and abbreviations are normalised again when the file is read.
 *
 * The room has three doors, for three formats: scriptfile.h, castfile.h and segments.h. It needs a
 * whole script (script_make), and may use base, book, book/read (to read a script file back),
 * script, and script/vocabulary, attribution and casting. Tests: unit/test_scriptfile,
 * unit/test_castfile, unit/test_script, cli/script, cli/cast.
 */
#ifndef SCRIPT_WRITE_SCRIPTFILE_H
#define SCRIPT_WRITE_SCRIPTFILE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct script;
struct script_options;

/*
 * Appends the script file. It is read back and compared: a block in which the line breaks matter to
 * the sentences or to the spoken form is written again with its line breaks (and backslashes). Of
 * `options`, which were given to script_make, only the lexicon is used. `cover`: the file to name
 * as the cover, or NULL. ERR_SYSTEM when the text that is read back still differs, which would be a
 * bug.
 */
bool scriptfile_write(const struct script *script, const struct script_options *options,
                      const char *cover, struct text *out, struct err *err);

#endif
