/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/people.h"

#include "base/mem.h"
#include "script/people/appositions.h"
#include "script/people/collector.h"
#include "script/people/table.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

/*
 * Chosen. NAME_MIN_CAPITALS, NAME_LOWER_SHARE: a word that is also common is a name where it has a
 * capital inside a sentence, if it has one three times and in one of 11 places. NOUNS_BEFORE: "the
 * former council member Anna Snow". LONE_TOKENS: after a verb, where its subject may be.
 */
enum { NAME_MIN_CAPITALS = 3, NAME_LOWER_SHARE = 10, NOUNS_BEFORE = 3, LONE_TOKENS = 3 };
/* "my dear old ..." before a vocative. Without a limit, 200,000 times "my" in a quotation took 9.8
 * s of CPU time; with it 0.1 s. */
enum { ENDEARING_MAX = 16 };

const struct word *collector_word(const struct collector *c, size_t i)
{
    return &c->vocabulary->words[c->tokens->items[i].word];
}

bool collector_has(const struct collector *c, size_t i, uint64_t classes)
{
    return (collector_word(c, i)->classes & classes) != 0;
}

bool collector_joined(const struct collector *c, size_t i)
{
    return i < c->tokens->count && (c->tokens->items[i].gap & ~(unsigned)GAP_POINT) == 0;
}

bool collector_capital(const struct collector *c, size_t i)
{
    return (c->tokens->items[i].flags & TOKEN_CAPITAL) != 0;
}

bool collector_speaking(const struct collector *c, size_t i)
{
    return tokens_speaking(c->tokens, c->vocabulary, i) > 0;
}

bool collector_follows_tag(const struct collector *c, size_t i)
{
    return i > 0 && c->tokens->items[i].gap == 0 && collector_speaking(c, i - 1) &&
           (c->tokens->items[i - 1].gap & GAP_QUOTE) != 0;
}

/* "said Small": a name, even if the book has the word more often in lower case. */
static bool is_said_by(const struct collector *c, size_t i)
{
    return i > 1 && collector_follows_tag(c, i) && !collector_has(c, i, WORD_NOT_NAME);
}

/* “...,” Small said: no sentence begins after the comma, so the capital is that of a name. */
static bool goes_on_with_name(const struct collector *c, size_t i)
{
    const struct token *token = &c->tokens->items[i];
    return (token->gap & (GAP_QUOTE | GAP_COMMA | GAP_STOP | GAP_BLOCK)) ==
               (GAP_QUOTE | GAP_COMMA) &&
           token->quote == 0 && !c->vocabulary->capital_nouns &&
           !collector_has(c, i,
                          WORD_NOT_NAME | WORD_SPEAKING | WORD_PREPOSITION | WORD_CONJUNCTION);
}

/* Inside a sentence, or before a verb, a capital makes "Small" a name, even if the book has many
 * small things. */
static bool is_name_here(const struct collector *c, size_t i)
{
    const struct word *word = collector_word(c, i);
    const struct token *token = &c->tokens->items[i];
    if ((word->classes & WORD_NOT_NAME) != 0 || word->capital_count < NAME_MIN_CAPITALS ||
        word->capital_count * NAME_LOWER_SHARE < word->lower_count)
        return false;
    bool inside = (token->gap & ~(unsigned)(GAP_COMMA | GAP_POINT)) == 0;
    return inside || (collector_joined(c, i + 1) && !collector_capital(c, i + 1) &&
                      collector_has(c, i + 1, WORD_SPEAKING | WORD_OTHER_VERB));
}

bool collector_proper(const struct collector *c, size_t i)
{
    return i < c->tokens->count && collector_capital(c, i) &&
           (word_is_proper(collector_word(c, i)) || is_said_by(c, i) || goes_on_with_name(c, i) ||
            is_name_here(c, i));
}

/* ---- mentions ---- */

static bool is_verb(const struct collector *c, size_t i)
{
    return i < c->tokens->count && !collector_capital(c, i) &&
           collector_has(c, i, WORD_SPEAKING | WORD_OTHER_VERB);
}

