/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/quotes. The clauses of a block with dialogue dashes, and the evidence that each
 * is speech or narration: the features of dash_features.h. A weight is a log odds in units of
 * 1/DASH_UNIT nat; dash_weights.c has the table and says where it comes from. A change of what a
 * feature means needs a new table.
 */
#ifndef SCRIPT_QUOTES_DASH_CLAUSES_H
#define SCRIPT_QUOTES_DASH_CLAUSES_H

#include "script/quotes/dash.h"
#include "script/quotes/dash_features.h"

/* Chosen: in eighths of a nat the sound of a word fits an int8_t; a clause has at most 17
 * features. */
enum { DASH_UNIT = 8, DASH_CLAUSE_FEATURES = 20 };

struct dash_tag {
    bool found;
    bool introduces; /* speech follows the clause: "He said,", "and cried," */
    bool open;       /* the sentence of a tag continues */
    enum dash_tag_place place;
    enum dash_tag_form form;
};

struct dash_clause {
    size_t first, end; /* words */
    enum dash_state state;
    struct dash_tag tag;
    uint16_t to_speech, to_narration; /* features of a change before it */
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
