/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/attribution: who speaks. Finds the quotations of a book, its speakers, and the
 * speaker of each quotation. neighbours.h, who talks with whom, is a door too.
 *
 * attribution_make does all of it, in this order: quotes_find, tokens_make, people_collect,
 * dialogue_tags_find, answers_find, people_join, turns_make (up to here attribution_prepare,
 * steps.h); then turns_decide three times, ages_find, and last the lines of a play (labelled.h).
 * Each pass needs those before it. neighbours_find may be called on any attribution.
 *
 * May use book, script/vocabulary, script/quotes and script/people. Tests: tests/unit/
 * test_attribution.c, test_speakers.c, test_people.c; tests/spec/script; tests/spec/quotes, which
 * scores it on gold data.
 */
#ifndef SCRIPT_ATTRIBUTION_ATTRIBUTION_H
#define SCRIPT_ATTRIBUTION_ATTRIBUTION_H

#include "book/book.h"
#include "script/vocabulary/gender.h"

/* The first three speakers of every book, in this order. */
enum { SPEAKER_NARRATOR, SPEAKER_UNKNOWN, SPEAKER_I, SPEAKER_RESERVED };

struct speaker {
    const char
        *name; /* unique after speaker_names_settle; "narrator", "unknown", "I" are reserved */
    const char **aliases; /* other names, NULL-terminated list; NULL when there are none */
    enum gender gender;
    enum age age;
    size_t quotations;   /* how many this speaker says */
    size_t spoken_bytes; /* bytes of text in them */
};

enum quotation_kind {
    QUOTATION_SPEECH, /* somebody speaks aloud */
    QUOTATION_THOUGHT,
    QUOTATION_LETTER,  /* quoted writing read by `speaker` */
    QUOTATION_MENTION, /* scare quotes, titles, words mentioned: read by the one who speaks around
                          it */
};

/* One unbroken stretch of quoted text inside one block, its marks included. */
struct quotation {
    size_t start, end; /* byte range in book->text */
    uint32_t block;    /* index of the block it lies in */
    uint32_t group; /* pieces of one speech share it: before and after "said he", and paragraphs */
    uint32_t speaker; /* index into the speakers */
    enum quotation_kind kind;
    uint8_t confidence; /* 0 to 100 */
};

struct attribution {
    struct speaker *speakers; /* [0..SPEAKER_RESERVED) are the reserved ones */
    size_t speaker_count;
    struct quotation
        *quotations; /* in order of start; they do not overlap, nested ones are part of the outer */
    size_t quotation_count;
    struct arena *arena; /* owns the strings */
};

struct attribution_options {
    int margin; /* 0 to 100: a line with less confidence goes to SPEAKER_UNKNOWN */
};

/* margin = 60: chosen on books of authors whose novels were left out of the training. */
extern const struct attribution_options attribution_defaults;

/*
 * Never fails for a book of any content; ERR_SETUP when the language's data files are broken. The
 * book must outlive the result. Free with attribution_free.
 */
struct attribution *attribution_make(const struct book *book,
                                     const struct attribution_options *options, struct err *err);
void attribution_free(struct attribution *attribution); /* NULL is fine */

#endif
