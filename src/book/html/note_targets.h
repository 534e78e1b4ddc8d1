/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the marks of notes lead to: known once a mark has been read, so that a note further on is
 * known as one whatever its markup. Private to html*.c and epub.c.
 */
#ifndef BOOK_HTML_NOTE_TARGETS_H
#define BOOK_HTML_NOTE_TARGETS_H

#include <stdbool.h>

struct note_targets;

struct note_targets *note_targets_new(void);
void note_targets_free(struct note_targets *targets); /* NULL is fine */

/* `path`: of the file inside the book. At most 50,000 are kept. */
void note_targets_add(struct note_targets *targets, const char *path, const char *fragment);
/* False for NULL, be it `targets` or `fragment`. */
bool note_targets_have(const struct note_targets *targets, const char *path, const char *fragment);

#endif
