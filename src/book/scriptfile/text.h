/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/scriptfile: the text of a script file: lines become blocks, chapters and their
 * headings. line.h reads what is in a line.
 */
#ifndef BOOK_SCRIPTFILE_TEXT_H
#define BOOK_SCRIPTFILE_TEXT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct scriptfile_reader;
struct wording;

/*
 * Reads `rest`, the lines after reader->line, to the end. `wording` is for headings without a mark
 * (heading.h); NULL: there are none, as with [script]. Afterwards the book's blocks, chapters and
 * cues are complete; its text is still reader->text. Time is linear. False with ERR_INPUT for what
 * scriptfile_read refuses, and when there is no text; what was read so far remains in the book.
 */
bool scriptfile_text_read(struct scriptfile_reader *reader, const struct wording *wording,
                          struct view rest, struct err *err);

#endif
