/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/appositions.h"

#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

/*
 * Chosen. BETWEEN_TOKENS: "the mayor of the small town of Ash, Anna Snow" has 6 words between.
 * APPOSED_VOTES: a noun is surer than three pronouns as subjects (3 votes each), and less sure than
 * a given name of the language (30). NAMING_TOKENS: ", who was called".
 */
enum { BETWEEN_TOKENS = 7, APPOSED_VOTES = 10, NAMING_TOKENS = 3 };

struct apposer {
    struct people *people;
    const struct tokens *tokens;
    const struct vocabulary *vocabulary;
};

static const struct word *word_at(const struct apposer *a, size_t i)
{
    return &a->vocabulary->words[a->tokens->items[i].word];
}

static unsigned gap_at(const struct apposer *a, size_t i)
{
    return a->tokens->items[i].gap;
}

/* Is there a mark of punctuation before token i, other than the point of an abbreviation? */
static bool is_separated(const struct apposer *a, size_t i)
{
    return (gap_at(a, i) & ~(unsigned)GAP_POINT) != 0;
}

/* The mention of a name that begins at token i, in narration and without 's; or NULL. */
static struct mention *name_at(const struct apposer *a, size_t i)
{
    uint32_t index = i < a->tokens->count ? a->people->mention_of[i] : 0;
    struct mention *mention = index == 0 ? NULL : &a->people->mentions[index - 1];
    return mention != NULL && mention->first == i && mention->kind == MENTION_NAME &&
                   (mention->flags & (MENTION_QUOTED | MENTION_POSSESSIVE)) == 0
               ? mention
               : NULL;
}

/* The token after the comma that follows a description, past "of the company"; `i` is the token
 * after the description. 0: none. */
static size_t find_comma(const struct apposer *a, size_t i)
{
    size_t limit = i + BETWEEN_TOKENS;
    if (i < a->tokens->count && !is_separated(a, i) &&
        (word_at(a, i)->classes & (WORD_PREPOSITION | WORD_PARTICLE | WORD_ARTICLE)) == 0)
        return 0;
    for (; i < a->tokens->count && i < limit; i++) {
        if (is_separated(a, i))
            return gap_at(a, i) == GAP_COMMA ? i : 0;
        if ((word_at(a, i)->classes & WORD_SPEAKING) != 0)
            return 0;
    }
    return 0;
}

static bool agree(const struct apposer *a, const struct name *name, uint8_t gender)
{
    const struct word *given = &a->vocabulary->words[name->words[0]];
    uint8_t own = name->gender;
    if (own == GENDER_UNKNOWN && (given->classes & WORD_GIVEN_NAME) != 0)
        own = given->gender;
    return own == GENDER_UNKNOWN || gender == GENDER_UNKNOWN || own == gender;
}

/* Does the description give a position ("the mayor") rather than just mean somebody ("the man")? */
static bool is_position(const struct apposer *a, const struct mention *mention)
{
    const struct name *name = &a->people->names[mention->name];
    return (mention->flags & MENTION_OWNED) == 0 && name->title == 0 &&
           a->vocabulary->words[name->words[name->word_count - 1]].age == AGE_UNKNOWN;
}

static void tie(struct apposer *a, struct mention *described, struct mention *named)
{
    struct name *description = &a->people->names[described->name];
    struct name *name = &a->people->names[named->name];
    name->somebody = true;
    if (description->gender != GENDER_UNKNOWN)
        name->gender_votes += description->gender == GENDER_MALE ? APPOSED_VOTES : -APPOSED_VOTES;
    if (is_position(a, described))
        description->apposed = description->apposed == 0 || description->apposed == named->name + 1
                                   ? named->name + 1
                                   : APPOSED_TO_MANY;
    named->flags |= described->flags & MENTION_SUBJECT;
    name->subjects += (described->flags & MENTION_SUBJECT) != 0;
    described->name = named->name;
    described->kind = MENTION_NAME;
    described->flags &= (uint8_t)~MENTION_OWNED;
}

/* The innkeeper in "the wife of the innkeeper, Anna Snow,": the wife is Anna. */
static bool belongs(const struct apposer *a, const struct mention *described)
{
    size_t i = described->first;
    return i > 0 && !is_separated(a, i) &&
           (a->people->mention_of[i - 1] != 0 || (word_at(a, i - 1)->classes & WORD_PARTICLE) != 0);
}

/* "the mayor, Anna Snow,": set off after the name too, and not part of a list. */
static bool tie_after(struct apposer *a, struct mention *described)
{
    size_t i = find_comma(a, described->end);
    struct mention *named = i == 0 ? NULL : name_at(a, i);
    if (named == NULL || belongs(a, described) ||
        (!is_separated(a, named->end) && find_comma(a, named->end) == 0) ||
        (word_at(a, named->end)->classes & WORD_AND) != 0 ||
        !agree(a, &a->people->names[named->name], a->people->names[described->name].gender))
        return false;
    tie(a, described, named);
    return true;
}