static bool is_subject(const struct collector *c, size_t first, size_t end)
{
    if ((c->tokens->items[end - 1].flags & TOKEN_POSSESSIVE) != 0)
        return false;
    /* In "Council member Anna Snow", the subject begins before the name. */
    size_t k = first;
    while (k > 0 && k + NOUNS_BEFORE > first && collector_joined(c, k) &&
           collector_has(c, k - 1, WORD_PERSON | WORD_AGE | WORD_OFFICE | WORD_ARTICLE))
        k--;
    bool compound = k < first && k > 0 && collector_joined(c, k) && collector_capital(c, k - 1) &&
                    (c->tokens->items[k - 1].gap & GAP_STOP) != 0 &&
                    !collector_has(c, k - 1, NO_NOUN);
    first = compound ? k - 1 : k;
    const struct token *token = &c->tokens->items[first];
    if ((token->gap & (GAP_STOP | GAP_BLOCK | GAP_QUOTE)) != 0)
        return true;
    return (collector_joined(c, end) && is_verb(c, end)) ||
           (first > 0 && (token->gap & ~(unsigned)GAP_POINT) == 0 && is_verb(c, first - 1) &&
            collector_has(c, first - 1, WORD_SPEAKING));
}

/* "Come, my dear Anna, sit down": set off on both sides, at least on one by a comma. */
static bool is_vocative(const struct collector *c, size_t first, size_t end)
{
    const struct token *items = c->tokens->items;
    size_t limit = first > ENDEARING_MAX ? first - ENDEARING_MAX : 0;
    while (first > limit && items[first].gap == 0 &&
           collector_has(c, first - 1, WORD_AGE | WORD_OWNER))
        first--;
    unsigned before = items[first].gap, after = items[end].gap;
    unsigned edge = GAP_QUOTE | GAP_STOP | GAP_BLOCK | GAP_COMMA | GAP_DASH | GAP_COLON | GAP_OTHER;
    if ((before & edge) == 0 || (after & edge) == 0)
        return false;
    if ((before & GAP_COMMA) != 0)
        return true;
    return (before & (GAP_QUOTE | GAP_STOP | GAP_DASH | GAP_BLOCK)) != 0 &&
           (after & (GAP_COMMA | GAP_QUOTE | GAP_STOP | GAP_DASH)) != 0;
}

uint8_t collector_flags(const struct collector *c, size_t first, size_t end)
{
    const struct token *token = &c->tokens->items[first];
    unsigned flags = token->quote != 0 ? MENTION_QUOTED : 0;
    if (is_subject(c, first, end))
        flags |= MENTION_SUBJECT;
    if (token->quote != 0 && is_vocative(c, first, end))
        flags |= MENTION_VOCATIVE;
    if ((c->tokens->items[end - 1].flags & TOKEN_POSSESSIVE) != 0)
        flags |= MENTION_POSSESSIVE;
    return (uint8_t)flags;
}

void collector_count(struct collector *c, const struct mention *mention)
{
    struct name *name = &c->people->names[mention->name];
    if ((mention->flags & MENTION_QUOTED) != 0)
        name->quoted++;
    else
        name->narrated++;
    name->subjects += (mention->flags & MENTION_SUBJECT) != 0;
    name->vocatives += (mention->flags & MENTION_VOCATIVE) != 0;
    if (mention->kind == MENTION_NAME && mention->first > 0 &&
        collector_joined(c, mention->first) && collector_has(c, mention->first - 1, WORD_PLACE))
        name->places++;
}

/* "de" in a name; "of" only after a title: the Duke of York, but Darcy, not Darcy of Pemberley. */
static bool is_particle(const struct collector *c, size_t i)
{
    return collector_has(c, i, WORD_PARTICLE) &&
           (!collector_has(c, i, WORD_PREPOSITION) || collector_has(c, i - 1, WORD_TITLE));
}

