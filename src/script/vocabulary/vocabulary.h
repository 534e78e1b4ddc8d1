/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of a language that tell who speaks, and the vocabulary of one book.
 *
 * The words come from assets/lang/<code>/speakers.txt (assets/lang/README.md explains its
 * sections). A language without a file has no such words: quotation marks and turn-taking still
 * work.
 *
 * Every distinct word of the book, folded to lower case, has a number. What is known of it (classes
 * from the data file, how the book writes it) is kept under that number, so that a token costs 24
 * bytes.
 */
#ifndef SCRIPT_VOCABULARY_VOCABULARY_H
#define SCRIPT_VOCABULARY_VOCABULARY_H

#include "base/err.h"
#include "base/str.h"
#include "base/table.h"

#include <stdbool.h>
#include <stdint.h>

enum word_class {
    WORD_SPEAKING = 1ull << 0,     /* verb of speaking: said, asked */
    WORD_PRONOUN = 1ull << 1,      /* he, she, they: can be the subject of a verb of speaking */
    WORD_OBJECT = 1ull << 2,       /* him, her: stands for somebody, never the subject */
    WORD_OWNER = 1ull << 3,        /* his, her, my before a noun */
    WORD_FIRST_PERSON = 1ull << 4, /* I, me, my: with one of the three above */
    WORD_TITLE = 1ull << 5,        /* Mr, Mrs, Captain: before a name */
    WORD_PERSON = 1ull << 6,       /* man, girl, officer: a description can end in it */
    WORD_GIVEN_NAME = 1ull << 7,   /* Anna: a first name of known gender */
    WORD_NOT_NAME = 1ull << 8,     /* never a name, whatever its capitals */
    WORD_PARTICLE = 1ull << 9,     /* de, von: may stand inside a name */
    WORD_ARTICLE = 1ull << 10,     /* the, a: begins a description */
    WORD_SKIP = 1ull << 11,        /* may stand between subject and verb: then, quickly, had */
    WORD_ELISION = 1ull << 12,     /* 'tis: a word that begins with an apostrophe */
    WORD_ANNOUNCING = 1ull << 13,  /* "in the following words", "as follows": a speech comes */
    WORD_AGE = 1ull << 14,         /* old, little: tells the age in a description */
    WORD_PLACE = 1ull << 15,       /* in, at, from: a name behind it is rather a place */
    WORD_OFFICE = 1ull << 16,      /* president, minister: before or behind a name */
    WORD_THINK = 1ull << 17,       /* thought, reflected: with WORD_SPEAKING */
    WORD_WRITE = 1ull << 18,       /* wrote, read: a letter comes */
    WORD_AND = 1ull << 19,         /* and, or: joins names */
    WORD_OTHER_VERB = 1ull << 20,  /* turned, looked: shows who acts */
    WORD_COMMON = 1ull << 21,      /* lady, cousin: with WORD_TITLE; borne by many */
    WORD_SPOKEN = 1ull << 22,      /* I, you, is: rather speech than narration */
    WORD_ADDRESS = 1ull << 23,     /* sir, mother: addresses somebody of that gender */
    WORD_TOLD = 1ull << 24,        /* was, she: rather narration */
    WORD_PREPOSITION = 1ull << 25, /* to, with: no adjective, no verb */
    WORD_CONJUNCTION = 1ull << 26, /* while, but: a clause begins behind it */
    WORD_UTTERANCE = 1ull << 27,   /* voice, answer: with its owner it tells who speaks */
    WORD_RELATIVE = 1ull << 28,    /* who: stands for whom it follows; with WORD_PRONOUN */
    WORD_THING = 1ull << 29, /* morning, word: cannot speak, though "said the" stands before it */
    WORD_PAIR = 1ull << 30,  /* went: begins an entry of two words, "went on" */
    /* with, while, turning: begins more about who spoke, behind a tag */
    WORD_GOES_ON = 1ull << 31,
    WORD_ROLE = 1ull << 32,   /* governess, valet: tells a gender behind a name in a play */
    WORD_NUMBER = 1ull << 33, /* nine: a number of years; `age` is the age */
    WORD_YEARS = 1ull << 34,  /* years: behind such a number */
    WORD_SOURCE = 1ull << 35, /* according: whose words they are, follows */
    WORD_NAMING = 1ull << 36, /* named, called: "a boy named Tom" */
};

enum marriage { MARRIAGE_UNKNOWN, MARRIAGE_MISS, MARRIAGE_MRS };

struct word {
    uint64_t classes; /* of enum word_class */
    uint8_t gender;   /* of enum gender, as the data file tells */
    uint8_t age;      /* of enum age */
    uint8_t marriage; /* of enum marriage: what the title tells */
    int8_t sound;     /* > 0: rather spoken, < 0: rather told; eighths of a nat */
    uint8_t given; /* a given name: what it weighs against pronouns' votes; 0: as much as can be */
    bool indefinite;   /* an article: what follows is new */
    bool usual;        /* the gender is what most who are called so have, not all: captain */
    uint8_t clitic;    /* enum clitic */
    uint32_t nickname; /* word that this one is short for, or 0 */
    /* how the book writes it */
    uint32_t lower_count, capital_count, start_count; /* start: capital where any word has one */
    uint32_t article_count; /* capital behind an article, where nouns have capitals */
    const char *text;       /* folded */
};

/* A word written together with its neighbour: il in "dit-il", l' in "l'homme". */
enum clitic { CLITIC_NONE, CLITIC_AFTER, CLITIC_BEFORE };

struct vocabulary {
    struct word *words; /* word 0 is "no word" */
    size_t count;
    bool capital_nouns; /* every noun has a capital */
    bool genitive_s;    /* Annas is of Anna */
    bool drops_subject; /* "dijo" alone is he or she said */
    bool no_articles;   /* "старик": the old man */
    /* private */
    size_t capacity;
    struct table numbers; /* of the words */
    struct arena *arena;
    struct text scratch;
};

struct languages;

/* The words of `language` ("en-GB" takes "en"). NULL with ERR_SETUP when a data file is broken. To
 * be freed before `languages`. */
struct vocabulary *vocabulary_load(struct languages *languages, const char *language,
                                   struct err *err);
void vocabulary_free(struct vocabulary *vocabulary);

/* 1 to 12 a child, to 25 young, to 59 adult, to 120 old; enum age. */
uint8_t age_of_years(long years);

/* Number of the word `text` in any case; it is added when it is new. ’ and ' are the same. */
uint32_t vocabulary_add(struct vocabulary *vocabulary, struct view text);
/* The same, but 0 when it is new. */
uint32_t vocabulary_find(struct vocabulary *vocabulary, struct view text);

/* Number of the entry "a b" of two words, or 0. */
uint32_t vocabulary_pair(const struct vocabulary *vocabulary, uint32_t a, uint32_t b);

/* True when the word is a proper noun as far as the book's own spelling of it tells. */
bool word_is_proper(const struct word *word);

#endif
