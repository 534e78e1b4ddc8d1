/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A speaker's label at the start of a text, as plays and transcripts have it. DOOR of book/wording.
 *
 * One test for all readers: "ALGERNON. Did you hear", "Lane: Yes, sir", "MARTEN (aside). Well?",
 * "MARTEN.—Well?". Whether a book has labels at all is for the readers to decide, by how many
 * there are.
 */
#ifndef BOOK_WORDING_LABEL_H
#define BOOK_WORDING_LABEL_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum {
    LABEL_MAX_BYTES = 60,        /* of the name */
    LABEL_DIRECTION_BYTES = 600, /* a stage direction is shorter */
};

struct label {
    size_t bytes; /* of the name, from the start of the text */
    size_t end;   /* after its mark; a direction in brackets comes after it */
    bool upper;   /* in capitals */
};

/* Reads the label at the start of `text`, whoever it names; false when there is none. */
bool label_read(struct view text, struct label *label);

/* One to five words, the first with a capital, and no mark that sentences have. */
bool label_is_name(struct view text);
/* No letter of it is small. */
bool label_in_capitals(struct view text);
/* How many bytes of the name are left without the full stops, colons and dashes at its end. */
size_t label_without_marks(struct view text);

/* A label as it is shown: "LADY BRACKNELL" is "Lady Bracknell". */
const char *label_name(struct arena *arena, struct view label);

#endif
