/*
 * DOOR of script/: what is handed in to be said, and what comes back: a piece of a block with what
 * is known of it, and which bytes of the spoken text stand for which of the written.
 */
#ifndef SCRIPT_NORMALISER_CORE_INPUT_H
#define SCRIPT_NORMALISER_CORE_INPUT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Which bytes of the spoken text stand for which bytes of the written text. */
struct say_link {
    size_t written_start, written_end; /* in say_input.text */
    size_t spoken_start, spoken_end;   /* in the bytes that this call appended */
};

struct say_map {
    struct say_link *links; /* in order, no gaps between neighbours on the spoken side; free() it */
    size_t count, capacity;
};

/* What is said for certain bytes, whatever they are: in order of start. All zero is none. */
struct say_span {
    size_t start, end;  /* in say_input.text */
    const char *spoken; /* "" is nothing; borrowed */
    bool phonemes;      /* eSpeak NG mnemonics */
};

struct say_spans {
    struct say_span *items;
    size_t count, capacity;
};

void say_spans_add(struct say_spans *spans, size_t start, size_t end, const char *spoken,
                   bool phonemes);
void say_spans_release(struct say_spans *spans);

/* What certain bytes are for sure, where the text alone leaves room for doubt. */
enum say_hint_kind {
    SAY_HINT_NONE,
    SAY_HINT_ROMAN,   /* a Roman numeral: "I" is one */
    SAY_HINT_LETTERS, /* letter by letter: "IT", the letter "a" */
    SAY_HINT_COMPASS, /* "N.N.W." */
};

struct say_hint {
    size_t start, end; /* in say_input.text */
    enum say_hint_kind kind;
};

struct say_hints { /* in order of start; all zero is none */
    struct say_hint *items;
    size_t count, capacity;
};

void say_hints_add(struct say_hints *hints, size_t start, size_t end, enum say_hint_kind kind);
void say_hints_release(struct say_hints *hints);

struct say_input {
    struct view text;              /* the whole block, for context on both sides */
    size_t start, end;             /* the piece to be said */
    bool heading;                  /* a heading: "IV" is a number, capitals are words */
    bool verse;                    /* line breaks are pauses */
    const struct say_spans *spans; /* NULL: none */
    const struct say_hints *hints; /* NULL: none */
};

#endif
