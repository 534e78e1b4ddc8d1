/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tags: what the narration beside a quotation says about who speaks it.
 */
#ifndef SCRIPT_PEOPLE_DIALOGUE_TAGS_H
#define SCRIPT_PEOPLE_DIALOGUE_TAGS_H

#include "script/people/people.h"

enum dialogue_tag_form {
    TAG_NONE,
    TAG_BEAT,     /* a sentence of its own beside the quotation: “...” Anna turned round. */
    TAG_VERB,     /* a clause that goes on with it, with any verb: “...,” Anna hazarded */
    TAG_SPEAKING, /* with a verb of speaking */
};

struct dialogue_tag {
    enum dialogue_tag_form form;
    uint32_t mention; /* index into people.mentions */
};

/* Where a quotation lies among the tokens. */
struct quote_context {
    size_t first, end; /* tokens */
    struct dialogue_tag after, before;
    bool thinks; /* the verb of its tag is one of thinking */
};

/* One for each quotation; counts tags in people.names. Freed with free(). */
struct quote_context *dialogue_tags_find(const struct book *book, const struct quotes *quotes,
                                         const struct tokens *tokens,
                                         const struct vocabulary *vocabulary,
                                         struct people *people);

#endif
