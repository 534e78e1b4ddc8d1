/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to structure.
 * Moves notes to where they are referred to: after the block with the reference, or to the end of
 * its chapter. A note is the blocks that have its key. Its first reference counts; a note that only
 * another note refers to follows that one; a note without a reference stays where it is.
 */
#ifndef BOOK_STRUCTURE_MOVED_NOTES_H
#define BOOK_STRUCTURE_MOVED_NOTES_H

#include "base/str.h"
#include "book/structure/structure.h"

struct note_moves {
    enum note_position place;
    const char *word;  /* said before a note that has been moved: "Note"; NULL: nothing */
    const char **keys; /* of each block: the key of the note that it is part of, or NULL */
    struct note_reference
        *references; /* in order of block; an alias among them is replaced by the key */
    size_t reference_count;
    size_t *order; /* filled in: of each new block, its old index; SIZE_MAX when the word was put
                      before it */
    const struct note_alias *aliases;
    size_t alias_count;
    /* Where chapters start, in order of block; without any starts, at headings down to this
     * level. */
    int heading_level;
    struct chapter_start *starts;
    size_t start_count;
};

/* Rebuilds `text` and the blocks and spans of `book`; the chapter starts follow. n log n. */
void moved_notes_place(struct book *book, struct text *text, const struct note_moves *moves);

#endif
