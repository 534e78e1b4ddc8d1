/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/table.h"

#include "base/mem.h"
#include "base/search.h"
#include "book/book.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>

/* ---- names ---- */

uint32_t people_add_name(struct people *people, const struct name *name)
{
    struct table_key key = {
        .number = (uint64_t)name->title << 1 | name->description,
        /* the numbers of the words */
        .text = {(const char *)name->words, name->word_count * sizeof name->words[0]},
    };
    size_t number = table_find(&people->name_numbers, key, people->name_count);
    if (number < people->name_count)
        return (uint32_t)number;
    key.text.at = arena_copy_text(people->keys, key.text.at, key.text.bytes);
    table_add(&people->name_numbers, key, number);
    people->names =
        mem_grow(people->names, people->name_count, &people->name_capacity, sizeof *people->names);
    people->names[people->name_count++] = *name;
    return (uint32_t)number;
}

/* ---- mentions ---- */

void people_add_mention(struct people *people, const struct mention *mention)
{
    people->mentions = mem_grow(people->mentions, people->mention_count, &people->mention_capacity,
                                sizeof *people->mentions);
    people->mentions[people->mention_count++] = *mention;
    for (size_t i = mention->first; i < mention->end; i++)
        people->mention_of[i] = (uint32_t)people->mention_count;
}

/* ---- gender by the pronouns that follow ---- */

static int vote_of(uint8_t gender)
{
    return gender == GENDER_MALE ? 1 : gender == GENDER_FEMALE ? -1 : 0;
}

/* "her" before a noun is a possessive; before anything else it is an object and says nothing. */
static bool owns_noun(const struct tokens *tokens, const struct vocabulary *vocabulary, size_t i)
{
    if (i + 1 >= tokens->count || (tokens->items[i + 1].gap & ~(unsigned)GAP_POINT) != 0)
        return false;
    return (vocabulary->words[tokens->items[i + 1].word].classes & WORD_NOT_NAME) == 0 &&
           (vocabulary->words[tokens->items[i].word].classes & WORD_OWNER) != 0;
}

/* Chosen: a pronoun after the subject of a sentence mostly means it, hence 3 votes; after another
 * name it is one vote, and a possessive none. */
static int pronoun_vote(const struct tokens *tokens, const struct vocabulary *vocabulary,
                        const struct mention *mention, bool subject)
{
    if (mention->kind == MENTION_PRONOUN)
        return vote_of(mention->gender) * (subject ? 3 : 1);
    return subject && owns_noun(tokens, vocabulary, mention->first) ? vote_of(mention->gender) : 0;
}

/* Chosen: grammar does not err, while a pronoun may mean somebody else; so more than two pronouns
 * as subjects. */
enum { VERB_VOTES = 8 };

/* The gender of the subject of a verb at token i: "сказала" is said of a woman. */
static int verb_vote(const struct tokens *tokens, const struct vocabulary *vocabulary, size_t i)
{
    const struct word *word = &vocabulary->words[tokens->items[i].word];
    bool verb = (word->classes & (WORD_SPEAKING | WORD_OTHER_VERB)) != 0 &&
                (word->classes & WORD_GIVEN_NAME) == 0 && /* drew */
                (tokens->items[i].flags & TOKEN_CAPITAL) == 0;
    return verb ? vote_of(word->gender) : 0;
}

/*
 * A pronoun in narration votes for the last name before it, up to 25 tokens back, about a sentence.
 * When another name is less than 12 tokens before that one, and it is not a subject, nobody gets
 * the vote. Both numbers are chosen.
 */
