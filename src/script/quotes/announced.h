/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/quotes. Speeches, letters and poems that are announced and fill the paragraphs
 * that follow, with no quotation marks or incomplete ones: "... spoke in the following words:" and
 * three paragraphs.
 */
#ifndef SCRIPT_QUOTES_ANNOUNCED_H
#define SCRIPT_QUOTES_ANNOUNCED_H

#include "book/book.h"
#include "script/vocabulary/vocabulary.h"

/*
 * If block `announcing` ends with a colon, has an announcing word of the language near its end, and
 * the next block opens with neither a mark nor a bracket, and is an item of a list only if this one
 * opens with a mark: the index after
 * the last block of the speech. Otherwise `announcing` + 1. The speech ends with a block that
 * closes a quotation it did not open, or that is closed on both sides; verse and letters end with
 * the last block of their kind; else the speech is one block. A heading, a scene break, a labelled
 * block or the next announcement ends it too.
 */
size_t announced_end(const struct book *book, size_t announcing, struct vocabulary *vocabulary);

#endif
