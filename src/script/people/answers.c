/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/answers.h"

#include "base/mem.h"
#include "script/quotes/quotes.h"

/* Paragraphs from the vocative to the answer, at most. Chosen: the next one, or the one after a
 * paragraph of narration. */
enum { ANSWER_BLOCKS = 2 };

/* The name in a quotation's tag with a verb of speaking, or NO_NAME. */
static uint32_t tag_name(const struct people *people, const struct quote_context *context)
{
    const struct dialogue_tag tags[2] = {context->after, context->before};
    for (int i = 0; i < 2; i++)
        if (tags[i].form == TAG_SPEAKING && people->mentions[tags[i].mention].kind == MENTION_NAME)
            return people->mentions[tags[i].mention].name;
    return NO_NAME;
}

/* The first vocative name in a quotation, or NO_NAME. */
static uint32_t called_name(const struct people *people, const struct quote_context *context)
{
    for (size_t i = context->first; i < context->end; i++) {
        const struct mention *mention =
            people->mention_of[i] == 0 ? NULL : &people->mentions[people->mention_of[i] - 1];
        if (mention != NULL && mention->first == i && mention->kind == MENTION_NAME &&
            (mention->flags & MENTION_VOCATIVE) != 0)
            return mention->name;
    }
    return NO_NAME;
}

/* The name in the first such tag of the paragraph, from quotation q on, or NO_NAME. */
static uint32_t paragraph_name(const struct quotes *quotes, const struct quote_context *contexts,
                               const struct people *people, size_t q)
{
    uint32_t block = quotes->items[q].block, name = NO_NAME;
    for (; q < quotes->count && quotes->items[q].block == block && name == NO_NAME; q++)
        name = tag_name(people, &contexts[q]);
    return name;
}

void answers_find(const struct quotes *quotes, const struct quote_context *contexts,
                  struct people *people)
{
    uint32_t called = NO_NAME;
    for (size_t q = 0; q < quotes->count; q++) {
        uint32_t block = quotes->items[q].block;
        if (q > 0 && block != quotes->items[q - 1].block && called != NO_NAME) {
            uint32_t by = block - quotes->items[q - 1].block <= ANSWER_BLOCKS
                              ? paragraph_name(quotes, contexts, people, q)
                              : NO_NAME;
            if (by != NO_NAME) {
                people->answers = mem_grow(people->answers, people->answer_count,
                                           &people->answer_capacity, sizeof *people->answers);
                people->answers[people->answer_count++] = (struct answer){called, by};
            }
            called = NO_NAME;
        }
        uint32_t name = called_name(people, &contexts[q]);
        called = name != NO_NAME ? name : called;
    }
}
