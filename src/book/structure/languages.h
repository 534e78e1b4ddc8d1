/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to book/structure. The language of a book, and of what is marked as of another, when the
 * text contradicts what the markup says: a German book whose metadata say "en", or on whose every
 * page a word processor stamped lang="en-US".
 */
#ifndef BOOK_STRUCTURE_LANGUAGES_H
#define BOOK_STRUCTURE_LANGUAGES_H

#include "base/err.h"

#include <stdbool.h>

struct book;
struct book_options;

/*
 * Finds the language of a book that does not say it. For one that does, and for the blocks and
 * spans of each other language, asks a sample of their text: without doubt another language, it
 * wins over the markup. The language of `options` always counts. Warns of each contradiction once.
 * The book's text, blocks and spans must be complete. Linear. False with ERR_SETUP.
 */
bool languages_settle(struct book *book, const struct book_options *options, struct err *err);

#endif
