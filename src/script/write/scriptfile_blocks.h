/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text part of a script file, block by block. Private to scriptfile*.c.
 */
#ifndef SCRIPT_WRITE_SCRIPTFILE_BLOCKS_H
#define SCRIPT_WRITE_SCRIPTFILE_BLOCKS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct block;
struct script;
struct span;

enum { SCRIPTFILE_WRITER_SPANS_MOST = 16 };

struct scriptfile_writer {
    const struct script *script;
    struct text *out;
    size_t next; /* the first utterance that is not written yet */
    size_t next_span;
    size_t open_spans[SCRIPTFILE_WRITER_SPANS_MOST]; /* indices into the book's spans */
    size_t open_count;
    const char *prefix; /* of each line of the block */
    bool at_start;      /* of a line, behind its prefix */
    const char **names; /* of the speakers, in order: a line must not look like their label */
    size_t name_count;
};

void scriptfile_writer_open(struct scriptfile_writer *writer);
void scriptfile_writer_close(struct scriptfile_writer *writer);

/* Appends a block and a blank line before it. `exact`: with all its line breaks. `done`: it is
 * written already, by a chapter's line. */
void scriptfile_add_block(struct scriptfile_writer *writer, const struct block *block, bool exact,
                          bool done);

/* The word of a span's tag, or NULL for one that changes nothing. */
const char *scriptfile_span_word(const struct span *span);

/* A title with what needs a backslash. */
void scriptfile_add_title(struct view title, struct text *out);

#endif
