/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of structure: what no markup says. From the text of all blocks together it finds out which
 * of them are not read aloud, which are headings or somebody's speech in a play, where notes belong
 * and where chapters start.
 *
 * May use: book, wording, plays. The builder calls structure_find once, when the text is complete.
 * Plain text has other rooms for this: layout and outline. Tests: web_page, epub_makers, footnotes;
 * scripts/score epub.
 */
#ifndef BOOK_STRUCTURE_STRUCTURE_H
#define BOOK_STRUCTURE_STRUCTURE_H

#include "base/err.h"
#include "base/str.h"
#include "book/book.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A place where a chapter may start, because an entry of the contents points to it. */
struct chapter_start {
    size_t block; /* index of the first block at or after the place */
    int level;
    int parent; /* index of the start that is above this one in the contents, or -1 */
    const char *title;
};

/* What is known about a block besides its text. Counts stop at 255. */
struct block_facts {
    uint8_t linked, unlinked; /* letters and digits inside and outside links into the book */
    uint8_t class_name;       /* which of the class words of headings it has; 0: none */
};

struct note_reference {
    size_t block;    /* that it is in */
    const char *key; /* of the note: "file#fragment" */
};

/* Another name for a note. */
struct note_alias {
    const char *alias, *key;
};

/*
 * What the markup says about a book and struct book has no place for. The arrays are malloc'ed and
 * belong to the caller, who frees them afterwards; structure_find may replace them. The strings
 * live as long as the book.
 */
struct markup_facts {
    struct block_facts *facts; /* of each block */
    uint8_t *set_off;   /* of each block: bytes at its start that may be a speaker's name, or 0 */
    const char **notes; /* of each block: the key of the note that it is part of, or NULL */

    struct chapter_start *starts; /* in order of block */
    size_t start_count;
    int heading_levels; /* without starts, headings down to this level start chapters; 0: not known
                         */

    struct note_reference *references; /* in order of block */
    size_t reference_count;
    struct note_alias *aliases;
    size_t alias_count;
    const char *note_word; /* said before a note that has been moved: "Note"; NULL: nothing */
};

struct wording;

/*
 * Gives `book`, whose blocks and spans are complete, its text (`text` is empty afterwards), its
 * language if that is not known, and its structure. *wording is that of the language as far as it
 * was known, or NULL, and becomes that of the language found. False with ERR_INPUT when nothing is
 * left to be read, with ERR_SETUP when a data file is broken.
 */
bool structure_find(struct book *book, struct text *text, struct markup_facts *markup,
                    struct wording **wording, const struct book_options *options, struct err *err);

#endif
