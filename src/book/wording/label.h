/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: a speaker's label at the start of a text, as in plays and transcripts.
 *
 * One test for all readers: "ALGERNON. Did you hear", "Lane: Yes, sir", "MARTEN (aside). Well?",
 * "MARTEN.—Well?". Whether a book has labels at all, plain/ and structure/ decide by how many
 * there are.
 */
#ifndef BOOK_WORDING_LABEL_H
#define BOOK_WORDING_LABEL_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum {
    /* Chosen. */
    LABEL_MAX_BYTES = 60,        /* of the name */
    LABEL_DIRECTION_BYTES = 600, /* chosen: a longer bracket is not a stage direction */
};

struct label {
    size_t bytes; /* of the name, from the start of the text */
    size_t end;   /* after its mark; a direction in brackets comes after it */
    bool upper;   /* in capitals */
};

/* Reads the label at the start of `text`, whatever name it has; false when there is none. */
bool label_read(struct view text, struct label *label);

/* True for one to five words, the first with a capital, without the marks of sentences. */
bool label_is_name(struct view text);
/* True when `text` has no small letter. */
bool label_in_capitals(struct view text);
/* Length of `text` without the full stops, colons, dashes and blanks at its end. */
size_t label_without_marks(struct view text);

/* The label as it is displayed, in the arena: "Lady Bracknell" for "LADY BRACKNELL". */
const char *label_name(struct arena *arena, struct view label);

#endif
