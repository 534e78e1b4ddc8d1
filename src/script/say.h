/*
 * DOOR of script/. Written form to spoken form: numbers, abbreviations, Roman numerals, symbols,
 * capitals, dashes.
 *
 * What eSpeak NG says right by itself is left to it. The result is plain text for the synthesiser,
 * except that [[...]] holds eSpeak phoneme mnemonics (a literal [[ of the book never survives).
 */
#ifndef SCRIPT_SAY_H
#define SCRIPT_SAY_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct say_rules;

/* The rules of a language ("en-GB" and "en-US" differ; unknown languages get the safe subset). */
struct say_rules *say_rules_load(const char *language, struct err *err);
void say_rules_free(struct say_rules *rules);

struct lexicon;

/*
 * From now on the entries of `lexicon` (which must outlive the rules; NULL: none) come before every
 * rule. It counts its hits, so the rules are then no longer for several threads.
 */
void say_rules_use(struct say_rules *rules, struct lexicon *lexicon);

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

/*
 * Appends the spoken form of the piece to `spoken`: one line, single blanks, nothing at all when
 * there is nothing to say. `map` may be NULL; when given it is emptied first.
 */
void say(const struct say_rules *rules, const struct say_input *input, struct text *spoken,
         struct say_map *map);

#endif
