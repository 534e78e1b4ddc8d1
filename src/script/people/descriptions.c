/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/collector.h"

#include "script/people/table.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

/* The head of a description, as "man" in "the very old man", that begins at token i with an article
 * or without one; 0 when nobody is described. */
static size_t find_head(const struct collector *c, size_t i)
{
    bool bare = !collector_has(c, i, WORD_ARTICLE | WORD_OWNER) && collector_has(c, i, WORD_PERSON);
    size_t head = bare ? i : 0;
    for (size_t k = i + 1; k <= i + 4 && collector_joined(c, k); k++) {
        bool noun = c->vocabulary->capital_nouns && collector_has(c, k, WORD_PERSON);
        if (head == 0 && collector_proper(c, k) && !noun)
            return 0; /* the Mock Turtle: a name */
        if (collector_has(c, k, WORD_PERSON))
            head = k;
        else if (k == i + 1 && collector_has(c, k, WORD_PRONOUN))
            continue; /* the other man */
        else if (head != 0 ||
                 collector_has(c, k,
                               WORD_NOT_NAME | WORD_SPEAKING | WORD_PARTICLE | WORD_CONJUNCTION))
            break; /* his rank as commander: not a person */
    }
    return head;
}

/*
 * The head of "the parlourmaid" in “...” said the parlourmaid, whatever the noun is: who speaks is
 * a person. 0 when the words from the article at token i on are not so placed.
 */
static size_t find_speaking_head(const struct collector *c, size_t i)
{
    const struct token *items = c->tokens->items;
    bool said = collector_follows_tag(c, i);
    if (items[i].quote != 0 || (!said && (items[i].gap & GAP_QUOTE) == 0))
        return 0;
    size_t k = i + 1;
    while (k <= i + 4 && collector_joined(c, k) && !collector_capital(c, k) &&
           !collector_has(c, k, NO_NOUN))
        k++;
    if (c->vocabulary->capital_nouns && collector_joined(c, k) && collector_capital(c, k) &&
        !collector_proper(c, k))
        k++;
    else if (collector_joined(c, k) && collector_proper(c, k))
        return 0; /* said a breathless Anna */
    if (k == i + 1 || collector_has(c, k - 1, WORD_THING | WORD_UTTERANCE | WORD_ANNOUNCING))
        return 0;
    return said || (collector_joined(c, k) && collector_speaking(c, k)) ? k - 1 : 0;
}

size_t collector_take_description(struct collector *c, size_t i)
{
    bool other = collector_joined(c, i + 1) && collector_has(c, i + 1, WORD_PRONOUN) &&
                 collector_has(c, i, WORD_ARTICLE);
    if (other && !(collector_joined(c, i + 2) && collector_has(c, i + 2, WORD_PERSON))) {
        struct mention pronoun = {(uint32_t)i,
                                  (uint32_t)i + 2,
                                  NO_NAME,
                                  MENTION_PRONOUN,
                                  collector_word(c, i + 1)->gender,
                                  collector_flags(c, i, i + 2)};
        people_add_mention(c->people, &pronoun);
        return i + 2;
    }
    size_t head = find_head(c, i);
    if (head == 0 || collector_has(c, head, WORD_AGE)) { /* el viejo molinero */
        size_t said = find_speaking_head(c, i);
        head = said != 0 ? said : head;
    }
    if (head == 0)
        return i;
    struct name name = {.first_mention = (uint32_t)i,
                        .description = true,
                        .word_count = 1,
                        .gender = collector_word(c, head)->gender,
                        .age = collector_word(c, head)->age};
    if (name.gender == GENDER_UNKNOWN && collector_has(c, i, WORD_ARTICLE))
        name.gender = collector_word(c, i)->gender;
    name.words[0] = c->tokens->items[head].word;
    for (size_t k = collector_has(c, i, WORD_AGE) ? i : i + 1; k < head; k++)
        if (collector_has(c, k, WORD_AGE)) {
            name.age =
                collector_word(c, k)->age != AGE_UNKNOWN ? collector_word(c, k)->age : name.age;
            name.title = c->tokens->items[k].word;
        }
    if (other)
        name.title = c->tokens->items[i + 1].word; /* not the same as "the man" */
    struct mention mention = {
        (uint32_t)i,         (uint32_t)head + 1, people_add_name(c->people, &name),
        MENTION_DESCRIPTION, name.gender,        collector_flags(c, i, head + 1)};
    if (collector_has(c, i, WORD_OWNER))
        mention.flags |= MENTION_OWNED;
    if (collector_word(c, i)->indefinite)
        mention.flags |= MENTION_NEW;
    people_add_mention(c->people, &mention);
    collector_count(c, &mention);
    return head + 1;
}

/* After a preposition there is no subject. */
bool collector_begins_bare(const struct collector *c, size_t i)
{
    const struct token *token = &c->tokens->items[i];
    if (!c->vocabulary->no_articles || !collector_has(c, i, WORD_AGE | WORD_PERSON))
        return false;
    if (collector_capital(c, i) && (token->gap & (GAP_STOP | GAP_QUOTE | GAP_BLOCK)) == 0)
        return false;
    return i == 0 || !collector_joined(c, i) || !collector_has(c, i - 1, WORD_PREPOSITION);
}

size_t collector_take_owned(struct collector *c, size_t owner, size_t i)
{
    if (i >= c->tokens->count || c->tokens->items[i].gap != 0 || collector_capital(c, i) ||
        !collector_has(c, i, WORD_PERSON))
        return i;
    bool speaks = (collector_joined(c, i + 1) &&
                   (collector_speaking(c, i + 1) || collector_proper(c, i + 1))) ||
                  collector_follows_tag(c, owner);
    if (!speaks || c->tokens->items[i].quote != 0)
        return i;
    struct name name = {.first_mention = (uint32_t)i,
                        .description = true,
                        .word_count = 1,
                        .words = {c->tokens->items[i].word},
                        .gender = collector_word(c, i)->gender,
                        .age = collector_word(c, i)->age};
    struct mention mention = {
        (uint32_t)i,         (uint32_t)i + 1, people_add_name(c->people, &name),
        MENTION_DESCRIPTION, name.gender,     collector_flags(c, i, i + 1)};
    mention.flags |= MENTION_OWNED;
    people_add_mention(c->people, &mention);
    collector_count(c, &mention);
    return i + 1;
}
