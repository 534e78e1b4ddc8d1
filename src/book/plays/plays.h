/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of plays: plays whose markup does not say who speaks. Names at the start of paragraphs
 * become speakers; labels.h decides which names. Text in [brackets], and in (brackets) when it
 * looks like one, is a stage direction, which nobody speaks. After a name that stands alone, that
 * person speaks until the next name.
 *
 * May use: book, wording. structure calls plays_cut once, as one of its passes. Plays in plain
 * text: plain/labels.h; plays with markup for speakers: html/play.h. Tests: html,
 * markdown_dialects; scripts/score epub.
 */
#ifndef BOOK_PLAYS_PLAYS_H
#define BOOK_PLAYS_PLAYS_H

#include "book/book.h"

#include <stddef.h>
#include <stdint.h>

struct wording;

enum { PLAYS_NO_LABEL = UINT8_MAX }; /* instead of the bytes set off: this block has no label */

/*
 * Cuts blocks where labels and directions are; spans follow. `set_off`: of each block, how many
 * bytes at its start the markup sets off, or 0; `wording`: of the book's language, or NULL. Assumes
 * that headings are found and contents lists skipped. Returns the index of the first block that
 * each old block has become, and one more for the end, malloc'ed; NULL when nothing was cut.
 * n log n.
 */
size_t *plays_cut(struct book *book, const struct wording *wording, const uint8_t *set_off,
                  const struct book_options *options);

#endif
