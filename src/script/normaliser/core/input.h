/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/normaliser/core (included by normaliser.h): the input of normalise(), which is a
 * piece of a block with what is known about it, and the map it returns, from bytes of the spoken
 * form to bytes of the written form.
 */
#ifndef SCRIPT_NORMALISER_CORE_INPUT_H
#define SCRIPT_NORMALISER_CORE_INPUT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Which bytes of the spoken text stand for which bytes of the written text. */
struct norm_link {
    size_t written_start, written_end; /* in norm_input.text */
    size_t spoken_start, spoken_end;   /* in the bytes that this call appended */
};

struct norm_map {
    struct norm_link
        *links; /* in order, no gaps between neighbours on the spoken side; free() it */
    size_t count, capacity;
};

/* What is said for certain bytes instead of the text, before all rules. In order of start; a list
 * of all zero is empty. */
struct norm_span {
    size_t start, end;  /* in norm_input.text */
    const char *spoken; /* "": nothing is said; borrowed */
    bool phonemes;      /* eSpeak NG mnemonics */
};

struct norm_spans {
    struct norm_span *items;
    size_t count, capacity;
};

/* Both lists are appended to in order of start, and released by their owner; releasing one leaves
 * it empty. `spoken` is borrowed. */
void norm_spans_add(struct norm_spans *spans, size_t start, size_t end, const char *spoken,
                    bool phonemes);
void norm_spans_release(struct norm_spans *spans);

/* What certain bytes are according to the markup, where the text alone is ambiguous. */
enum norm_hint_kind {
    NORM_HINT_NONE,
    NORM_HINT_ROMAN,   /* a Roman numeral: "I" is one */
    NORM_HINT_LETTERS, /* letter by letter: "IT", the letter "a" */
    NORM_HINT_COMPASS, /* "N.N.W." */
};

struct norm_hint {
    size_t start, end; /* in norm_input.text */
    enum norm_hint_kind kind;
};

struct norm_hints { /* in order of start; all zero is an empty list */
    struct norm_hint *items;
    size_t count, capacity;
};

void norm_hints_add(struct norm_hints *hints, size_t start, size_t end, enum norm_hint_kind kind);
void norm_hints_release(struct norm_hints *hints);

struct norm_input {
    struct view text;               /* the whole block, for context on both sides */
    size_t start, end;              /* the piece to be said */
    bool heading;                   /* a heading: "IV" is a number, capitals are words */
    bool verse;                     /* line breaks are pauses */
    const struct norm_spans *spans; /* NULL: none */
    const struct norm_hints *hints; /* NULL: none */
};

#endif
