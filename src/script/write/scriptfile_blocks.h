/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/write: the [text] section of a script file, block by block. Blocks must be
 * added in order, since the writer keeps its position among utterances and spans.
 */
#ifndef SCRIPT_WRITE_SCRIPTFILE_BLOCKS_H
#define SCRIPT_WRITE_SCRIPTFILE_BLOCKS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct block;
struct script;
struct span;

/* Spans open at the same time; more are not written. Chosen: markup nests less. */
enum { SCRIPTFILE_WRITER_SPANS_MOST = 16 };

struct scriptfile_writer {
    const struct script *script;
    struct text *out;
    size_t next; /* the first utterance that is not written yet */
    size_t next_span;
    size_t open_spans[SCRIPTFILE_WRITER_SPANS_MOST]; /* indices into the book's spans */
    size_t open_count;
    const char *prefix; /* of each line of the block */
    bool at_start;      /* of a line, after its prefix */
    const char **names; /* of the speakers, sorted: no line may look like a label of theirs */
    size_t name_count;
};

/* `script` and `out` must be set, all else zero. */
void scriptfile_writer_open(struct scriptfile_writer *writer);
void scriptfile_writer_close(struct scriptfile_writer *writer);

/* Appends a blank line and the block. `exact`: with all its line breaks. `done`: the line of the
 * chapter has the text already, so only its cues are added. */
void scriptfile_add_block(struct scriptfile_writer *writer, const struct block *block, bool exact,
                          bool done);

/* The word of a span's cue, or NULL for a span that has no effect. */
const char *scriptfile_span_word(const struct span *span);

/* Appends a title on one line, with backslashes where needed. */
void scriptfile_add_title(struct view title, struct text *out);

#endif