void people_count_votes(struct people *people, const struct tokens *tokens,
                        const struct vocabulary *vocabulary)
{
    uint32_t last = NO_NAME;
    size_t last_token = 0;
    bool subject = false;
    for (size_t i = 0; i < people->mention_count; i++) {
        const struct mention *mention = &people->mentions[i];
        if ((mention->flags & MENTION_QUOTED) != 0)
            continue;
        if (mention->name != NO_NAME) {
            /* The verbs on both sides of a name. */
            int vote = 0;
            if (mention->first > 0 && tokens->items[mention->first].gap == 0)
                vote += verb_vote(tokens, vocabulary, mention->first - 1);
            if (mention->end < tokens->count && tokens->items[mention->end].gap == 0)
                vote += verb_vote(tokens, vocabulary, mention->end);
            people->names[mention->name].gender_votes += vote * VERB_VOTES;
            bool crowded =
                last != NO_NAME && last != mention->name && mention->first - last_token < 12;
            subject = (mention->flags & MENTION_SUBJECT) != 0;
            last = crowded && !subject ? NO_NAME : mention->name;
            last_token = mention->first;
        } else if (last != NO_NAME && vote_of(mention->gender) != 0) {
            if (mention->first - last_token < 25)
                people->names[last].gender_votes +=
                    pronoun_vote(tokens, vocabulary, mention, subject);
            last = NO_NAME;
        }
    }
}

/* ---- names beside each other ---- */

/* Chosen: about a clause. Further apart, the same person may be named again. */
enum { BESIDE_TOKENS = 15 };

static void add_pair(struct people *people, uint32_t name, uint32_t other)
{
    people->pairs =
        mem_grow(people->pairs, people->pair_count, &people->pair_capacity, sizeof *people->pairs);
    people->pairs[people->pair_count++] = (struct name_pair){other, people->names[name].beside};
    people->names[name].beside = (uint32_t)people->pair_count;
}

static bool same_sentence(const struct tokens *tokens, size_t from, size_t to)
{
    for (size_t i = from + 1; i <= to; i++)
        if ((tokens->items[i].gap & (GAP_STOP | GAP_QUOTE | GAP_BLOCK)) != 0)
            return false;
    return true;
}

void people_count_pairs(struct people *people, const struct tokens *tokens)
{
    const struct mention *last = NULL;
    for (size_t i = 0; i < people->mention_count; i++) {
        const struct mention *mention = &people->mentions[i];
        if (mention->kind != MENTION_NAME)
            continue;
        if (last != NULL && last->name != mention->name &&
            mention->first - last->first <= BESIDE_TOKENS &&
            tokens->items[mention->first].quote == tokens->items[last->first].quote &&
            same_sentence(tokens, last->first, mention->first)) {
            add_pair(people, last->name, mention->name);
            add_pair(people, mention->name, last->name);
        }
        last = mention;
    }
}

/* ---- where narration names persons ---- */

static bool is_told(const struct mention *mention)
{
    return mention->name != NO_NAME && (mention->flags & MENTION_QUOTED) == 0;
}

void people_index_named(struct people *people)
{
    uint32_t *first = mem_zero(people->person_count + 2, sizeof *first);
    people->told_at = mem_zero(people->mention_count, sizeof *people->told_at);
    for (size_t i = 0; i < people->mention_count; i++)
        if (is_told(&people->mentions[i]))
            first[people->names[people->mentions[i].name].person + 2]++;
    for (size_t p = 2; p < people->person_count + 2; p++)
        first[p] += first[p - 1];
    for (size_t i = 0; i < people->mention_count;
         i++) /* first[p + 1] moves to the end of p's stretch */
        if (is_told(&people->mentions[i]))
            people->told_at[first[people->names[people->mentions[i].name].person + 1]++] =
                people->mentions[i].first;
    people->told_first = first;
}

uint32_t people_named_between(const struct people *people, uint32_t person, size_t first,
                              size_t end)
{
    const uint32_t *told = people->told_at + people->told_first[person];
    size_t count = people->told_first[person + 1] - people->told_first[person];
    return (uint32_t)(lower_bound_u32(told, 0, count, sizeof *told, end) -
                      lower_bound_u32(told, 0, count, sizeof *told, first));
}

void people_release(struct people *people)
{
    free(people->mentions);
    free(people->mention_of);
    free(people->names);
    free(people->persons);
    table_release(&people->name_numbers);
    arena_free(people->keys);
    free(people->pairs);
    free(people->answers);
    free(people->told_at);
    free(people->told_first);
    *people = (struct people){0};
}

struct view name_text(const struct people *people, uint32_t name, const struct tokens *tokens,
                      const struct book *book)
{
    size_t first = people->names[name].first_mention;
    const struct mention *mention = &people->mentions[people->mention_of[first] - 1];
    const struct token *last = &tokens->items[mention->end - 1];
    return book_view(book, tokens->items[first].start, last->start + last->bytes);
}
