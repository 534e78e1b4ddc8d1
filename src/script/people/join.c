/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/joiner.h"

#include "base/mem.h"
#include "script/people/join_called.h"
#include "script/people/table.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>
#include <string.h>

/* Chosen. NAMESAKE_MIN: so often in narration is "often". FULL_NAME_WORTH: a full name is shown
 * unless a single name is found more than 4 times as often. */
enum { NAMESAKE_MIN = 10, FULL_NAME_WORTH = 4 };

/*
 * The fitting name of several words in a chain that is found most often. NO_NAME: there is none, or
 * it is not found `dominance` times as often as that of any other person.
 */
static uint32_t best_full(struct joiner *j, uint32_t head, const uint32_t *next, uint32_t index,
                          uint32_t dominance)
{
    const struct name *name = &j->people->names[index];
    uint32_t best = NO_NAME, found = NO_NAME, rival_seen = 0;
    int left = CHAIN_MAX;
    for (uint32_t at = head; at != 0 && left-- > 0; at = next[at - 1]) {
        const struct name *other = &j->people->names[at - 1];
        uint32_t root = joiner_root(j, at - 1);
        if (other == name || other->word_count < 2 || !joiner_may(j, index, at - 1))
            continue;
        if (best == NO_NAME) {
            best = root;
            found = at - 1;
        } else if (root != best) {
            uint32_t loser = j->seen[root] > j->seen[best] ? best : root;
            rival_seen = j->seen[loser] > rival_seen ? j->seen[loser] : rival_seen;
            found = loser == root ? found : at - 1;
            best = loser == root ? best : root;
        }
    }
    return best != NO_NAME && j->seen[best] >= dominance * rival_seen ? found : NO_NAME;
}

static bool same_words(const struct name *a, const struct name *b)
{
    return a->word_count == b->word_count &&
           memcmp(a->words, b->words, a->word_count * sizeof a->words[0]) == 0;
}

/* When narration uses the bare last name, it does not mean Mrs Snow. */
static bool is_wife_of(const struct joiner *j, const struct name *wife, const struct name *name)
{
    uint64_t classes = j->vocabulary->words[name->words[0]].classes;
    return joiner_marriage(j, wife) == MARRIAGE_MRS && name->word_count == 1 &&
           name->tags + name->subjects > 0 && j->gender[name - j->people->names] != GENDER_FEMALE &&
           (classes & WORD_GIVEN_NAME) == 0;
}

/* Joins "Snow" to "Dr Snow", or to the titled name that is found most often. */
static void join_titled(struct joiner *j, uint32_t index)
{
    const struct name *name = &j->people->names[index];
    uint32_t best = NO_NAME;
    int left = CHAIN_MAX;
    enum gender gender = (enum gender)j->gender[joiner_root(j, index)];
    for (uint32_t at = j->by_last[name->words[name->word_count - 1]]; at != 0 && left-- > 0;
         at = j->next_last[at - 1]) {
        const struct name *other = &j->people->names[at - 1];
        if (other->title == 0 || !same_words(name, other) ||
            !joiner_fits(j, joiner_root(j, at - 1), gender) || is_wife_of(j, other, name))
            continue;
        if (best == NO_NAME || name_seen(other) > name_seen(&j->people->names[best]))
            best = at - 1;
    }
    if (best != NO_NAME)
        joiner_join(j, index, best);
}

/* Joins "Tom" to "Thomas Snow" or "Thomas", if it is joined to nobody yet. */
static void join_nickname(struct joiner *j, uint32_t index)
{
    const struct name *name = &j->people->names[index];
    uint32_t full = j->vocabulary->words[name->words[0]].nickname;
    if (full == 0 || name->word_count != 1 || j->seen[joiner_root(j, index)] != name_seen(name))
        return;
    uint32_t best = best_full(j, j->by_first[full], j->next_first, index, 1);
    for (uint32_t at = j->by_first[full]; at != 0 && best == NO_NAME; at = j->next_first[at - 1])
        best = at - 1;
    if (best != NO_NAME)
        joiner_join(j, index, best);
}

