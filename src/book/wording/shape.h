/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a few lines look like, wherever they come from: their shape, spaced letters, and the key by
 * which two lines are compared.
 */
#ifndef BOOK_WORDING_SHAPE_H
#define BOOK_WORDING_SHAPE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a few lines look like, for telling titles from prose. Looks at the first 2,000 bytes only.
 */
struct shape {
    size_t bytes, lines;
    size_t letters, upper, lower, digits, words;
    size_t capital_words; /* words of 4 letters and more that begin with a capital */
    size_t small_words;   /* words of 4 letters and more that do not */
    uint32_t first,
        last;       /* first letter or digit or mark, last mark; blanks, * _ = are passed over */
    bool all_upper; /* two or more letters, none of them lower case */
    bool ends_sentence; /* . ! ? possibly in quotation marks */
    bool ends_open;     /* ends in , ; or a dash: something must follow */
    bool quoted;        /* begins with a quotation mark or a dialogue dash */
};
struct shape shape_of_text(struct view text);

/*
 * S P A C E D   O U T: when every letter and digit of a short line stands alone, `out` becomes the
 * line as it is meant, words parted where there is more than one blank. False otherwise.
 */
bool close_up(struct view text, struct text *out);

/*
 * The words of `text` for comparing: lower case, marks and blanks as one blank, apostrophes, soft
 * hyphens and combining marks dropped. Appends to `key`; nothing when there is no letter or digit.
 */
void fold_words(struct view text, struct text *key);
/* FNV-1a of the folded text; 0 when it is empty. `scratch` is emptied and holds the key afterwards.
 */
uint64_t fold_key(struct view text, struct text *scratch);

#endif
