/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Speeches, letters and poems that are announced and then stand in paragraphs of their own, without
 * marks or with broken ones: "... spoke in the following words:" and three paragraphs.
 */
#ifndef SCRIPT_QUOTES_ANNOUNCED_H
#define SCRIPT_QUOTES_ANNOUNCED_H

#include "book/book.h"
#include "script/vocabulary/vocabulary.h"

/*
 * When block `announcing` ends in a colon behind a cue word of the language, and the block behind
 * it has no opening mark: the block behind the last one of the speech. `announcing` + 1 when
 * nothing is announced.
 *
 * The speech ends with the block whose last mark closes what it did not open, or that has both;
 * with the stanzas, for verse; else with the first block. Headings, breaks and the next
 * announcement end it before.
 */
size_t announced_end(const struct book *book, size_t announcing, struct vocabulary *vocabulary);

#endif
