/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to builder: a book in the making. builder.c takes in text and makes blocks and spans;
 * finish.c takes in chapter starts and notes, and hands the book over.
 *
 * While a block is open, its text starts at `start` and white space is owed. Every block that
 * builder_end_block has ended has its elements in `markup`.
 */
#ifndef BOOK_BUILDER_STATE_H
#define BOOK_BUILDER_STATE_H

#include "base/str.h"
#include "book/builder/builder.h"
#include "book/structure/structure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct aside;

/* Chosen: more elements inside one another than any paragraph has; further ones make no span. */
enum { BUILDER_MAX_OPEN_SPANS = 32 };

struct builder_open_span {
    enum span_kind kind;
    const char *value;
    size_t index; /* in the book's list; SIZE_MAX until it has a character */
};

struct builder {
    struct book *book;
    struct text text;
    struct builder_style style;
    const char *source, *kept;
    int line, open_line; /* of the markup; of the open block */
    bool open, full;
    size_t start;     /* of the open block */
    uint32_t pending; /* white space owed before the next character: 0, ' ', U+00A0 or '\n' */
    int combining;
    bool break_owed;

    size_t block_capacity, span_capacity;
    struct builder_open_span open_spans[BUILDER_MAX_OPEN_SPANS];
    size_t open_span_count, started_spans, extra_spans;

    struct text aside_text;
    struct aside *asides;
    size_t aside_count, aside_capacity;

    struct markup_facts markup;
    size_t facts_capacity, set_off_capacity, note_capacity; /* of the arrays of `markup` */
    size_t start_capacity, alias_capacity, reference_capacity;

    struct block_facts open_facts; /* of the open block */
    size_t set_off_bytes;          /* likewise */
    int links;                     /* open ones */
};

#endif
