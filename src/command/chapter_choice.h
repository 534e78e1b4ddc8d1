/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: which chapters are rendered.
 */
#ifndef COMMAND_CHAPTER_CHOICE_H
#define COMMAND_CHAPTER_CHOICE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct options;

/*
 * Reads --chapters (such as 3-5,9), --from and --to; a chapter must satisfy all that are given. The
 * numbers are those that `lectern chapters` prints, from 1. Returns a bool for each chapter and one
 * more; free() it. Errors: ERR_USAGE when something is not a number, when the book does not have
 * that chapter, or when no chapter is left. NULL on failure.
 */
bool *chapter_choice_make(const struct options *options, size_t chapter_count, struct err *err);

#endif
