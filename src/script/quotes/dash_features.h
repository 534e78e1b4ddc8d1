/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/quotes. The features of a clause: one row each says its name, how many values
 * each of up to two things that vary in it has, and what it is. The numbers follow from the rows;
 * dash_weights.c has a weight for each number, so a new feature comes last.
 */
#ifndef SCRIPT_QUOTES_DASH_FEATURES_H
#define SCRIPT_QUOTES_DASH_FEATURES_H

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
    BOUNDARY_COUNT
};

/* Where a dialogue tag is. */
enum dash_tag_place {
    PLACE_INSIDE,      /* inside a sentence */
    PLACE_ASKED_SMALL, /* after ? or !, with a small letter */
    PLACE_ASKED,       /* after ? or !, with a capital */
    PLACE_SENTENCE,    /* after a full stop */
    PLACE_BLOCK,       /* at the start of the block */
    PLACE_COUNT
};

/* How a dialogue tag is put; the last two have a verb that is not one of speaking. */
enum dash_tag_form {
    FORM_VERB,           /* said he */
    FORM_PRONOUN,        /* he said */
    FORM_NAME,           /* Anna said, the man said */
    FORM_I,              /* I said */
    FORM_I_NARRATOR,     /* the same in a book with a first-person narrator */
    FORM_ANY_VERB_FIRST, /* mused Anna */
    FORM_ANY_VERB_LAST,  /* Anna mused */
    FORM_COUNT
};

/* What the tags of the block say about a clause. */
enum dash_state {
    STATE_PLAIN,      /* no dash opens the block, and it has no tag */
    STATE_PLAIN_TAG,  /* no dash, but a tag somewhere */
    STATE_DASH,       /* a dash, but no tag: among the first clauses */
    STATE_DASH_LATE,  /* the same, further on */
    STATE_DASH_AHEAD, /* a tag follows that continues the sentence before it */
    STATE_DASH_TAG,   /* no further tag follows */
    STATE_COUNT
};

/* How a clause after a tag starts. */
enum dash_start {
    START_CAPITAL,
    START_GOES_ON,      /* ", turning round" */
    START_AND_NARRATED, /* ", and turned" */
    START_AND,          /* ", and you" */
    START_ADVERB,       /* ", softly" */
    START_ARTICLE,      /* ", the", ", in", ", her" */
    START_NARRATED,     /* a word more frequent in narration */
    START_SPOKEN,       /* a word more frequent in speech */
    START_OTHER,
    START_COUNT
};

/* How a sentence starts. */
enum dash_opening {
    OPENING_I,
    OPENING_PRONOUN,
    OPENING_ARTICLE,
    OPENING_AND, /* or a word of place: "In" */
    OPENING_NAME,
    OPENING_ADVERB,
    OPENING_SPOKEN,
    OPENING_NARRATED,
    OPENING_OTHER,
    OPENING_COUNT
};

/* How many words a clause has: 1, 2, 3 to 5, 6 to 10, more. */
enum { LENGTH_COUNT = 5 };

/* clang-format off */
#define DASH_FEATURES(ROW)                                                                         \
    ROW(NONE, 1, 1, "no feature")                                                                  \
    ROW(STATE, STATE_COUNT, 4, "state; neither, the block before, after, both begin with a dash")  \
    ROW(EDGE, STATE_COUNT, 2, "state; the first, the last clause of the block")                    \
    ROW(TAG, PLACE_COUNT, FORM_COUNT, "a tag: place; form")                                        \
    ROW(TAG_ENDS, 2, 1, "a tag with any verb ends a sentence: verb first, verb last")              \
    ROW(INTRODUCES, 2, 1, "speech follows: after a comma, after a colon")                          \
    ROW(BEFORE_TAG, PLACE_COUNT, FORM_COUNT, "the next clause has a tag: place; form")             \
    ROW(AFTER_TAG, BOUNDARY_COUNT, START_COUNT, "the clause before has a tag: boundary; start")    \
    ROW(AFTER_INTRODUCING, 1, 1, "... and that tag introduces speech")                             \
    ROW(OPENING, OPENING_COUNT, 2, "starts a sentence: opening; part of it, all of it")            \
    ROW(ASKS, 2, 1, "ends with ?, with !")                                                         \
    ROW(LENGTH, LENGTH_COUNT, 1, "words")                                                          \
    ROW(PRONOUN_NARRATED, 3, 1, "'She sat': starts a sentence, is inside one, is one")             \
    ROW(NAME_NARRATED, 3, 1, "'Anna sat': the same")                                               \
    ROW(NAME_STARTS, 2, 1, "begins with a name: starts a sentence, is inside one")                 \
    ROW(NAME_ONLY, 1, 1, "is only a name")                                                         \
    ROW(I, STATE_COUNT, 1, "each 'I', 'my' with a first-person narrator, up to three: state")      \
    ROW(TO_SPEECH, STATE_COUNT, BOUNDARY_COUNT, "narration before, speech here: state; boundary")  \
    ROW(TO_SPEECH_AFTER_TAG, BOUNDARY_COUNT, 1, "the same right after a tag: boundary")            \
    ROW(TO_SPEECH_LATER, BOUNDARY_COUNT, 1, "the same later in the sentence of a tag: boundary")   \
    ROW(TO_SPEECH_INTRODUCED, BOUNDARY_COUNT, 1, "the same after a tag that introduces: boundary") \
    ROW(TO_NARRATION, STATE_COUNT, BOUNDARY_COUNT, "speech before, narration here: state; boundary") \
    ROW(TO_NARRATION_AT_TAG, BOUNDARY_COUNT, 1, "the same at a tag: boundary")
/* clang-format on */

/* D_STATE is the number of its first value. A weight above 0 is evidence for speech. */
enum dash_feature {
#define FEATURE_NUMBER(name, a, b, what) D_##name, D_##name##_END = D_##name + (a) * (b)-1,
    DASH_FEATURES(FEATURE_NUMBER)
#undef FEATURE_NUMBER
        DASH_FEATURE_COUNT
};

/* How many values the second thing has. */
enum {
#define FEATURE_SIZES(name, a, b, what) D_##name##_SECOND = (b),
    DASH_FEATURES(FEATURE_SIZES)
#undef FEATURE_SIZES
};

/* The number of a feature of which one thing varies: DASH_FEATURE_1(LENGTH, 2); two. */
#define DASH_FEATURE_1(name, first) (D_##name + (int)(first))
#define DASH_FEATURE_2(name, first, second)                                                        \
    (D_##name + (int)(first)*D_##name##_SECOND + (int)(second))

#endif
