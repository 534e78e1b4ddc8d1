/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to plays.
 * Speakers' labels in a play that has no semantic markup.
 *
 * A label is a name in capitals with a full stop, colon or long dash; a name that is set off by the
 * markup; a paragraph that is only one of these; or, where half the paragraphs have one, "Anna: ".
 * Labels count where there are many: in a stretch of at least twelve, no more than twelve
 * paragraphs apart, that covers a third of its paragraphs, has two names or more and five labels to
 * a heading, and in which most of the labels occur three times.
 */
#ifndef BOOK_PLAYS_LABELS_H
#define BOOK_PLAYS_LABELS_H

#include "book/book.h"

#include <stddef.h>
#include <stdint.h>

struct wording;

enum { PLAY_LABELS_GAP = 12 }; /* paragraphs from one label to the next, at most */

struct play_label {
    size_t block, bytes,
        end; /* of the name; of the name with its mark; both from the block's start */
    uint64_t key;
    const char *name;
    uint32_t times; /* how often the name occurs in its stretch */
    bool kept, alone;
    bool weak; /* not in capitals, not set off */
};

struct play_labels {
    struct play_label *items; /* those that count, in order of block; malloc'ed */
    size_t count;
    bool round_brackets; /* stage directions are in round brackets */
};

/* Finds the labels of a book. `set_off`: see plays_cut; `wording`: of the book's language, or NULL.
 * n log n. */
void play_labels_find(struct book *book, const struct wording *wording, const uint8_t *set_off,
                      struct play_labels *out);

/* Can the block be something that somebody says? */
bool play_labels_may_speak(const struct block *block);

#endif
