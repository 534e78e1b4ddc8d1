/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Part of a book: which chapters are rendered.
 */
#ifndef COMMAND_CHAPTER_CHOICE_H
#define COMMAND_CHAPTER_CHOICE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct options;

/*
 * Chapter numbers as `lectern chapters` prints them, 1 the first: --chapters 3-5,9 with --from and
 * --to as further bounds. Returns one bool a chapter, malloc'ed. ERR_USAGE: a number that is none,
 * that the book does not have, or nothing left.
 */
bool *chapter_choice_make(const struct options *options, size_t chapter_count, struct err *err);

#endif
