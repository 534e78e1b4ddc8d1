/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/attribution/labelled.h"

#include "base/mem.h"
#include "script/attribution/attribution.h"
#include "script/attribution/steps.h"
#include "script/people/people.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>

/* Chosen: words of a label that count; labels with one first word that are compared; titles before
 * a name ("the Rev. Canon"); tokens after it in which a noun, a pronoun can belong to it. */
enum { WORDS_MOST = 4, CHAIN_MOST = 16, TITLES_MOST = 3, NOUN_NEAR = 5, PRONOUN_NEAR = 12 };

/* How many pronouns each sign is worth, and how many decide. Chosen: a given name counts as in
 * people/joiner.c, and one pronoun may mean somebody else. */
enum { VOTES_TITLE = 5, VOTES_NOUN = 8, VOTES_PERSON = 6, VOTES_GIVEN = 30, VOTES_LEAST = 2 };

struct labelled_name {
    uint32_t words[WORDS_MOST];
    uint32_t next; /* label + 1 with the same first word, or 0 */
    uint8_t word_count;
    enum gender gender;
    enum age age;
    int votes; /* > 0: male */
};

struct labelled_names {
    const struct attribution_work *work;
    struct labelled_name *items;
    size_t count;
    uint32_t *by_first; /* per word of the vocabulary: label + 1 */
};

static const struct word *word_of(const struct labelled_names *labels, uint32_t number)
{
    return &labels->work->vocabulary->words[number];
}

static const struct word *word_at(const struct labelled_names *labels, size_t token)
{
    return word_of(labels, labels->work->tokens.items[token].word);
}

static int vote_of(enum gender gender)
{
    return gender == GENDER_MALE ? 1 : gender == GENDER_FEMALE ? -1 : 0;
}

/* Looks up the words of a name, the first `most` of them; returns how many. */
static size_t split_name(const struct labelled_names *labels, struct view name, uint32_t *words,
                         size_t most)
{
    size_t count = 0;
    for (size_t at = 0, start; at < name.bytes && count < most;) {
        start = at;
        uint32_t rune = rune_next(name, &at);
        if (!rune_is_alnum(rune))
            continue;
        while (at < name.bytes && (rune_is_alnum(rune_at(name, at)) || name.at[at] == '-'))
            rune_next(name, &at);
        words[count++] = vocabulary_find(labels->work->vocabulary, view_part(name, start, at));
    }
    return count;
}

/* The label of exactly these words, or NULL. */
static struct labelled_name *find_words(const struct labelled_names *labels, const uint32_t *words,
                                        size_t count)
{
    size_t steps = 0;
    uint32_t i = count > 0 && words[0] != 0 ? labels->by_first[words[0]] : 0;
    for (; i > 0 && steps < CHAIN_MOST; i = labels->items[i - 1].next, steps++) {
        struct labelled_name *label = &labels->items[i - 1];
        size_t same = 0;
        while (same < count && same < label->word_count && label->words[same] == words[same])
            same++;
        if (same == count && same == label->word_count)
            return label;
    }
    return NULL;
}

static bool joined(const struct tokens *tokens, size_t i)
{
    return i < tokens->count && (tokens->items[i].gap & ~(unsigned)GAP_POINT) == 0;
}

/* The longest label at token i, and in *end the token after it; or NULL. */
static struct labelled_name *find_at(const struct labelled_names *labels, size_t i, size_t *end)
{
    const struct tokens *tokens = &labels->work->tokens;
    uint32_t words[WORDS_MOST];
    size_t count = 0;
    struct labelled_name *found = NULL;
    if (labels->by_first[tokens->items[i].word] == 0)
        return NULL;
    while (count < WORDS_MOST && (count == 0 || joined(tokens, i + count))) {
        words[count] = tokens->items[i + count].word;
        struct labelled_name *label = find_words(labels, words, ++count);
        if (label != NULL) {
            found = label;
            *end = i + count;
        }
    }
    return found;
}

/* The vote of "Rev. Canon" before a name. */
static int titles_before(const struct labelled_names *labels, size_t i)
{
    const struct token *items = labels->work->tokens.items;
    for (size_t steps = 0; steps < TITLES_MOST && i > 0 && joined(&labels->work->tokens, i);
         steps++) {
        const struct word *word = word_at(labels, --i);
        if ((word->classes & WORD_TITLE) != 0 && word->gender != GENDER_UNKNOWN)
            return VOTES_TITLE * vote_of(word->gender);
        if ((items[i].flags & TOKEN_CAPITAL) == 0)
            break;
    }
    return 0;
}

/* The vote of ", Prince of Denmark" after a name in narration. */
static int noun_after(const struct labelled_names *labels, size_t i)
{
    const struct tokens *tokens = &labels->work->tokens;
    if (i >= tokens->count || tokens->items[i].quote != 0 ||
        (tokens->items[i].gap & (GAP_COMMA | GAP_DASH | GAP_OTHER)) == 0)
        return 0;
    for (size_t end = i + NOUN_NEAR; i < end && i < tokens->count; i++) {
        if ((tokens->items[i].gap & (GAP_STOP | GAP_BLOCK)) != 0)
            break;
        const struct word *word = word_at(labels, i);
        if ((word->classes & (WORD_PERSON | WORD_TITLE | WORD_ROLE)) != 0)
            return VOTES_NOUN * vote_of(word->gender);
    }
    return 0;
}

/* The vote of the first "he" or "she" after a name, with no other name between. It does not mean
 * somebody who is addressed. */
