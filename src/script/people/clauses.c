/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/clauses.h"

#include "script/vocabulary/vocabulary.h"

/* Chosen. Words from a subject to its verb; words of a parenthesis between commas; adjectives
 * before a name ("poor old Anna"). */
enum { SAY_TOKENS = 5, PARENTHESIS_TOKENS = 12, ADJECTIVES = 2 };

/* Words before a name that are not adjectives. */
static const uint32_t no_adjective = WORD_NOT_NAME | WORD_SPEAKING | WORD_PARTICLE |
                                     WORD_PREPOSITION | WORD_CONJUNCTION | WORD_OBJECT |
                                     WORD_OTHER_VERB | WORD_UTTERANCE;

static const struct token *token_at(const struct clauses *c, size_t i)
{
    return &c->tokens->items[i];
}

bool clause_class(const struct clauses *c, size_t i, uint64_t classes)
{
    return (c->vocabulary->words[token_at(c, i)->word].classes & classes) != 0;
}

static bool is_capital(const struct clauses *c, size_t i)
{
    return (token_at(c, i)->flags & TOKEN_CAPITAL) != 0;
}

size_t clause_speaking(const struct clauses *c, size_t i)
{
    return tokens_speaking(c->tokens, c->vocabulary, i);
}

static bool is_skipped(const struct clauses *c, size_t i)
{
    return !is_capital(c, i) && clause_class(c, i, WORD_SKIP);
}

size_t clause_skip(const struct clauses *c, size_t i, size_t end)
{
    size_t limit = i + CLAUSE_SKIP_TOKENS;
    while (i < end && i < limit && is_skipped(c, i))
        i++;
    return i;
}

/* The mention in narration that begins at token i, or NULL. */
static const struct mention *mention_at(const struct clauses *c, size_t i)
{
    uint32_t index = c->people->mention_of[i];
    const struct mention *mention = index == 0 ? NULL : &c->people->mentions[index - 1];
    return mention != NULL && mention->first == i && (mention->flags & MENTION_QUOTED) == 0
               ? mention
               : NULL;
}

const struct mention *clause_subject_at(const struct clauses *c, size_t i)
{
    if (c->people->mention_of[i] == 0 && clause_class(c, i, WORD_ARTICLE))
        i++; /* the Queen */
    const struct mention *mention = mention_at(c, i);
    if (mention != NULL && (mention->flags & MENTION_POSSESSIVE) != 0 &&
        token_at(c, mention->end)->gap == 0)
        mention = mention_at(c, mention->end); /* Anna's brother */
    return mention != NULL && mention->kind != MENTION_OBJECT &&
                   (mention->flags & MENTION_POSSESSIVE) == 0
               ? mention
               : NULL;
}

/* The token after the adjectives at token i, before a name or an utterance. */
static size_t pass_adjectives(const struct clauses *c, size_t i, size_t end)
{
    for (int left = ADJECTIVES;
         left > 0 && i + 1 < end && c->people->mention_of[i] == 0 &&
         (!is_capital(c, i) || clause_class(c, i, WORD_AGE)) &&
         (!clause_class(c, i, no_adjective) || clause_class(c, i, WORD_AGE | WORD_SKIP)) &&
         token_at(c, i + 1)->gap == 0;
         left--)
        i++;
    return i;
}

const struct mention *clause_described_at(const struct clauses *c, size_t i, size_t end)
{
    const struct mention *mention = clause_subject_at(c, i);
    if (mention != NULL)
        return mention;
    if (i + 1 < end && clause_class(c, i, WORD_ARTICLE))
        i++;
    size_t name = pass_adjectives(c, i, end);
    mention = name == i || name >= end ? NULL : clause_subject_at(c, name);
    return mention != NULL && mention->kind == MENTION_NAME ? mention : NULL;
}

const struct mention *clause_subject_after(const struct clauses *c, size_t i, size_t end)
{
    size_t s = clause_skip(c, i, end);
    const struct mention *mention = s < end ? clause_described_at(c, s, end) : NULL;
    if (mention != NULL || i >= end || (token_at(c, i)->gap & GAP_COMMA) == 0)
        return mention;
    size_t limit = i + PARENTHESIS_TOKENS < end ? i + PARENTHESIS_TOKENS : end;
    for (size_t k = i + 1; k < limit && mention == NULL; k++)
        if ((token_at(c, k)->gap & GAP_COMMA) != 0)
            mention = clause_subject_at(c, k);
    return mention != NULL && mention->kind != MENTION_PRONOUN ? mention : NULL;
}

