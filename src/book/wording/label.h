/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A speaker's label at the start of a text, as plays and transcripts have it: "ALGERNON. Did you
 * hear", "Lane: Yes, sir".
 */
#ifndef BOOK_WORDING_LABEL_H
#define BOOK_WORDING_LABEL_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * The label at the start of a text, whoever it names: its length without its mark, 0 if there is
 * none; *end is behind the mark. *upper: in capitals.
 */
size_t label_read(struct view text, size_t *end, bool *upper);
/* A label as it is shown: "LADY BRACKNELL" is "Lady Bracknell". */
const char *label_name(struct arena *arena, struct view label);

#endif