/* Adds the words of a name from token i on; returns the token after it. */
static size_t take_words(const struct collector *c, size_t i, struct name *name)
{
    size_t start = i;
    while (name->word_count < NAME_MAX_WORDS && collector_proper(c, i) &&
           (i == start || collector_joined(c, i))) {
        if (name->word_count > 0 && collector_has(c, i, WORD_TITLE) && collector_joined(c, i + 1) &&
            collector_proper(c, i + 1) && !collector_has(c, i, WORD_OFFICE))
            break; /* told Anna Mrs Snow was out */
        if (name->word_count > 0 && collector_has(c, i, WORD_OFFICE) &&
            collector_joined(c, i + 1) &&
            collector_proper(
                c, i + 1)) { /* Transport Minister Jane Hill: the name begins after the office */
            *name = (struct name){.title = c->tokens->items[i].word,
                                  .gender = collector_word(c, i)->gender,
                                  .first_mention = (uint32_t)i};
            i++;
            continue;
        }
        name->words[name->word_count++] = c->tokens->items[i].word;
        if ((c->tokens->items[i++].flags & TOKEN_POSSESSIVE) != 0)
            break;
        if (i + 1 < c->tokens->count && collector_joined(c, i) && collector_joined(c, i + 1) &&
            !collector_capital(c, i) && is_particle(c, i) && collector_proper(c, i + 1))
            i++;
    }
    return i;
}

/* The d' of d'Artagnan. */
static bool is_elided(const struct collector *c, size_t i)
{
    return collector_word(c, i)->clitic == CLITIC_BEFORE && collector_has(c, i, WORD_PARTICLE) &&
           collector_joined(c, i + 1) && collector_proper(c, i + 1);
}

/* Where the name after a title at token i begins, past "von"; i when there is none. */
static size_t titled_name(const struct collector *c, size_t i)
{
    size_t at = i + 1;
    bool title = collector_has(c, i, WORD_TITLE) &&
                 (collector_capital(c, i) || collector_has(c, i, WORD_OFFICE)) &&
                 (c->tokens->items[i].flags & TOKEN_POSSESSIVE) == 0;
    while (title && at <= i + 2 && collector_joined(c, at) && !collector_capital(c, at) &&
           collector_has(c, at, WORD_PARTICLE) && !collector_has(c, at, WORD_PREPOSITION))
        at++;
    return title && collector_joined(c, at) && collector_proper(c, at) ? at : i;
}

/* "the Public License": an article, and a noun that cannot speak at the end. */
static bool is_thing(const struct collector *c, size_t first, size_t end, const struct name *name)
{
    return name->title == 0 && name->word_count > 1 && first > 0 && collector_joined(c, first) &&
           collector_has(c, first - 1, WORD_ARTICLE) && collector_has(c, end - 1, WORD_THING);
}

/* Adds a name at token i: [title] words, or a title that is used like a name; returns the token
 * after it, or i. */
static size_t take_name(struct collector *c, size_t i)
{
    struct name name = {.first_mention = (uint32_t)i};
    size_t at = titled_name(c, i);
    if (at > i) {
        name.title = c->tokens->items[i].word;
        name.gender = collector_word(c, i)->gender;
        name.age = collector_word(c, i)->age;
        if (collector_has(c, at, WORD_TITLE) && collector_joined(c, at + 1) &&
            collector_proper(c, at + 1))
            at++;
    } else if (collector_has(c, i, WORD_TITLE) && !collector_has(c, i, WORD_PERSON)) {
        return i;
    } else if (is_elided(c, i)) {
        at = i + 1; /* d'Artagnan */
    }
    size_t end = take_words(c, at, &name);
    if (name.word_count == 0)
        return i;
    if (is_thing(c, i, end, &name))
        return end;
    if (name.word_count == 1 && name.title == 0 && collector_has(c, at, WORD_PERSON))
        name.gender = collector_word(c, at)->gender;
    i = name.first_mention;
    struct mention mention = {(uint32_t)i,  (uint32_t)end, people_add_name(c->people, &name),
                              MENTION_NAME, name.gender,   collector_flags(c, i, end)};
    people_add_mention(c->people, &mention);
    collector_count(c, &mention);
    return end;
}