/* Is anybody called by this given name alone, at least `narrated` times in narration? */
static bool is_called(const struct joiner *j, uint32_t first_name, uint32_t narrated)
{
    int left = CHAIN_MAX;
    for (uint32_t at = j->by_first[first_name]; at != 0 && left-- > 0; at = j->next_first[at - 1]) {
        const struct name *other = &j->people->names[at - 1];
        if (other->title == 0 && other->word_count == 1 && other->narrated >= narrated)
            return true;
    }
    return false;
}

/* Narration seldom calls one man both by his given name and Mr Snow. When it often has both, they
 * are father and son. */
static bool is_namesake(struct joiner *j, const struct name *name, uint32_t full)
{
    if (name->title == 0 || joiner_own_gender(j, name) != GENDER_MALE ||
        name->narrated < NAMESAKE_MIN)
        return false;
    uint32_t root = joiner_root(j, full);
    int left = CHAIN_MAX;
    for (uint32_t at = j->by_last[name->words[0]]; at != 0 && left-- > 0; at = j->next_last[at - 1])
        if (j->people->names[at - 1].word_count > 1 && joiner_root(j, at - 1) == root &&
            is_called(j, j->people->names[at - 1].words[0], NAMESAKE_MIN))
            return true;
    return false;
}

/*
 * The only Anna Snow whom "Mrs Snow" can mean, or NO_NAME. If there is a Mr Snow without a given
 * name, Mrs Snow is his wife, and Anna Snow may be their daughter. A daughter is also called Anna
 * alone, a Mrs Snow in the news is not.
 */
static uint32_t full_of_wife(struct joiner *j, uint32_t word)
{
    uint32_t found = NO_NAME;
    bool mister = false, man = false;
    int left = CHAIN_MAX;
    for (uint32_t at = j->by_last[word]; at != 0 && left-- > 0; at = j->next_last[at - 1]) {
        const struct name *other = &j->people->names[at - 1];
        uint32_t root = joiner_root(j, at - 1);
        man |= other->word_count > 1 && j->gender[root] == GENDER_MALE;
        mister |= other->word_count == 1 && other->title != 0 && other->gender == GENDER_MALE;
        if (other->word_count < 2 || j->gender[root] != GENDER_FEMALE || root == found)
            continue;
        if (found != NO_NAME || is_called(j, other->words[0], 0))
            return NO_NAME;
        found = root;
    }
    return mister && !man ? NO_NAME : found;
}

/* Is the name a bare "Snow" that means a Mr Snow? */
static bool has_mister(const struct joiner *j, const struct name *name)
{
    if (name->title != 0 || name->word_count != 1 || name->description ||
        (j->vocabulary->words[name->words[0]].classes & WORD_GIVEN_NAME) != 0)
        return false;
    int left = CHAIN_MAX;
    for (uint32_t at = j->by_last[name->words[0]]; at != 0 && left-- > 0;
         at = j->next_last[at - 1]) {
        const struct name *other = &j->people->names[at - 1];
        if (other->title != 0 && other->gender == GENDER_MALE && same_words(name, other))
            return true;
    }
    return false;
}

/* If there is a Mr Snow, "Snow" is not Lucy Snow. */
static bool is_his_daughter(struct joiner *j, const struct name *name, uint32_t full)
{
    return j->gender[joiner_root(j, full)] == GENDER_FEMALE && has_mister(j, name);
}

/* "Mrs Lucy Snow", whom "Mrs Snow" means; or NO_NAME. */
static uint32_t full_wife(struct joiner *j, uint32_t index)
{
    const struct name *name = &j->people->names[index];
    uint32_t best = NO_NAME;
    int left = CHAIN_MAX;
    for (uint32_t at = j->by_last[name->words[0]]; at != 0 && left-- > 0;
         at = j->next_last[at - 1]) {
        const struct name *other = &j->people->names[at - 1];
        if (other->word_count > 1 && joiner_marriage(j, other) == MARRIAGE_MRS &&
            joiner_may(j, index, at - 1) &&
            (best == NO_NAME || name_seen(other) > name_seen(&j->people->names[best])))
            best = at - 1;
    }
    return best;
}

