/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moves notes to where they are referred to: behind that block, or to the end of its chapter.
 * Blocks, spans and chapter starts follow their text. A note is what carries its key; the first
 * reference to it counts, and a note that only another note refers to follows that one; a note that
 * nothing refers to stays. Private to build_finish.c.
 */
#ifndef BOOK_STRUCTURE_MOVED_NOTES_H
#define BOOK_STRUCTURE_MOVED_NOTES_H

#include "base/str.h"
#include "book/structure/structure.h"

struct note_moves {
    enum note_position place;
    const char *word;  /* said before a note that has moved: "Note"; NULL: nothing */
    const char **keys; /* of each block: that of the note it is part of, or NULL */
    struct note_reference *references; /* in order of block; aliases in them become keys */
    size_t reference_count;
    size_t
        *order; /* filled, of each new block: which it was; SIZE_MAX where a word was put before */
    const struct note_alias *aliases;
    size_t alias_count;
    /* Where chapters begin: starts, in order of block; without any, headings down to this level. */
    int heading_level;
    struct chapter_start *starts;
    size_t start_count;
};

/* Rebuilds `text` and the blocks and spans of `book`. Time is n log n. */
void moved_notes_place(struct book *book, struct text *text, const struct note_moves *moves);

#endif
