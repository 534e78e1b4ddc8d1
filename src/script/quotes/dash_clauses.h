/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/quotes. The clauses of a block with dialogue dashes, and the evidence that each
 * is speech or narration, as numbered features. A weight is a log odds in units of 1/DASH_UNIT nat;
 * dash_weights.c has the table and says where it comes from. A change here needs a new table.
 */
#ifndef SCRIPT_QUOTES_DASH_CLAUSES_H
#define SCRIPT_QUOTES_DASH_CLAUSES_H

#include "script/quotes/dash.h"

/* Chosen: in eighths of a nat the sound of a word fits an int8_t; a clause has at most 17
 * features. */
enum { DASH_UNIT = 8, DASH_CLAUSE_FEATURES = 20 };

/* What is between two clauses. */
enum dash_boundary {
    BOUNDARY_COMMA, /* followed by a small letter */
    BOUNDARY_COMMA_I,
    BOUNDARY_COMMA_CAPITAL, /* followed by a word with a capital that is not a name */
    BOUNDARY_COMMA_NAME,
    BOUNDARY_COLON,
    BOUNDARY_COLON_CAPITAL,
    BOUNDARY_OTHER, /* semicolons, brackets */
    BOUNDARY_STOP,  /* followed by a capital letter */
    BOUNDARY_STOP_SMALL,
    BOUNDARY_QUESTION,
    BOUNDARY_QUESTION_SMALL,
    BOUNDARY_DASH,
    BOUNDARY_DASH_CAPITAL,
    BOUNDARY_SPACED, /* a dash that can set off a tag */
    BOUNDARY_COLON_DASH,
    BOUNDARY_SAID, /* said Yes */
    BOUNDARIES
};

enum {
    TAG_PLACES = 5, /* inside a sentence; after ?, small; after ?, capital; after a full stop; at
                       the start of the block */
    TAG_FORMS = 7,  /* verb first; pronoun first; name or description first; I first; I first in a
                       book with a first-person narrator; any verb and a name; a name and any verb
                     */
    LENGTHS = 5,    /* 1, 2, 3 to 5, 6 to 10 words, more */
    STARTS = 9,     /* how a clause after a tag starts */
    OPENINGS = 9    /* how a sentence starts */
};

struct dash_tag {
    bool found;
    bool introduces; /* speech follows the clause: "He said,", "and cried," */
    bool open;       /* the sentence of a tag continues */
    int place, form;
};

/* What the tags of the block say about a clause. */
enum dash_state {
    STATE_PLAIN,      /* no dash opens the block, and it has no tag */
    STATE_PLAIN_TAG,  /* no dash, but a tag somewhere */
    STATE_DASH,       /* a dash, but no tag: among the first clauses */
    STATE_DASH_LATE,  /* the same, further on */
    STATE_DASH_AHEAD, /* a tag follows that continues the sentence before it */
    STATE_DASH_TAG,   /* no further tag follows */
    STATES
};

/* A weight above 0 is evidence for speech. */
enum dash_feature {
    DASH_NONE,
    DASH_STATE, /* by state, and whether the blocks before and after begin with a dash */
    DASH_EDGE = DASH_STATE + STATES * 4, /* first, last clause of the block, by state */
    DASH_TAG = DASH_EDGE + STATES * 2,   /* by place and form */
    DASH_TAG_ENDS =
        DASH_TAG + TAG_PLACES * TAG_FORMS, /* a tag with any verb that ends a sentence */
    DASH_INTRODUCES = DASH_TAG_ENDS + 2,   /* followed by a comma, by a colon */
    DASH_BEFORE_TAG = DASH_INTRODUCES + 2, /* by the tag's place and form */
    DASH_AFTER_TAG =
        DASH_BEFORE_TAG + TAG_PLACES * TAG_FORMS, /* by boundary, and how the clause starts */
    DASH_AFTER_INTRODUCING = DASH_AFTER_TAG + BOUNDARIES * STARTS,
    DASH_OPENING = DASH_AFTER_INTRODUCING +
                   1, /* of a sentence: by its first word, and whether it is one clause */
    DASH_ASKS = DASH_OPENING + OPENINGS * 2, /* ends with ?, with ! */
    DASH_LENGTH = DASH_ASKS + 2,
    DASH_PRONOUN_TOLD = DASH_LENGTH + LENGTHS, /* "She sat": starts a sentence, inside, is one */
    DASH_NAME_TOLD = DASH_PRONOUN_TOLD + 3,    /* "Anna sat": the same */
    DASH_NAME_STARTS = DASH_NAME_TOLD + 3,     /* begins with a name, the same */
    DASH_NAME_ONLY = DASH_NAME_STARTS + 2,
    DASH_I = DASH_NAME_ONLY + 1,      /* each "I", "my" with a first-person narrator, by state */
    DASH_TO_SPEECH = DASH_I + STATES, /* a change from narration: by boundary and state */
    DASH_TO_SPEECH_AFTER_TAG = DASH_TO_SPEECH + STATES * BOUNDARIES,
    DASH_TO_SPEECH_LATER = DASH_TO_SPEECH_AFTER_TAG + BOUNDARIES, /* same sentence as the tag */
    DASH_TO_SPEECH_INTRODUCED = DASH_TO_SPEECH_LATER + BOUNDARIES,
    DASH_TO_TOLD = DASH_TO_SPEECH_INTRODUCED + BOUNDARIES, /* a change to narration: the same */
    DASH_TO_TOLD_AT_TAG = DASH_TO_TOLD + STATES * BOUNDARIES,
    DASH_FEATURE_COUNT = DASH_TO_TOLD_AT_TAG + BOUNDARIES
};

struct dash_clause {
    size_t first, end; /* words */
    enum dash_state state;
    struct dash_tag tag;
    uint16_t to_speech, to_told; /* features of a change before it */
    uint16_t features[DASH_CLAUSE_FEATURES];
    size_t feature_count;
    bool speech;                          /* the decision */
    bool speech_before, narration_before; /* for tracing the best sequence back */
};

struct dash_clauses {
    struct dash_clause *items; /* malloc'ed, reused */
    size_t count, capacity;
};

/* Cuts the words into clauses and gives them their features. `block` is of enum dash_block. */
void dash_clauses_cut(const struct dash_words *words, uint32_t block, struct dash_clauses *clauses);

/* Is this a tag that can hardly be anything else? */
bool dash_tag_is_sure(const struct dash_tag *tag);

extern const int16_t dash_weights[DASH_FEATURE_COUNT];

#endif