/* Joins a name of one word: a given name, or a last name, where the title shows whose. */
static void join_single(struct joiner *j, uint32_t index)
{
    const struct name *name = &j->people->names[index];
    uint32_t word = name->words[0];
    uint32_t best = NO_NAME;
    bool titled = name->title != 0;
    if (!titled)
        best = best_full(j, j->by_first[word], j->next_first, index, 1);
    if (best == NO_NAME && joiner_marriage(j, name) == MARRIAGE_MRS)
        best = full_wife(j, index);
    else if (best == NO_NAME)
        best = best_full(j, j->by_last[word], j->next_last, index, titled ? 4 : 1);
    if (best == NO_NAME && joiner_marriage(j, name) == MARRIAGE_MRS)
        best = full_of_wife(j, word);
    if (best != NO_NAME && (is_namesake(j, name, best) || is_his_daughter(j, name, best)))
        best = NO_NAME;
    else if (best == NO_NAME && titled)
        best = best_full(j, j->by_first[word], j->next_first, index, 1);
    if (best != NO_NAME)
        joiner_join(j, best, index);
}

/*
 * Joins by shared words. The order of the steps matters, because an earlier join excludes later
 * ones: "Miss Snow" takes Lucy Snow before "Mrs Snow" can, and a given name says more than a last
 * name.
 */
static void join_all(struct joiner *j)
{
    enum { TITLED_FULL, MISS, UNTITLED, NICKNAME, TITLED, SURNAME, STEPS };
    for (int step = 0; step < STEPS; step++)
        for (uint32_t i = 0; i < j->people->name_count; i++) {
            const struct name *name = &j->people->names[i];
            bool full = name->word_count > 1, titled = name->title != 0;
            if (name->description)
                continue;
            if (step == TITLED_FULL && full && !titled)
                join_titled(j, i);
            if (!full && step == (titled ? joiner_marriage(j, name) == MARRIAGE_MISS ? MISS : TITLED
                                         : UNTITLED))
                join_single(j, i);
            if (step == NICKNAME && !full && !titled)
                join_nickname(j, i);
            if (step == SURNAME && !full && !titled &&
                j->seen[joiner_root(j, i)] == name_seen(name))
                join_titled(j, i); /* joined to nobody yet */
        }
}

/* "The old innkeeper" is the innkeeper; "the old man" is not any man. */
static void join_adjectives(struct joiner *j)
{
    uint32_t *plain = mem_zero(j->vocabulary->count, sizeof *plain);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < j->people->name_count; i++) {
            const struct name *name = &j->people->names[i];
            uint32_t noun = name->words[0];
            if (!name->description || j->vocabulary->words[noun].age != AGE_UNKNOWN)
                continue;
            if (name->title == 0)
                plain[noun] = i + 1;
            else if (pass > 0 && plain[noun] != 0)
                joiner_join(j, plain[noun] - 1, i);
        }
    free(plain);
}

/* Is it not a name of a person: the mayor, the Prime Minister, Mr President? */
static bool is_no_name(const struct joiner *j, const struct name *name)
{
    bool title = name->title != 0 && name->word_count == 1 &&
                 (j->vocabulary->words[name->words[0]].classes & WORD_TITLE) != 0;
    return name->description || name->apposed != 0 || title;
}

/* Is `name` better to show than `shown`? "Anna Snow" says more than "Snow", and any name more than
 * a description. */
static bool shows_better(const struct joiner *j, const struct name *name, const struct name *shown)
{
    bool described = is_no_name(j, name), shown_described = is_no_name(j, shown);
    if (described != shown_described)
        return shown_described;
    uint32_t last = name->words[name->word_count - 1],
             last_shown = shown->words[shown->word_count - 1];
    bool is_full = name->word_count > 1;
    const struct name *full = is_full ? name : shown, *single = is_full ? shown : name;
    if (is_full != (shown->word_count > 1) && last == last_shown && single->title == 0 &&
        joiner_given_name(j, full) != NULL)
        return is_full;
    return name_seen(name) * (name->word_count > 1 ? FULL_NAME_WORTH : 1) >
           name_seen(shown) * (shown->word_count > 1 ? FULL_NAME_WORTH : 1);
}

/* Adds what is counted for a name to its person. The factors of `weight` are chosen: a tag is the
 * best sign of somebody who speaks, and names of places are none. */
