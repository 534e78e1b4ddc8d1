/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/join_called.h"

#include "base/mem.h"
#include "script/people/joiner.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>

/*
 * Chosen. ANSWERS_MIN: one answer may be a third person's. BEARER_DOMINANCE: how many times more
 * often than the next one the bearer of a title is found. The same factor says how much more often
 * "the captain" may be found than Captain Snow. DESCRIBED_SELDOM: the only Captain in the book may
 * be even rarer, if "the captain" is found less often than this.
 */
enum { ANSWERS_MIN = 2, BEARER_DOMINANCE = 4, DESCRIBED_SELDOM = 40 };

/* ---- the Captain is Captain Snow ---- */

/* Of all who have a title, the one who is found most often with it; how often, and how often the
 * next one is. */
struct bearer {
    uint32_t name; /* + 1 */
    uint32_t seen, rival_seen;
};

/* The title in full: doctor for Dr. */
static uint32_t full_title(const struct joiner *j, uint32_t title)
{
    uint32_t full = j->vocabulary->words[title].nickname;
    return full != 0 ? full : title;
}

/* "The captain" takes the gender of Captain Snow, unless pronouns contradict. */
static void join_bearer(struct joiner *j, uint32_t bearer, uint32_t index)
{
    const struct name *name = &j->people->names[index];
    uint8_t *gender = &j->gender[joiner_root(j, index)], own = *gender;
    int votes = name->gender == GENDER_MALE ? name->gender_votes : -name->gender_votes;
    if (joiner_gender_is_usual(j, name) && votes < OVERRULING_VOTES)
        *gender = GENDER_UNKNOWN;
    if (!joiner_join(j, bearer, index))
        *gender = own;
}

void join_bearers(struct joiner *j)
{
    struct bearer *bearers = mem_zero(j->vocabulary->count, sizeof *bearers);
    for (uint32_t i = 0; i < j->people->name_count; i++) {
        const struct name *name = &j->people->names[i];
        if (name->description || name->title == 0)
            continue;
        struct bearer *bearer = &bearers[full_title(j, name->title)];
        bool same = bearer->name != 0 && joiner_root(j, bearer->name - 1) == joiner_root(j, i);
        if (same) {
            bearer->seen += name_seen(name);
        } else if (name_seen(name) > bearer->seen) {
            bearer->rival_seen = bearer->seen;
            bearer->seen = name_seen(name);
            bearer->name = i + 1;
        } else if (name_seen(name) > bearer->rival_seen) {
            bearer->rival_seen = name_seen(name);
        }
    }
    for (uint32_t i = 0; i < j->people->name_count; i++) {
        const struct name *name = &j->people->names[i];
        const struct bearer *bearer = &bearers[full_title(j, name->words[0])];
        bool titled_twice = /* Herr Kommissar */
            (j->vocabulary->words[name->words[0]].classes & WORD_TITLE) != 0;
        if (name->word_count == 1 && (name->title == 0 || titled_twice) && bearer->name != 0 &&
            (j->vocabulary->words[name->words[0]].classes & WORD_COMMON) == 0 &&
            j->seen[joiner_root(j, i)] == name_seen(name) &&
            bearer->seen >= BEARER_DOMINANCE * bearer->rival_seen &&
            (!name->description || bearer->seen * BEARER_DOMINANCE >= name_seen(name) ||
             (bearer->rival_seen == 0 && name_seen(name) < DESCRIBED_SELDOM)))
            join_bearer(j, bearer->name - 1, i);
    }
    free(bearers);
}

/* ---- a name belongs to the person who answers to it ---- */

struct answerer {
    uint32_t root, by; /* roots of the name in the vocative, and of the one who answers */
};

static int by_roots(const void *a, const void *b)
{
    const struct answerer *first = a, *second = b;
    if (first->root != second->root)
        return first->root < second->root ? -1 : 1;
    return first->by < second->by ? -1 : first->by > second->by;
}

/* How often narration has the names of each root: in a tag; at all. */
struct narrated_names {
    uint32_t *tags, *narrated;
};

/*
 * Is the name used by other people only? Then narration has no tag with any of its root's names.
 * But a name that narration never has at all may be that of a first-person narrator.
 */
static bool is_only_called(const struct joiner *j, const struct narrated_names *counts,
                           uint32_t root)
{
    return counts->tags[root] == 0 && (counts->narrated[root] > 0 || !j->people->first_person);
}

/* Takes all answers to one name, sorted; joins the name to the person who gives most of them, at
 * least two thirds (chosen). */
static void join_answerer(struct joiner *j, const struct narrated_names *counts,
                          const struct answerer *answers, size_t count)
{
    size_t best = 0, most = 0;
    for (size_t i = 0, run = 0; i < count; i++) {
        run = i > 0 && answers[i].by == answers[i - 1].by ? run + 1 : 1;
        if (run > most) {
            most = run;
            best = i;
        }
    }
    uint32_t called = answers[best].root, by = answers[best].by;
    const struct name *name = &j->people->names[called];
    bool titled_only = name->title == 0 && name->word_count == 1 &&
                       (j->vocabulary->words[name->words[0]].classes & WORD_TITLE) != 0;
    if (most >= ANSWERS_MIN && most * 3 >= count * 2 && called != by && !titled_only &&
        is_only_called(j, counts, called) && joiner_may(j, by, called))
        joiner_join(j, by, called);
}

void join_answerers(struct joiner *j)
{
    const struct people *people = j->people;
    struct answerer *answers = mem_zero(people->answer_count, sizeof *answers);
    struct narrated_names counts = {mem_zero(people->name_count, sizeof *counts.tags),
                                    mem_zero(people->name_count, sizeof *counts.narrated)};
    for (uint32_t i = 0; i < people->name_count; i++) {
        counts.tags[joiner_root(j, i)] += people->names[i].tags;
        counts.narrated[joiner_root(j, i)] += people->names[i].narrated;
    }
    for (size_t i = 0; i < people->answer_count; i++)
        answers[i] = (struct answerer){joiner_root(j, people->answers[i].name),
                                       joiner_root(j, people->answers[i].by)};
    if (people->answer_count > 0)
        qsort(answers, people->answer_count, sizeof *answers, by_roots);
    for (size_t i = 0, end; i < people->answer_count; i = end) {
        for (end = i; end < people->answer_count && answers[end].root == answers[i].root;)
            end++;
        if (end - i >= ANSWERS_MIN)
            join_answerer(j, &counts, answers + i, end - i);
    }
    free(answers);
    free(counts.tags);
    free(counts.narrated);
}
