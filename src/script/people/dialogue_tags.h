/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/people. Dialogue tags and action beats: what the narration beside a quotation says
 * about its speaker.
 */
#ifndef SCRIPT_PEOPLE_DIALOGUE_TAGS_H
#define SCRIPT_PEOPLE_DIALOGUE_TAGS_H

#include "script/people/people.h"

enum dialogue_tag_form {
    TAG_NONE,
    TAG_BEAT,     /* an action beat, a separate sentence: “...” Anna turned round. */
    TAG_VERB,     /* a clause in the same sentence, with any verb: “...,” Anna hazarded */
    TAG_SPEAKING, /* with a verb of speaking */
};

struct dialogue_tag {
    enum dialogue_tag_form form;
    uint32_t mention; /* index into people.mentions */
};

/* Where a quotation is among the tokens, and the tags after and before it. */
struct quote_context {
    size_t first, end; /* tokens */
    struct dialogue_tag after, before;
    bool thinks; /* the verb of its tag is one of thinking */
};

/*
 * One for each quotation; free with free(). Also counts the tags of each name in people.names.
 * Assumes that people_collect has found all mentions. Near-linear: sentences are looked at up to a
 * limit of tokens.
 */
struct quote_context *dialogue_tags_find(const struct book *book, const struct quotes *quotes,
                                         const struct tokens *tokens,
                                         const struct vocabulary *vocabulary,
                                         struct people *people);

#endif
