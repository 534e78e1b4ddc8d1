/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: what a few lines look like, whatever format they come from: their shape,
 * spaced letters, and the key by which two lines are compared.
 */
#ifndef BOOK_WORDING_SHAPE_H
#define BOOK_WORDING_SHAPE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a few lines look like, to distinguish titles from prose. All but the last mark is counted in
 * the first 2,000 bytes only. */
struct shape {
    size_t bytes, lines;
    size_t letters, upper, lower, digits, words;
    size_t capital_words; /* words of 4 letters and more that begin with a capital */
    size_t small_words;   /* words of 4 letters and more that do not */
    uint32_t first, last; /* characters, not counting blanks and * _ = # ~ */
    bool all_upper;       /* two or more capitals, no lower case */
    bool ends_sentence;   /* . ! ? possibly in quotation marks */
    bool ends_open;       /* ends in , ; or a dash: something must follow */
    bool quoted;          /* begins with a quotation mark or a dialogue dash */
};
struct shape shape_of_text(struct view text);

/*
 * S P A C E D   O U T: when blanks separate all letters and digits of a short line, `out` becomes
 * the line without them; more than one blank separates words. False otherwise; then `out` means
 * nothing.
 */
bool close_up(struct view text, struct text *out);

/*
 * Appends the words of `text`, as they are compared, to `key`: lower case, one blank for marks and
 * blanks, no apostrophes, soft hyphens and combining marks. Appends nothing when there is no letter
 * or digit.
 */
void fold_words(struct view text, struct text *key);
/* Hash (hash_of) of the folded text, 0 when that is empty. Afterwards `scratch` holds the folded
 * text alone. */
uint64_t fold_key(struct view text, struct text *scratch);

#endif