static void add_to_person(struct joiner *j, struct person *person, const struct name *name)
{
    const struct name *shown = &j->people->names[person->name];
    bool given =
        name->subjects > 0 && (j->vocabulary->words[name->words[0]].classes & WORD_GIVEN_NAME) != 0;
    bool somebody = name->title != 0 || given || name->description || name->somebody;
    bool usually = joiner_gender_is_usual(j, name);
    const struct word *first = joiner_given_name(j, name);
    person->usually |= usually;
    person->surely |= (name->gender != GENDER_UNKNOWN && !usually) ||
                      (first != NULL && first->gender != GENDER_UNKNOWN);
    person->tags += name->tags;
    person->vocatives += name->vocatives;
    person->titled |= somebody;
    person->gender_votes += name->gender_votes;
    person->weight += 4 * name->tags + 2 * name->vocatives + name->subjects;
    if (somebody)
        person->weight += name->narrated + name->quoted;
    person->weight -= person->weight < 2 * name->places ? person->weight : 2 * name->places;
    if (name->age > person->age)
        person->age = name->age;
    person->description &= name->description;
    if (shows_better(j, name, shown))
        person->name = (uint32_t)(name - j->people->names);
}

/* Lets all pronouns that mean a captain decide whether she is one. */
static void overrule_gender(struct person *person)
{
    if (!person->usually || person->surely)
        return;
    if (person->gender == GENDER_MALE && person->gender_votes <= -OVERRULING_VOTES)
        person->gender = GENDER_FEMALE;
    if (person->gender == GENDER_FEMALE && person->gender_votes >= OVERRULING_VOTES)
        person->gender = GENDER_MALE;
}

/* Is there a sign that the name is a person's: a tag, vocatives, a title or a known given name? */
static bool may_speak(const struct person *person)
{
    return person->tags > 0 || person->vocatives > 1 || person->titled;
}

static void make_persons(struct joiner *j)
{
    struct people *people = j->people;
    people->persons = mem_zero(people->name_count, sizeof *people->persons);
    for (uint32_t i = 0; i < people->name_count; i++)
        people->names[i].person = UINT32_MAX;
    for (uint32_t i = 0; i < people->name_count; i++) {
        uint32_t root = joiner_root(j, i);
        struct name *name = &people->names[i];
        if (people->names[root].person == UINT32_MAX) {
            people->names[root].person = (uint32_t)people->person_count;
            people->persons[people->person_count++] =
                (struct person){.name = root, .description = name->description};
        }
        name->person = people->names[root].person;
        struct person *person = &people->persons[name->person];
        person->description &= name->description;
        person->gender = (uint8_t)j->gender[root];
        add_to_person(j, person, name);
    }
    for (size_t i = 0; i < people->person_count; i++) {
        struct person *person = &people->persons[i];
        if (!may_speak(person))
            person->weight = 0;
        overrule_gender(person);
        if (person->gender == GENDER_UNKNOWN && abs(person->gender_votes) >= 2)
            person->gender = person->gender_votes > 0 ? GENDER_MALE : GENDER_FEMALE;
    }
}

/* Gives mentions of "the captain" the gender that was found for the person. */
static void settle_descriptions(struct people *people)
{
    for (size_t i = 0; i < people->mention_count; i++) {
        struct mention *mention = &people->mentions[i];
        if (mention->kind != MENTION_DESCRIPTION)
            continue;
        uint8_t gender = people->persons[people->names[mention->name].person].gender;
        if (mention->gender != GENDER_UNKNOWN && gender != GENDER_UNKNOWN)
            mention->gender = gender;
    }
}

void people_join(struct people *people, const struct vocabulary *vocabulary)
{
    struct joiner j = joiner_start(people, vocabulary);
    uint32_t names = (uint32_t)people->name_count;
    for (uint32_t i = 0; i < names; i++) /* pronouns of "Snow" may mean Mr or Mrs Snow */
        if (j.gender[i] == GENDER_FEMALE && has_mister(&j, &people->names[i]))
            j.gender[i] = GENDER_UNKNOWN;
    join_all(&j);
    for (uint32_t i = 0; i < names; i++) {
        /* "The mayor" is whoever the text says, if that is only one person. */
        const struct name *name = &j.people->names[i];
        if (name->apposed != 0 && name->apposed != APPOSED_TO_MANY)
            joiner_join(&j, name->apposed - 1, i);
    }
    join_adjectives(&j);
    join_bearers(&j);
    join_answerers(&j);
    make_persons(&j);
    settle_descriptions(people);
    people_index_named(people);
    joiner_release(&j);
}
