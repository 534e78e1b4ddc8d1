/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/joiner.h"

#include "base/mem.h"

#include <stdlib.h>

/*
 * Chosen. PAIRS_MAX: pairs looked at per name, which keeps the time linear. Two names are different
 * people when they are side by side PAIRS_DIFFERENT times and in one of PAIRS_SHARE mentions of the
 * rarer one; those that share a given name in one of PAIRS_SHARE_FIRST. GIVEN_NAME_VOTES: ten
 * pronouns as subjects (3 votes each) outvote a given name of the book's own language.
 */
enum { PAIRS_MAX = 2000, PAIRS_DIFFERENT = 2, PAIRS_SHARE = 40, PAIRS_SHARE_FIRST = 8 };
enum { GIVEN_NAME_VOTES = 30 };

uint32_t joiner_root(struct joiner *j, uint32_t name)
{
    while (j->parent[name] != name) {
        j->parent[name] = j->parent[j->parent[name]];
        name = j->parent[name];
    }
    return name;
}

uint32_t name_seen(const struct name *name)
{
    return name->narrated + name->quoted + 2 * name->tags;
}

const struct word *joiner_given_name(const struct joiner *j, const struct name *name)
{
    for (int i = 0; i == 0 || i + 1 < name->word_count; i++) {
        const struct word *word = &j->vocabulary->words[name->words[i]];
        if (word->nickname != 0 && (word->classes & WORD_GIVEN_NAME) == 0)
            word = &j->vocabulary->words[word->nickname];
        if ((word->classes & WORD_GIVEN_NAME) != 0)
            return word;
    }
    return NULL;
}

/* Is the name one word that full names end with and none begins with? Then it is not a given name,
 * whatever the lists say. */
static bool is_surname(const struct joiner *j, const struct name *name)
{
    if (name->word_count != 1 || name->description)
        return false;
    bool surname = false;
    int left = CHAIN_MAX;
    uint32_t word = name->words[0];
    for (uint32_t at = j->by_last[word]; at != 0 && left-- > 0; at = j->next_last[at - 1])
        surname |= j->people->names[at - 1].word_count > 1;
    for (uint32_t at = j->by_first[word]; at != 0 && left-- > 0; at = j->next_first[at - 1])
        if (j->people->names[at - 1].word_count > 1)
            return false;
    return surname;
}

bool joiner_gender_is_usual(const struct joiner *j, const struct name *name)
{
    uint32_t word = name->title != 0 && !name->description ? name->title : name->words[0];
    return name->gender != GENDER_UNKNOWN && j->vocabulary->words[word].usual;
}

/* Do votes overrule the gender of the title? A captain may be a woman, Mr Snow may not. A single
 * word after a title is hardly a given name. */
static bool is_overruled(const struct joiner *j, const struct name *name, int votes)
{
    votes = name->word_count > 1 ? votes : name->gender_votes;
    return joiner_gender_is_usual(j, name) &&
           votes * (name->gender == GENDER_MALE ? 1 : -1) <= -OVERRULING_VOTES;
}

/* 4 votes are chosen: more than one pronoun as a subject (3). */
enum gender joiner_own_gender(const struct joiner *j, const struct name *name)
{
    /* The votes of pronouns and of the given name; > 0: male. */
    const struct word *given = joiner_given_name(j, name);
    int votes = name->gender_votes;
    int weight = given == NULL || given->given == 0 ? GIVEN_NAME_VOTES : given->given;
    if (given != NULL && given->gender != GENDER_UNKNOWN && !is_surname(j, name))
        votes += given->gender == GENDER_MALE ? weight : -weight;
    if (name->gender != GENDER_UNKNOWN && !is_overruled(j, name, votes))
        return name->gender;
    if (votes >= 4)
        return GENDER_MALE;
    return votes <= -4 ? GENDER_FEMALE : GENDER_UNKNOWN;
}

enum marriage joiner_marriage(const struct joiner *j, const struct name *name)
{
    return name->description || name->title == 0 ? MARRIAGE_UNKNOWN
                                                 : j->vocabulary->words[name->title].marriage;
}

