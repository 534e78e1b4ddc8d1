/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/people: the people of a book, where they are mentioned, under which names, and
 * which names mean the same person (alias resolution). dialogue_tags.h and answers.h are doors too.
 *
 * First every mention is found: names, descriptions such as "the old man", pronouns. Then names are
 * joined to persons over the whole book, before any line is given to anybody: "Lucy", "Miss Lucy"
 * and "Lucy Snow" are one person, "Mr Snow" and "Mrs Snow" are two. Gender comes from titles and
 * nouns, then from the given name and the pronouns that follow the name, by weighted majority.
 *
 * Order, each a pass over the whole book: tokens_make (after quotes_find), people_collect,
 * dialogue_tags_find, answers_find, people_join; then people_named_between and name_text may be
 * called. May use book, script/vocabulary and script/quotes. Tests: tests/unit/test_people.c,
 * test_attribution.c, tests/spec/quotes.
 */
#ifndef SCRIPT_PEOPLE_PEOPLE_H
#define SCRIPT_PEOPLE_PEOPLE_H

#include "base/table.h"
#include "script/people/tokens.h"

enum mention_kind {
    MENTION_NAME,
    MENTION_DESCRIPTION, /* the old man, his aunt */
    MENTION_PRONOUN,     /* he, she, they, I, the other: can be a subject */
    MENTION_OBJECT,      /* him, her, his */
};

enum mention_flag {
    MENTION_QUOTED = 1 << 0,     /* inside a quotation */
    MENTION_SUBJECT = 1 << 1,    /* begins a sentence or is beside a verb */
    MENTION_VOCATIVE = 1 << 2,   /* quoted, and set off by commas: somebody is addressed */
    MENTION_FIRST = 1 << 3,      /* first person */
    MENTION_POSSESSIVE = 1 << 4, /* Anna's */
    MENTION_NEW = 1 << 6,        /* a spokesman: somebody not mentioned before */
    MENTION_OWNED = 1 << 5,      /* his aunt: a description that depends on another person */
};

struct mention {
    uint32_t first, end; /* tokens */
    uint32_t name;       /* index into people.names; NO_NAME for pronouns */
    uint8_t kind, gender, flags;
};

/* Words of a name, its title not counted. Chosen: longer runs of capitals are headlines. */
enum { NAME_MAX_WORDS = 6 };
static const uint32_t NO_NAME = UINT32_MAX;

struct name {
    uint32_t words[NAME_MAX_WORDS];
    uint32_t title; /* 0: none */
    uint8_t word_count, gender, age;
    bool description;
    bool somebody; /* beside a noun for a person: "his aunt, Soizic" */
    uint32_t narrated, quoted, subjects, tags, vocatives, places; /* how often it is found so */
    int32_t gender_votes;                                         /* > 0: male */
    uint32_t person;                                              /* index into people.persons */
    uint32_t first_mention;
    uint32_t beside;  /* first pair of this name + 1 in people.pairs, or 0 */
    uint32_t apposed; /* of a description: the only name it was beside, "the mayor, Anna", + 1 */
};

static const uint32_t APPOSED_TO_MANY = UINT32_MAX;

/* Two names close together in one sentence: hardly the same person. */
struct name_pair {
    uint32_t other, next; /* next: pair + 1 of the same name */
};

/* Somebody is addressed by a name, and the next speaker is tagged with another. */
struct answer {
    uint32_t name, by; /* indices into people.names */
};

struct person {
    uint32_t name; /* the one that is shown */
    uint8_t gender, age;
    bool description;
    bool titled;          /* known by a title, a first name or a description */
    bool usually, surely; /* the gender comes from a usual word (captain); from another one */
    uint32_t vocatives;
    uint32_t tags, weight; /* tags by name; weight: evidence that this is somebody who can speak */
    int32_t gender_votes;
};

struct people {
    struct mention *mentions; /* in order of first token */
    size_t mention_count, mention_capacity;
    uint32_t *mention_of; /* per token: index + 1 of the mention that covers it, or 0 */
    struct name *names;
    size_t name_count, name_capacity;
    struct person *persons;
    size_t person_count;
    bool first_person; /* a first-person narrator, who also speaks */
    uint32_t narrator; /* index into persons of that narrator; NO_NAME: not known */
    /* the tokens at which narration names person p, in order: told_at[told_first[p]] to
     * told_at[told_first[p + 1]], the last one excluded */
    uint32_t *told_at, *told_first;
    struct answer *answers; /* malloc'ed; evidence for people_join */
    size_t answer_count, answer_capacity;
    /* private */
    struct name_pair *pairs;
    size_t pair_count, pair_capacity;
    struct table name_numbers; /* of the names */
    struct arena *keys;        /* of that table */
};

/*
 * Finds mentions and names, and counts the evidence for gender and for names being different
 * people. Assumes that tokens_make has counted in the vocabulary how the book writes each word.
 * Never fails. Free with people_release.
 */
struct people people_collect(const struct tokens *tokens, const struct vocabulary *vocabulary);
/*
 * Joins names to persons. Assumes that dialogue_tags_find has counted the tags, that answers_find
 * has run and that first_person is set.
 */
void people_join(struct people *people, const struct vocabulary *vocabulary);
void people_release(struct people *people);

/* How often narration names a person in the tokens [first, end). Logarithmic time. */
uint32_t people_named_between(const struct people *people, uint32_t person, size_t first,
                              size_t end);

/* The name as the book writes it at its first mention: a view of the book's text. */
struct view name_text(const struct people *people, uint32_t name, const struct tokens *tokens,
                      const struct book *book);

#endif
