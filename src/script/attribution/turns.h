/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/attribution. Turns of a conversation, the evidence for each possible speaker,
 * and the decision over all of them.
 *
 * A turn is what one person says before another speaks: as a rule, the quotations of one paragraph
 * (in the gold novels 99.1 % of 17,401 paragraphs with speech have one speaker). Each turn has a
 * few candidates. Every observation (a tag with this name, a pronoun of the other gender, being
 * addressed just before, having spoken two turns ago) is a feature with an integer weight: log odds
 * in units of 1/TURN_WEIGHT_UNIT nat. The weights are found by maximum likelihood (a conditional
 * random field: Lafferty, McCallum, Pereira 2001) on novels whose speakers are known, and checked
 * on authors left out of the training. Those of the later passes are trained on decisions that the
 * first pass made with weights that had not seen the author: then the speakers around are wrong as
 * often as they will be in a new book.
 *
 * The decision is the forward-backward algorithm (Rabiner 1989) over pairs of neighbouring
 * speakers. It uses evidence from both directions and gives each line a probability, the
 * confidence. Integer arithmetic makes the result the same on every machine.
 */
#ifndef SCRIPT_ATTRIBUTION_TURNS_H
#define SCRIPT_ATTRIBUTION_TURNS_H

#include "script/people/dialogue_tags.h"

/*
 * Chosen; the weights were trained with them. TURN_WEIGHT_UNIT: the tables of decide.c are made for
 * it. TURN_CANDIDATES: the time grows with its cube. TURN_RECENT: persons remembered, the most
 * recent first. TURN_FEATURES: of a candidate, at most; further ones are dropped.
 */
enum { TURN_WEIGHT_UNIT = 64, TURN_CANDIDATES = 12, TURN_RECENT = 10, TURN_FEATURES = 64 };

/* Who may speak: somebody unknown, the narrator as "I", or WHO_PERSON + index into people.persons.
 * WHO_NOBODY: there is none, an empty place in a list. */
enum who { WHO_UNKNOWN, WHO_I, WHO_PERSON };
static const uint32_t WHO_NOBODY = UINT32_MAX;

enum turn_flag {
    TURN_PURE = 1 << 0,  /* no narration in its paragraph */
    TURN_FIRST = 1 << 1, /* begins a scene: nothing is known about who spoke before */
    TURN_SPLIT = 1 << 2, /* in the same paragraph as the turn before */
    TURN_ASKS = 1 << 3,  /* ends with a question mark */
};

/* Persons by how recently they were mentioned, the most recent first; after the last, WHO_NOBODY.
 */
struct recent {
    uint32_t who[TURN_RECENT];
    uint32_t at[TURN_RECENT]; /* token of the mention */
};

struct turn {
    uint32_t first_quote, quote_end; /* quotations */
    uint32_t first_token, token_end; /* of its paragraph, or of its part of it */
    uint32_t block;
    uint32_t tag_token; /* the token of the tag, else of the beat, else the first */
    uint32_t gap_bytes; /* of narration between the turn before and this one */
    uint8_t gap_blocks; /* paragraphs between the two, at most 255 */
    uint8_t flags;
    uint8_t addressed_gender;         /* "Yes, sir" (enum gender) */
    struct dialogue_tag tag, beat;    /* the strongest of each; see tag_rank in turns.c */
    struct recent narrated, subjects; /* before the turn */
    struct recent antecedents;        /* subjects before the tag */
    struct recent named;              /* all that narration names before the tag */
    struct recent focus; /* whom narration is about before the tag: names, those whom pronouns seem
                          * to mean, and those who spoke */
    struct recent later; /* after the turn */
    struct recent addressed, spoken_of; /* in the turn's own quotations */
    struct recent told;                 /* in its narration, except in its tag */
    struct recent between;              /* in the paragraphs between the turn before and this one */
    /* the decision */
    uint32_t speaker;   /* enum who */
    uint8_t confidence; /* 0 to 100 */
};

struct candidate {
    uint32_t who;
    int32_t score;
    uint32_t dense; /* how much of the narration around is about this one */
    uint16_t feature_count;
    uint16_t features[TURN_FEATURES];
};

struct turns {
    struct turn *items; /* malloc'ed */
    size_t count, capacity;
    bool decided; /* a pass has decided: its speakers are evidence for the next */
};

struct turn_input {
    const struct book *book;
    const struct quotes *quotes;
    const struct tokens *tokens;
    const struct vocabulary *vocabulary;
    const struct people *people;
    const struct quote_context *contexts;
    const uint8_t *kinds; /* enum quotation_kind of each quotation */
};

/* The turns of a book, without decision. Assumes all of attribution_prepare before it. Free
 * `items`. */
struct turns turns_make(const struct turn_input *input);

/* The candidates of turn `t` with their scores; returns how many, at most TURN_CANDIDATES. */
size_t turn_candidates(const struct turn_input *input, const struct turns *turns, size_t t,
                       struct candidate candidates[]);

/* The features of a step to turn t: who speaks again, and who spoke two turns before. 0: no
 * feature. */
struct steps {
    uint16_t same, two;
};
struct steps turn_steps(const struct turn_input *input, const struct turns *turns, size_t t);

/* Is somebody tagged often for a text of this length: in one of MANY_TAGS_TURNS turns? Chosen on
 * the excerpts of 2,000 words among the gold data, as what makes a main part. */
enum { MANY_TAGS_TURNS = 32 };
bool tags_are_many(const struct person *person, const struct turns *turns);

/*
 * Decides all turns, in one pass; call it TURN_PASSES times. The first pass knows only tags and
 * names; each later one also knows who speaks around, as the pass before decided. Chosen: the
 * passes whose weights were trained, the first and two later ones.
 */
enum { TURN_PASSES = 3 };
void turns_decide(const struct turn_input *input, struct turns *turns);

/* The weight of each feature, in the order of feature_ids.h; feature 0 is no feature and weighs
 * nothing. Chosen: room for new features without a change of scripts/train, which has the number,
 * too. */
enum { TURN_WEIGHTS = 512 };
extern const int16_t turn_weights[2][TURN_WEIGHTS]; /* of the first pass; of the later ones */

#endif