bool joiner_fits(const struct joiner *j, uint32_t root, enum gender gender)
{
    return gender == GENDER_UNKNOWN || j->gender[root] == GENDER_UNKNOWN ||
           j->gender[root] == gender;
}

/* How often a name is beside names of this root. */
static uint32_t times_beside(struct joiner *j, uint32_t name, uint32_t root)
{
    uint32_t times = 0;
    int left = PAIRS_MAX;
    for (uint32_t at = j->people->names[name].beside; at != 0 && left-- > 0;
         at = j->people->pairs[at - 1].next)
        times += joiner_root(j, j->people->pairs[at - 1].other) == root;
    return times;
}

/* Are they "Anna" and "Anna Snow"? Two people with one given name are seldom side by side. */
static bool is_first_name_of(const struct joiner *j, uint32_t name_a, uint32_t name_b)
{
    const struct name *a = &j->people->names[name_a], *b = &j->people->names[name_b];
    return a->title == 0 && b->title == 0 && a->words[0] == b->words[0] &&
           (a->word_count == 1 || b->word_count == 1);
}

bool joiner_may(struct joiner *j, uint32_t name_a, uint32_t name_b)
{
    uint32_t a = joiner_root(j, name_a), b = joiner_root(j, name_b);
    if (!joiner_fits(j, a, j->gender[b]))
        return false;
    if (j->marriage[a] != MARRIAGE_UNKNOWN && j->marriage[b] != MARRIAGE_UNKNOWN &&
        j->marriage[a] != j->marriage[b])
        return false;
    uint32_t times = times_beside(j, name_a, b), back = times_beside(j, name_b, a);
    uint32_t most = times > back ? times : back,
             rarer = j->seen[a] < j->seen[b] ? j->seen[a] : j->seen[b],
             share = is_first_name_of(j, name_a, name_b) ? PAIRS_SHARE_FIRST : PAIRS_SHARE;
    return most < PAIRS_DIFFERENT || most * share < rarer;
}

bool joiner_join(struct joiner *j, uint32_t name_a, uint32_t name_b)
{
    uint32_t a = joiner_root(j, name_a), b = joiner_root(j, name_b);
    if (a == b)
        return true;
    if (!joiner_may(j, name_a, name_b))
        return false;
    if (j->gender[a] == GENDER_UNKNOWN)
        j->gender[a] = j->gender[b];
    if (j->marriage[a] == MARRIAGE_UNKNOWN)
        j->marriage[a] = j->marriage[b];
    j->parent[b] = a;
    j->seen[a] += j->seen[b];
    return true;
}

struct joiner joiner_start(struct people *people, const struct vocabulary *vocabulary)
{
    size_t words = vocabulary->count, names = people->name_count;
    struct joiner j = {people,
                       vocabulary,
                       mem_zero(names, sizeof *j.parent),
                       mem_zero(words, sizeof *j.by_first),
                       mem_zero(words, sizeof *j.by_last),
                       mem_zero(names, sizeof *j.next_first),
                       mem_zero(names, sizeof *j.next_last),
                       mem_zero(names, sizeof *j.gender),
                       mem_zero(names, sizeof *j.marriage),
                       mem_zero(names, sizeof *j.seen)};
    for (size_t i = j.people->name_count; i-- > 0;) {
        const struct name *name = &j.people->names[i];
        if (name->description)
            continue;
        uint32_t first = name->words[0], last = name->words[name->word_count - 1];
        j.next_first[i] = j.by_first[first];
        j.by_first[first] = (uint32_t)i + 1;
        j.next_last[i] = j.by_last[last];
        j.by_last[last] = (uint32_t)i + 1;
    }
    for (uint32_t i = 0; i < names; i++) {
        j.parent[i] = i;
        j.seen[i] = name_seen(&people->names[i]);
        j.gender[i] = (uint8_t)joiner_own_gender(&j, &people->names[i]);
        j.marriage[i] = (uint8_t)joiner_marriage(&j, &people->names[i]);
    }
    return j;
}

void joiner_release(struct joiner *j)
{
    free(j->parent);
    free(j->by_first);
    free(j->by_last);
    free(j->next_first);
    free(j->next_last);
    free(j->gender);
    free(j->marriage);
    free(j->seen);
}