/* "— Нет, — сказала.": where verbs have a gender, such a verb without a subject counts as a
 * pronoun. */
static bool is_lone_verb(const struct collector *c, size_t i)
{
    const uint64_t subject = WORD_PRONOUN | WORD_PERSON | WORD_TITLE | WORD_AGE | WORD_ARTICLE;
    if (!c->vocabulary->drops_subject || !collector_speaking(c, i) ||
        collector_has(c, i, WORD_GIVEN_NAME) || collector_word(c, i)->gender == GENDER_UNKNOWN ||
        (c->tokens->items[i].gap & GAP_QUOTE) == 0)
        return false;
    for (size_t k = i + 1; k <= i + LONE_TOKENS && collector_joined(c, k); k++)
        if (collector_capital(c, k) || collector_has(c, k, subject))
            return false;
    return true;
}

/* "Yes, sir": shows the gender of the person addressed. */
static size_t take_address(struct collector *c, size_t i)
{
    if (c->tokens->items[i].quote == 0 || !collector_has(c, i, WORD_ADDRESS) ||
        !is_vocative(c, i, i + 1))
        return i;
    struct mention mention = {(uint32_t)i,
                              (uint32_t)i + 1,
                              NO_NAME,
                              MENTION_OBJECT,
                              collector_word(c, i)->gender,
                              collector_flags(c, i, i + 1)};
    people_add_mention(c->people, &mention);
    return i + 1;
}

struct people people_collect(const struct tokens *tokens, const struct vocabulary *vocabulary)
{
    struct people people = {.keys = arena_new(), .narrator = NO_NAME};
    people.mention_of = mem_zero(tokens->count + 1, sizeof *people.mention_of);
    struct collector c = {tokens, vocabulary, &people};
    for (size_t i = 0; i < tokens->count;) {
        /* `end`: the token after the mention at token i, or i when there is none. */
        size_t end = i;
        if (collector_proper(&c, i) || collector_has(&c, i, WORD_TITLE) || is_elided(&c, i))
            end = take_name(&c, i);
        else if (collector_has(&c, i, WORD_ARTICLE) && collector_joined(&c, i + 1) &&
                 !collector_capital(&c, i + 1) &&
                 titled_name(&c, i + 1) > i + 1) /* le comte de Marsan */
            end = take_name(&c, i + 1);
        if (end > i && (c.tokens->items[end - 1].flags & TOKEN_POSSESSIVE) != 0)
            end = collector_take_owned(&c, i, end);
        if (end == i)
            end = take_address(&c, i);
        if (end == i &&
            (collector_has(&c, i, WORD_ARTICLE | WORD_OWNER) || collector_begins_bare(&c, i)))
            end = collector_take_description(&c, i);
        bool adjective = collector_has(&c, i, WORD_AGE) &&
                         collector_joined(&c, i + 1); /* former champion Anna Snow */
        if (end == i && !adjective &&
            (collector_has(&c, i, WORD_PRONOUN | WORD_OBJECT | WORD_OWNER) ||
             is_lone_verb(&c, i))) {
            const struct word *word = collector_word(&c, i);
            struct mention mention = {(uint32_t)i,  (uint32_t)i + 1,
                                      NO_NAME,      MENTION_OBJECT,
                                      word->gender, collector_flags(&c, i, i + 1)};
            if ((word->classes & WORD_PRONOUN) != 0 || is_lone_verb(&c, i))
                mention.kind = MENTION_PRONOUN;
            if ((word->classes & WORD_FIRST_PERSON) != 0)
                mention.flags |= MENTION_FIRST;
            people_add_mention(c.people, &mention);
            end = i + 1;
        }
        i = end > i ? end : i + 1;
    }
    people_appose(&people, tokens, vocabulary);
    people_count_votes(&people, tokens, vocabulary);
    people_count_pairs(&people, tokens);
    return people;
}
