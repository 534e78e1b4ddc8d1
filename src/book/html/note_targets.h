/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of html: where note marks lead. Once a mark has been read, its note further on is recognised
 * whatever its markup. One set serves all files of an EPUB.
 */
#ifndef BOOK_HTML_NOTE_TARGETS_H
#define BOOK_HTML_NOTE_TARGETS_H

#include <stdbool.h>

struct note_targets;

struct note_targets *note_targets_new(void);
void note_targets_free(struct note_targets *targets); /* NULL is fine */

/* `path`: of the file inside the book. At most 50,000 are kept. */
void note_targets_add(struct note_targets *targets, const char *path, const char *fragment);
/* False if `targets` or `fragment` is NULL. */
bool note_targets_have(const struct note_targets *targets, const char *path, const char *fragment);

#endif