static int pronoun_after(const struct labelled_names *labels, size_t first, size_t i)
{
    const struct tokens *tokens = &labels->work->tokens;
    bool quoted = tokens->items[first].quote != 0;
    if (quoted && ((tokens->items[first].gap | tokens->items[i].gap) & GAP_COMMA) != 0)
        return 0;
    for (size_t end = i + PRONOUN_NEAR; i < end && i < tokens->count; i++) {
        const struct word *word = word_at(labels, i);
        if ((tokens->items[i].gap & GAP_BLOCK) != 0 ||
            labels->by_first[tokens->items[i].word] != 0 || (word->classes & WORD_PERSON) != 0)
            break;
        uint64_t wanted = quoted ? WORD_PRONOUN : WORD_PRONOUN | WORD_OWNER;
        if ((word->classes & wanted) != 0 && word->gender != GENDER_UNKNOWN)
            return vote_of(word->gender);
    }
    return 0;
}

static void count_votes(struct labelled_names *labels)
{
    const struct tokens *tokens = &labels->work->tokens;
    for (size_t i = 0, end; i < tokens->count; i = end) {
        end = i + 1;
        struct labelled_name *label = find_at(labels, i, &end);
        if (label != NULL)
            label->votes +=
                titles_before(labels, i) + noun_after(labels, end) + pronoun_after(labels, i, end);
    }
}

/* Adds what is known about a person of the same name, found as in a novel. */
static void ask_people(struct labelled_names *labels)
{
    const struct people *people = &labels->work->people;
    for (size_t n = 0; n < people->name_count; n++) {
        const struct name *name = &people->names[n];
        uint32_t words[NAME_MAX_WORDS + 1] = {name->title};
        size_t count = name->title != 0;
        for (size_t i = 0; i < name->word_count; i++)
            words[count++] = name->words[i];
        struct labelled_name *label = name->description ? NULL : find_words(labels, words, count);
        if (label == NULL || name->person >= people->person_count)
            continue;
        const struct person *person = &people->persons[name->person];
        label->votes += VOTES_PERSON * vote_of((enum gender)person->gender);
        if (label->age == AGE_UNKNOWN)
            label->age = (enum age)person->age;
    }
}

/* Adds what the label itself shows: a noun at its end, a title at its start, a given name. */
static void read_label(struct labelled_names *labels, struct labelled_name *label)
{
    const struct vocabulary *vocabulary = labels->work->vocabulary;
    const struct word *given = NULL;
    for (size_t i = 0; i < label->word_count; i++) {
        const struct word *word = word_of(labels, label->words[i]);
        bool last = i + 1 == label->word_count;
        bool title = i == 0 && (word->classes & WORD_TITLE) != 0;
        bool noun = last && (word->classes & (WORD_PERSON | WORD_ROLE)) != 0;
        if ((title || noun) && word->gender != GENDER_UNKNOWN)
            label->gender = (enum gender)word->gender;
        if ((title || noun || (word->classes & WORD_AGE) != 0) && word->age != AGE_UNKNOWN)
            label->age = (enum age)word->age;
        if (given == NULL && !title)
            given = word;
    }
    if (given != NULL && (given->classes & WORD_GIVEN_NAME) == 0 && given->nickname != 0)
        given = &vocabulary->words[given->nickname];
    if (given != NULL && (given->classes & WORD_GIVEN_NAME) != 0)
        label->votes += VOTES_GIVEN * vote_of((enum gender)given->gender);
}

/* "Jack and Algernon": the gender that all of them have. */
static enum gender gender_of_several(const struct labelled_names *labels, struct view name)
{
    enum { SEVERAL_MOST = 24 }; /* words; chosen: no label of a play is so long */
    uint32_t words[SEVERAL_MOST + 1] = {0};
    size_t count = split_name(labels, name, words, SEVERAL_MOST), start = 0;
    enum gender gender = GENDER_UNKNOWN;
    for (size_t i = 0; i <= count; i++) {
        bool is_and = i < count && (word_of(labels, words[i])->classes & WORD_AND) != 0;
        if (!is_and && i < count)
            continue;
        const struct labelled_name *one = find_words(labels, words + start, i - start);
        if (one == NULL || (start > 0 && one->gender != gender) || (start == 0 && !is_and))
            return GENDER_UNKNOWN;
        gender = one->gender;
        start = i + 1;
    }
    return gender;
}

void labelled_describe(const struct attribution_work *work, struct attribution *attribution,
                       size_t first)
{
    size_t count = attribution->speaker_count - first;
    struct speaker *speakers = attribution->speakers + first;
    if (count == 0)
        return;
    struct labelled_names labels = {.work = work, .count = count};
    labels.items = mem_zero(count, sizeof *labels.items);
    labels.by_first = mem_zero(work->vocabulary->count, sizeof *labels.by_first);
    for (size_t i = 0; i < count; i++) {
        struct labelled_name *label = &labels.items[i];
        label->word_count =
            (uint8_t)split_name(&labels, view_of(speakers[i].name), label->words, WORDS_MOST);
        read_label(&labels, label);
        if (label->word_count == 0 || label->words[0] == 0)
            continue;
        label->next = labels.by_first[label->words[0]];
        labels.by_first[label->words[0]] = (uint32_t)i + 1;
    }
    count_votes(&labels);
    ask_people(&labels);
    for (size_t i = 0; i < count; i++) {
        struct labelled_name *label = &labels.items[i];
        if (label->gender != GENDER_UNKNOWN)
            continue;
        label->gender = label->votes >= VOTES_LEAST    ? GENDER_MALE
                        : label->votes <= -VOTES_LEAST ? GENDER_FEMALE
                                                       : GENDER_UNKNOWN;
    }
    for (size_t i = 0; i < count; i++) {
        enum gender several = gender_of_several(&labels, view_of(speakers[i].name));
        speakers[i].gender = several != GENDER_UNKNOWN ? several : labels.items[i].gender;
        speakers[i].age = labels.items[i].age;
    }
    free(labels.items);
    free(labels.by_first);
}
