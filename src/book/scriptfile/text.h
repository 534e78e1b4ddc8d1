/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of a file with tags: lines become blocks, chapters and their headings. The line itself
 * is tagged_line.h's. Private to tagged*.c.
 */
#ifndef BOOK_SCRIPTFILE_TEXT_H
#define BOOK_SCRIPTFILE_TEXT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct scriptfile_reader;
struct wording;

/*
 * Reads `rest`, what follows the line tagged->line, to its end. `words` are for headings without a
 * mark (tagged_heading.h); NULL: there are none, as with [script]. Afterwards the book's blocks,
 * chapters and cues are complete; its text is still tagged->text. Time is linear. ERR_INPUT as in
 * tagged.h, and when no text is there at all; what was read until then stays in the book.
 */
bool scriptfile_text_read(struct scriptfile_reader *reader, const struct wording *words,
                          struct view rest, struct err *err);

#endif
