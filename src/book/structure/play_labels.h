/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Speakers' labels in a play that has no semantic markup.
 *
 * A label is a name in capitals with a full stop, colon or long dash, a name that is set off by the
 * markup, or a paragraph that is nothing but either; or, where half the paragraphs have one, "Anna:
 * ". They count where they are many: in a stretch of at least twelve, no more than twelve
 * paragraphs apart, that covers a third of its paragraphs, is of two names or more, has five
 * between two headings, and in which most of the labels come three times. Private to
 * build_speakers.c.
 */
#ifndef BOOK_STRUCTURE_PLAY_LABELS_H
#define BOOK_STRUCTURE_PLAY_LABELS_H

#include "book/book.h"

#include <stddef.h>
#include <stdint.h>

struct wording;

enum {
    PLAY_LABELS_GAP = 12,         /* paragraphs from one label to the next */
    PLAY_LABELS_NONE = UINT8_MAX, /* in place of bytes set off: whatever stands there is none */
};

struct play_label {
    size_t block, bytes,
        end; /* bytes of the name; `end` is behind its mark, from the block's start */
    uint64_t key;
    const char *name;
    uint32_t times; /* that the name comes in its stretch */
    bool kept, alone;
    bool weak; /* not in capitals, not set off */
};

struct play_labels {
    struct play_label *items; /* those that count, in order; malloc'ed */
    size_t count;
    bool round_brackets; /* stage directions stand in them */
};

/* `set_off`: of each block, how many bytes at its start the markup sets off, or 0; `wording`:
 * of the book's language, or NULL. n log n. */
void play_labels_find(struct book *book, const struct wording *wording, const uint8_t *set_off,
                      struct play_labels *out);

/* Can the block be what somebody says? */
bool play_labels_may_speak(const struct block *block);

#endif
