/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/attribution/ages.h"

#include "base/mem.h"
#include "script/attribution/steps.h"
#include "script/people/people.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>

/* Chosen: no gold data has ages to measure them on. */
enum {
    SUBJECT_NEAR = 8,      /* tokens between a person and his years */
    ANTECEDENT_NEAR = 40,  /* mentions between a pronoun and the person it means */
    ADJECTIVES_LEAST = 2,  /* "little Tom" once may be said of a man */
    ADJECTIVES_SHARE = 10, /* one mention in so many is "little Tom" */
    CHILDHOOD_SHARE = 60,  /* a child's years once in more mentions: looking back */
};

/* What narration says about one person. */
struct age_evidence {
    uint8_t oldest; /* by years; enum age */
    uint32_t times; /* that years are given */
    bool grown;     /* has the title of an adult */
    uint32_t adjectives[AGE_OLD + 1];
    uint32_t mentions;
};

struct age_finder {
    const struct attribution_work *work;
    const struct token *items;
    size_t count;
    struct age_evidence *of_person;
};

static const struct word *word_at(const struct age_finder *t, size_t i)
{
    return &t->work->vocabulary->words[t->items[i].word];
}

static bool has_class(const struct age_finder *t, size_t i, uint64_t classes)
{
    return i < t->count && (word_at(t, i)->classes & classes) != 0;
}

static bool joined(const struct age_finder *t, size_t i)
{
    return i < t->count && (t->items[i].gap & ~(unsigned)GAP_POINT) == 0;
}

/* The age that the number at token i is, in words or digits. */
static enum age age_at(const struct age_finder *t, size_t i)
{
    const char *text = word_at(t, i)->text;
    int years = 0;
    if (has_class(t, i, WORD_NUMBER))
        return (enum age)word_at(t, i)->age;
    for (; *text >= '0' && *text <= '9' && years < 1000; text++)
        years = years * 10 + (*text - '0');
    return *text == '\0' ? (enum age)age_of_years(years) : AGE_UNKNOWN;
}

/* The person of a mention; of a pronoun, the last one named who may be meant. Else -1. */
static ptrdiff_t person_of(const struct age_finder *t, size_t mention)
{
    const struct people *people = &t->work->people;
    const struct mention *one = &people->mentions[mention];
    bool pronoun = one->kind == MENTION_PRONOUN && (one->flags & MENTION_FIRST) == 0;
    for (size_t steps = 0; pronoun && mention > 0 && steps < ANTECEDENT_NEAR; steps++) {
        const struct mention *before = &people->mentions[--mention];
        if (before->name == NO_NAME || (before->flags & MENTION_QUOTED) != 0)
            continue;
        uint32_t person = people->names[before->name].person;
        if (person < people->person_count && (people->persons[person].gender == GENDER_UNKNOWN ||
                                              people->persons[person].gender == one->gender ||
                                              before->end == one->first /* who */)) {
            one = before;
            break;
        }
    }
    if (one->name == NO_NAME || people->names[one->name].person >= people->person_count)
        return -1;
    return (ptrdiff_t)people->names[one->name].person;
}

/* The last person before token i, close to it and in its sentence; or -1. */
static ptrdiff_t subject_of(const struct age_finder *t, size_t i)
{
    for (size_t steps = 0; i > 0 && steps < SUBJECT_NEAR; steps++) {
        if ((t->items[i].gap & (GAP_STOP | GAP_BLOCK | GAP_QUOTE)) != 0)
            return -1;
        uint32_t mention = t->work->people.mention_of[--i];
        if (mention > 0)
            return person_of(t, mention - 1);
    }
    return -1;
}

/*
 * A number at token i: "[aged] nine", "nine years old", "a boy of nine". Returns the token before
 * which the person must be, or 0.
 */
static size_t find_years(const struct age_finder *t, size_t i)
{
    bool years = joined(t, i + 1) && has_class(t, i + 1, WORD_YEARS);
    if (years && joined(t, i + 2) && has_class(t, i + 2, WORD_AGE))
        return i;
    if (joined(t, i) && i > 0 && has_class(t, i - 1, WORD_AGE) && !joined(t, i + 1 + years))
        return i - 1;
    bool of = i > 1 && joined(t, i) && joined(t, i - 1) && has_class(t, i - 1, WORD_PARTICLE) &&
              has_class(t, i - 2, WORD_PERSON);
    uint32_t mention = of && !joined(t, i + 1 + years) ? t->work->people.mention_of[i - 2] : 0;
    return mention > 0 ? t->work->people.mentions[mention - 1].first : 0;
}

