/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/wording: what a heading looks like, line by line. Whether a line that looks like one
 * is a heading, outline/ and structure/ decide from the whole book.
 */
#ifndef BOOK_WORDING_HEADING_H
#define BOOK_WORDING_HEADING_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wording;

enum heading_kind {
    HEADING_NONE,
    HEADING_UNIT,     /* CHAPTER IV. The Mast; Erstes Kapitel; Book the First--Recalled */
    HEADING_STRANGE,  /* Week 4: a unit that no data file has; counts only in a series */
    HEADING_NUMBER,   /* IV. alone on its line */
    HEADING_NUMTITLE, /* 4. Possible Effects */
    HEADING_NAMED,    /* PREFACE */
    HEADING_MARKED,   /* # Title, or a title underlined with a rule */
    HEADING_TITLE,    /* A Short Line Like a Title */
};

enum number_style {
    NUMBER_NONE,
    NUMBER_ARABIC,
    NUMBER_ROMAN,
    NUMBER_ROMAN_SMALL,
    NUMBER_WORD,
    NUMBER_LETTER, /* Appendix B */
};

/* A heading, not changed in any way; offsets are bytes of the text that was parsed. */
struct heading {
    enum heading_kind kind;
    int rank;      /* of its unit, as [units] of structure.txt has it; for HEADING_MARKED its depth:
                      1 to 6, 7 when underlined; else 0 */
    uint32_t unit; /* low bits of fold_key of the unit's word; 0 without one */
    int number;    /* 0: none, or a word that cannot be read as a number */
    enum number_style style;
    int depth;         /* of a decimal number: 2 for "1.3"; else 1 or 0 */
    bool whole;        /* HEADING_NAMED: the name and nothing else */
    bool bracketed;    /* (1) or [1] */
    bool number_first; /* "First Act" rather than "Act I" */
    bool separated;    /* there is a full stop, colon or dash between number and title */
    bool loose;        /* there is only a blank between number and title */
    size_t head_end; /* unit and number stay as they are written, from the start to here: "Volume 1,
                        Chapter 3"; 0: "CHAPTER III" becomes "Chapter 3" */
    bool flowing; /* "Second part of the ingenious gentleman": number and title are one phrase */
    size_t unit_start, unit_end;     /* the unit's word */
    size_t number_start, number_end; /* the number */
    size_t title_start, title_end;   /* what follows on the same lines; empty when nothing does */
};

/*
 * Reads `text`, one line or all lines of a short paragraph, as a heading of any kind except
 * HEADING_TITLE. False when it does not look like one; then `out` means nothing.
 */
bool heading_parse(const struct wording *wording, struct view text, struct heading *out);

/*
 * Offset of the title in an entry of a contents list, after its unit and number ("CHAPTER IV.",
 * "12."); 0 when it has no number. The title may be any text, even a sentence.
 */
size_t heading_entry_title(const struct wording *wording, struct view entry);

/* True when the lines could be a title by themselves: short, capitals, no comma at the end. */
bool heading_is_title(struct view text);
/* True when the lines are running text: longer than a title, mostly small letters. */
bool heading_is_prose(struct view text);

#endif