/* "his brother Peter", but not "told his brother Peter was out". */
static bool tie_directly(struct apposer *a, struct mention *described)
{
    size_t first = described->first;
    struct mention *named = name_at(a, described->end);
    if (named == NULL || gap_at(a, described->end) != 0 ||
        (described->flags & (MENTION_OWNED | MENTION_NEW)) != MENTION_OWNED ||
        !agree(a, &a->people->names[named->name], a->people->names[described->name].gender))
        return false;
    bool quoted_before = (gap_at(a, first) & GAP_QUOTE) != 0 ||
                         (first > 0 && (gap_at(a, first - 1) & GAP_QUOTE) != 0);
    bool after_verb =
        first > 0 && gap_at(a, first) == 0 && (word_at(a, first - 1)->classes & WORD_SPEAKING) != 0;
    bool verb = !is_separated(a, named->end) &&
                (word_at(a, named->end)->classes & (WORD_SPEAKING | WORD_OTHER_VERB)) != 0;
    if (after_verb && verb && !quoted_before)
        return false;
    tie(a, described, named);
    return true;
}

/*
 * "a boy named Tom", "the hedgehog, who was called Bristle". In "the man called Tom" the man may be
 * calling, unless he is new and nothing follows.
 */
static bool tie_named(struct apposer *a, struct mention *described)
{
    size_t i = described->end, limit = i + NAMING_TOKENS;
    while (i < limit && i < a->tokens->count && (gap_at(a, i) & ~(unsigned)GAP_COMMA) == 0 &&
           (word_at(a, i)->classes & WORD_NAMING) == 0)
        i++;
    if (i + 1 >= a->tokens->count || (gap_at(a, i) & ~(unsigned)GAP_COMMA) != 0 ||
        (word_at(a, i)->classes & WORD_NAMING) == 0 || gap_at(a, i + 1) != 0)
        return false;
    struct mention *named = name_at(a, i + 1);
    bool is_new = (described->flags & MENTION_NEW) != 0;
    if (named == NULL || (i == described->end && !(is_new && is_separated(a, named->end))) ||
        !agree(a, &a->people->names[named->name], a->people->names[described->name].gender))
        return false;
    tie(a, described, named);
    return true;
}

/* "the Prime Minister, Anna Snow,": an office written as a name. */
static bool is_office(const struct apposer *a, const struct mention *mention)
{
    return mention->kind == MENTION_NAME && mention->first > 0 &&
           !is_separated(a, mention->first) &&
           (word_at(a, mention->first - 1)->classes & WORD_ARTICLE) != 0 &&
           ((word_at(a, mention->first)->classes | word_at(a, mention->end - 1)->classes) &
            WORD_OFFICE) != 0;
}

/* "Anna Snow, the mayor of the town,". */
static void tie_before(struct apposer *a, struct mention *described)
{
    if (described->first == 0 || gap_at(a, described->first) != GAP_COMMA)
        return;
    uint32_t index = a->people->mention_of[described->first - 1];
    struct mention *named = index == 0 ? NULL : name_at(a, a->people->mentions[index - 1].first);
    size_t end = described->end;
    if (named == NULL ||
        (is_separated(a, end) ? (word_at(a, end)->classes & WORD_AND) != 0
                              : find_comma(a, end) == 0) ||
        !agree(a, &a->people->names[named->name], a->people->names[described->name].gender))
        return;
    tie(a, described, named);
}

void people_appose(struct people *people, const struct tokens *tokens,
                   const struct vocabulary *vocabulary)
{
    struct apposer a = {people, tokens, vocabulary};
    for (size_t i = 0; i < people->mention_count; i++) {
        struct mention *mention = &people->mentions[i];
        if ((mention->flags & (MENTION_QUOTED | MENTION_POSSESSIVE)) != 0)
            continue;
        if (mention->kind == MENTION_DESCRIPTION && !tie_after(&a, mention) &&
            !tie_named(&a, mention) && !tie_directly(&a, mention))
            tie_before(&a, mention);
        else if (is_office(&a, mention))
            tie_after(&a, mention);
        else if (mention->kind == MENTION_NAME) {
            /* "Anna's coach, Peter Brown,": "coach" is no mention of its own, but shows the gender.
             */
            size_t k = mention->first;
            if (k < 2 || gap_at(&a, k) != GAP_COMMA || a.people->mention_of[k - 1] != 0 ||
                is_separated(&a, k - 1) || (word_at(&a, k - 1)->classes & WORD_PERSON) == 0 ||
                a.people->mention_of[k - 2] == 0)
                continue;
            const struct mention *owner = &a.people->mentions[a.people->mention_of[k - 2] - 1];
            struct name *name = &a.people->names[mention->name];
            if ((owner->flags & MENTION_POSSESSIVE) == 0 || owner->name == mention->name)
                continue;
            uint8_t gender = word_at(&a, k - 1)->gender;
            name->somebody = true;
            if (gender != GENDER_UNKNOWN)
                name->gender_votes += gender == GENDER_MALE ? APPOSED_VOTES : -APPOSED_VOTES;
            if ((gap_at(&a, owner->first) & GAP_STOP) != 0) {
                name->subjects += (mention->flags & MENTION_SUBJECT) == 0;
                mention->flags |= MENTION_SUBJECT;
            }
        }
    }
}