const struct mention *clause_utterance_at(const struct clauses *c, size_t i, size_t end)
{
    if (i >= end)
        return NULL;
    bool article = clause_class(c, i, WORD_ARTICLE);
    const struct mention *owner =
        mention_at(c, article && c->people->mention_of[i] == 0 ? i + 1 : i);
    if (owner != NULL) {
        bool owns = (owner->flags & MENTION_POSSESSIVE) != 0 ||
                    (owner->kind == MENTION_OBJECT && clause_class(c, i, WORD_OWNER));
        size_t noun = owns ? pass_adjectives(c, owner->end, end) : end;
        return noun < end && token_at(c, owner->end)->gap == 0 &&
                       clause_class(c, noun, WORD_UTTERANCE)
                   ? owner
                   : NULL;
    }
    size_t noun = article ? pass_adjectives(c, i + 1, end) : end;
    if (noun + 2 >= end || !clause_class(c, noun, WORD_UTTERANCE) ||
        !clause_class(c, noun + 1, WORD_PARTICLE))
        return NULL;
    return clause_described_at(c, noun + 2, end);
}

size_t clause_speaking_after(const struct clauses *c, size_t i, size_t end)
{
    size_t limit = i + SAY_TOKENS;
    for (size_t k = i; k < end && k < limit; k++) {
        if (clause_speaking(c, k))
            return k;
        if ((token_at(c, k)->gap & (GAP_COMMA | GAP_OTHER | GAP_COLON)) != 0)
            break;
    }
    if (i >= end || (token_at(c, i)->gap & GAP_COMMA) == 0)
        return end;
    limit = i + PARENTHESIS_TOKENS;
    for (size_t k = i + 1; k < end && k < limit; k++) {
        size_t v = clause_skip(c, k, end);
        if ((token_at(c, k)->gap & GAP_COMMA) != 0 && clause_speaking(c, v))
            return v;
    }
    return end;
}

const struct mention *clause_first_subject(const struct clauses *c, size_t i, size_t end)
{
    const struct mention *any = NULL;
    for (; i < end; i++) {
        const struct mention *mention = clause_subject_at(c, i);
        if (mention == NULL)
            continue;
        if ((mention->flags & MENTION_SUBJECT) != 0)
            return mention;
        if (any == NULL)
            any = mention;
    }
    return any;
}

/* Does the mention begin a clause of the sentence that begins at token `start`? */
static bool begins_clause(const struct clauses *c, const struct mention *mention, size_t start)
{
    size_t first = mention->first;
    for (int left = ADJECTIVES;
         left > 0 && first > start && token_at(c, first)->gap == 0 &&
         clause_class(c, first - 1, WORD_ARTICLE | WORD_AGE | WORD_OWNER | WORD_SKIP);
         left--)
        first--;
    if (first == start || (token_at(c, first)->gap & ~(unsigned)GAP_POINT) != 0)
        return true;
    return clause_class(c, first - 1, WORD_AND | WORD_CONJUNCTION);
}

/* Of "who" in "Anna, who at last turned sulky": Anna. Any other mention is returned as it is. */
static const struct mention *antecedent(const struct clauses *c, const struct mention *who)
{
    if (!clause_class(c, who->first, WORD_RELATIVE) || who->first == 0)
        return who;
    uint32_t index = c->people->mention_of[who->first - 1];
    return index == 0 ? who : &c->people->mentions[index - 1];
}

const struct mention *clause_subject_before(const struct clauses *c, size_t i, size_t v)
{
    size_t near = v;
    while (near > i && near + CLAUSE_SKIP_TOKENS > v && is_skipped(c, near - 1))
        near--;
    for (size_t k = near; k <= v; k++)
        if ((token_at(c, k)->gap & (GAP_COMMA | GAP_DASH | GAP_OTHER)) != 0)
            return NULL;
    if (near <= i || c->people->mention_of[near - 1] == 0)
        return NULL;
    return clause_subject_at(c, c->people->mentions[c->people->mention_of[near - 1] - 1].first);
}

const struct mention *clause_subject_of(const struct clauses *c, size_t i, size_t v, size_t end)
{
    const struct mention *before = clause_subject_before(c, i, v);
    if (before != NULL && begins_clause(c, before, i)) /* Anna told Peter */
        return antecedent(c, before);
    const struct mention *found = clause_subject_after(c, v + clause_speaking(c, v), end);
    if (found != NULL && (found->kind != MENTION_PRONOUN || v == i))
        return found;
    if (before != NULL)
        return antecedent(c, before);
    found = NULL;
    bool nearest = v + 1 == end && (token_at(c, end)->gap & ~(unsigned)GAP_QUOTE) == 0;
    bool clause = false;
    for (size_t k = i; k < v; k++) { /* "quoted Anna as saying": the nearest */
        const struct mention *mention = clause_subject_at(c, k);
        if (mention == NULL)
            continue;
        bool begins = begins_clause(c, mention, i);
        if (found == NULL || nearest || begins ||
            (!clause && (mention->flags & MENTION_SUBJECT) != 0))
            found = mention;
        clause |= begins;
        if (mention->end > k)
            k = mention->end - 1;
    }
    return found == NULL ? NULL : antecedent(c, found);
}
