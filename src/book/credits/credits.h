/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/credits/: what is said before and after a book and its chapters, such as its title
 * and who wrote it, as audiobook stores want it. It becomes part of the book, so everything after
 * this treats it like the rest.
 *
 * The sentences are data, assets/lang/CODE/credits.txt; a style is a set of its sections.
 *
 * May use: book. Tests: test_credits; tests/cli/profiles.sh.
 */
#ifndef BOOK_CREDITS_CREDITS_H
#define BOOK_CREDITS_CREDITS_H

#include "base/err.h"

#include <stdbool.h>

struct book;
struct metadata;

/*
 * Adds the credits of a style to a book, once, before anything is made of it. A sentence with a
 * field that `metadata` leaves empty is left out. Linear. Errors: ERR_USAGE when the language of
 * the book has no such style, ERR_SETUP when its data cannot be read.
 */
bool credits_add(struct book *book, const char *style, const struct metadata *metadata,
                 struct err *err);

#endif
