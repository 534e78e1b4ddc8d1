/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to command/: the cover of the result, from --cover or the book. */
#ifndef COMMAND_COVER_H
#define COMMAND_COVER_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct book;
struct options;

/*
 * Appends the picture as it will be embedded; nothing when there is none, or --cover none. A
 * picture of the book that cannot be read is left out with a warning; one of --cover is an error
 * (ERR_INPUT). What must be decoded is, in a process of its own that may do nothing else.
 */
bool cover_find(const struct options *options, const struct book *book, struct text *cover,
                struct err *err);

#endif