/* "Minnie, a little girl": the age in the description after a name. */
static enum age age_after(const struct age_finder *t, const struct mention *mention)
{
    const struct people *people = &t->work->people;
    uint32_t next = mention->end < t->count && t->items[mention->end].gap == GAP_COMMA
                        ? people->mention_of[mention->end]
                        : 0;
    const struct mention *other = next > 0 ? &people->mentions[next - 1] : NULL;
    if (other == NULL || !has_class(t, other->first, WORD_ARTICLE))
        return AGE_UNKNOWN;
    for (size_t i = other->first; i < other->end; i++)
        if (has_class(t, i, WORD_AGE) && word_at(t, i)->age != AGE_UNKNOWN)
            return (enum age)word_at(t, i)->age;
    return AGE_UNKNOWN;
}

/* Counts the adjective of age before or after a name, and whether the name has the title of an
 * adult. */
static void note_adjective(struct age_finder *t, const struct mention *mention)
{
    const struct name *name = &t->work->people.names[mention->name];
    if (name->description || name->person >= t->work->people.person_count)
        return;
    struct age_evidence *evidence = &t->of_person[name->person];
    const struct word *title = &t->work->vocabulary->words[name->title];
    bool mr = title->gender == GENDER_MALE && (title->classes & WORD_PERSON) == 0;
    evidence->grown =
        evidence->grown || (name->title != 0 && (mr || title->marriage == MARRIAGE_MRS));
    if ((mention->flags & MENTION_QUOTED) != 0)
        return;
    evidence->mentions++;
    if (mention->first > 0 && joined(t, mention->first) &&
        has_class(t, mention->first - 1, WORD_AGE))
        evidence->adjectives[word_at(t, mention->first - 1)->age]++;
    evidence->adjectives[age_after(t, mention)] += ADJECTIVES_LEAST;
}

/* Weighs the evidence; `age` is what the person's own words (title, description) say. */
static enum age conclude(const struct age_evidence *evidence, enum age age)
{
    static const enum age ages[] = {AGE_OLD, AGE_YOUNG, AGE_CHILD};
    enum age found = (enum age)evidence->oldest;
    if (found == AGE_CHILD && evidence->times * CHILDHOOD_SHARE < evidence->mentions)
        found = AGE_UNKNOWN;
    for (size_t i = 0; found == AGE_UNKNOWN && i < sizeof ages / sizeof ages[0]; i++) {
        uint32_t times = evidence->adjectives[ages[i]];
        if (times >= ADJECTIVES_LEAST && times * ADJECTIVES_SHARE >= evidence->mentions)
            found = ages[i];
    }
    return found == AGE_UNKNOWN || (found == AGE_CHILD && evidence->grown) ? age : found;
}

void ages_find(struct attribution_work *work)
{
    struct people *people = &work->people;
    struct age_finder t = {.work = work, .items = work->tokens.items, .count = work->tokens.count};
    t.of_person = mem_zero(people->person_count, sizeof *t.of_person);
    for (size_t i = 0; i < t.count; i++) {
        /* A number of years in narration counts for the person it is said of. */
        enum age age = t.items[i].quote == 0 ? age_at(&t, i) : AGE_UNKNOWN;
        size_t before = age != AGE_UNKNOWN ? find_years(&t, i) : 0;
        ptrdiff_t person = before > 0 ? subject_of(&t, before) : -1;
        if (person < 0)
            continue;
        struct age_evidence *evidence = &t.of_person[person];
        evidence->times++;
        evidence->oldest = (uint8_t)(age > evidence->oldest ? age : evidence->oldest);
    }
    for (size_t i = 0; i < people->mention_count; i++)
        if (people->mentions[i].name != NO_NAME)
            note_adjective(&t, &people->mentions[i]);
    for (size_t p = 0; p < people->person_count; p++)
        if (!people->persons[p].description)
            people->persons[p].age =
                (uint8_t)conclude(&t.of_person[p], (enum age)people->persons[p].age);
    free(t.of_person);
}
