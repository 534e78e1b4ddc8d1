/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/vocabulary: the words of a language that help to find who speaks, and every word
 * of one book.
 *
 * Every distinct word of the book, folded to lower case, has a number. What is known about the word
 * is kept under that number: its classes from assets/lang/<code>/speakers.txt
 * (assets/lang/README.md explains the sections), its gender if it is a given name, and how the book
 * writes it. A language without a data file has no classes; quotation marks and turn-taking still
 * work.
 *
 * Order: vocabulary_load; then quotes_find and tokens_make look words up and add those of the book;
 * word_is_proper is meaningful after tokens_make has counted capitals. Words are only added, so
 * numbers stay valid, but vocabulary_add may move `words`.
 *
 * May use base only. Tests: tests/unit/test_people.c, test_attribution.c, tests/spec/quotes.
 */
#ifndef SCRIPT_VOCABULARY_VOCABULARY_H
#define SCRIPT_VOCABULARY_VOCABULARY_H

#include "base/err.h"
#include "base/str.h"
#include "base/table.h"

#include <stdbool.h>
#include <stdint.h>

/* A word may have several. The section of speakers.txt that gives a class has a similar name. */
enum word_class {
    WORD_SPEAKING = 1ull << 0,     /* verb of speaking: said, asked */
    WORD_PRONOUN = 1ull << 1,      /* he, she, they: can be the subject of a verb of speaking */
    WORD_OBJECT = 1ull << 2,       /* him, her: means somebody, is never the subject */
    WORD_OWNER = 1ull << 3,        /* his, her, my before a noun */
    WORD_FIRST_PERSON = 1ull << 4, /* I, me, my: with one of the three above */
    WORD_TITLE = 1ull << 5,        /* Mr, Mrs, Captain: before a name */
    WORD_PERSON = 1ull << 6,       /* man, girl, officer: a description can end in it */
    WORD_GIVEN_NAME = 1ull << 7,   /* Anna: a first name */
    WORD_NOT_NAME = 1ull << 8,     /* never a name, whatever its capitals */
    WORD_PARTICLE = 1ull << 9,     /* de, von: can be inside a name */
    WORD_ARTICLE = 1ull << 10,     /* the, a: begins a description */
    WORD_SKIP = 1ull << 11,        /* can be between subject and verb: then, quickly, had */
    WORD_ELISION = 1ull << 12,     /* 'tis: a word that begins with an apostrophe */
    WORD_ANNOUNCING = 1ull << 13,  /* "in the following words", "as follows": a speech comes */
    WORD_AGE = 1ull << 14,         /* old, little: shows the age in a description */
    WORD_PLACE = 1ull << 15,       /* in, at, from: a name after it is probably a place */
    WORD_OFFICE = 1ull << 16,      /* president, minister: before or after a name */
    WORD_THINK = 1ull << 17,       /* thought, reflected: with WORD_SPEAKING */
    WORD_WRITE = 1ull << 18,       /* wrote, read: a letter comes */
    WORD_AND = 1ull << 19,         /* and, or: joins names */
    WORD_OTHER_VERB = 1ull << 20,  /* turned, looked: shows who acts */
    WORD_COMMON = 1ull << 21,      /* lady, cousin: with WORD_TITLE; many have it */
    WORD_SPOKEN = 1ull << 22,      /* I, you, is: more frequent in speech */
    WORD_ADDRESS = 1ull << 23,     /* sir, mother: a vocative for that gender */
    WORD_TOLD = 1ull << 24,        /* was, she: more frequent in narration */
    WORD_PREPOSITION = 1ull << 25, /* to, with: neither adjective nor verb */
    WORD_CONJUNCTION = 1ull << 26, /* while, but: a clause begins after it */
    WORD_UTTERANCE = 1ull << 27,   /* voice, answer: its owner is the speaker */
    WORD_RELATIVE = 1ull << 28,    /* who: means the name before it; with WORD_PRONOUN */
    WORD_THING = 1ull << 29,       /* morning, word: cannot speak, even after "said the" */
    WORD_PAIR = 1ull << 30,        /* went: begins an entry of two words, "went on" */
    /* with, while, turning: continues a dialogue tag, "said Anna, turning round" */
    WORD_GOES_ON = 1ull << 31,
    WORD_ROLE = 1ull << 32,   /* governess, valet: gives a gender after a name in a play */
    WORD_NUMBER = 1ull << 33, /* nine: a number of years; `age` is the age */
    WORD_YEARS = 1ull << 34,  /* years: after such a number */
    WORD_SOURCE = 1ull << 35, /* according: the name that follows is the speaker */
    WORD_NAMING = 1ull << 36, /* named, called: "a boy named Tom" */
};

enum marriage { MARRIAGE_UNKNOWN, MARRIAGE_MISS, MARRIAGE_MRS };

struct word {
    uint64_t classes; /* of enum word_class */
    uint8_t gender;   /* of enum gender, by the data files */
    uint8_t age;      /* of enum age */
    uint8_t marriage; /* of enum marriage: by the title */
    int8_t sound;     /* > 0: speech, < 0: narration; log odds in eighths of a nat */
    uint8_t given;   /* of a given name: its weight against the votes of pronouns; 0: the highest */
    bool indefinite; /* an article: what follows is new */
    bool usual;      /* most people so called have this gender, but not all: captain */
    uint8_t clitic;  /* enum clitic */
    uint32_t nickname; /* number of the word that this one is short for, or 0 */
    /* how the book writes it */
    uint32_t lower_count, capital_count;
    uint32_t start_count;   /* with a capital where any word has one */
    uint32_t article_count; /* capital after an article, in languages whose nouns have capitals */
    const char *text;       /* folded */
};

/* A word that is written together with its neighbour: il in "dit-il", l' in "l'homme". */
enum clitic { CLITIC_NONE, CLITIC_AFTER, CLITIC_BEFORE };

struct vocabulary {
    struct word *words; /* word 0 is "no word" */
    size_t count;
    bool capital_nouns; /* every noun has a capital: German */
    bool genitive_s;    /* "Annas" is Anna's */
    bool drops_subject; /* "dijo" alone means he or she said */
    bool no_articles;   /* "старик" means the old man */
    /* private */
    size_t capacity;
    struct table numbers; /* of the words */
    struct arena *arena;
    struct text scratch;
};

struct languages;

/*
 * The words of `language`; of "en-GB", those of "en". A missing file is no error, a broken one is
 * ERR_SETUP; then the result is NULL. Free with vocabulary_free, before `languages`.
 */
struct vocabulary *vocabulary_load(struct languages *languages, const char *language,
                                   struct err *err);
void vocabulary_free(struct vocabulary *vocabulary); /* NULL is fine */

/* enum age: 1 to 12 years a child, to 25 young, to 59 adult, to 120 old, else unknown. */
uint8_t age_of_years(long years);

/* The number of the word `text`, in any case; a new word is added. ’ and ' are the same. 0: "". */
uint32_t vocabulary_add(struct vocabulary *vocabulary, struct view text);
/* The same, but 0 for a new word, which is not added. */
uint32_t vocabulary_find(struct vocabulary *vocabulary, struct view text);

/* The number of the entry "a b", as in "went on", or 0. */
uint32_t vocabulary_pair(const struct vocabulary *vocabulary, uint32_t a, uint32_t b);

/*
 * True for a proper noun, as far as the book's own spelling shows: it has capitals where others do
 * not, more often than small letters.
 */
bool word_is_proper(const struct word *word);

#endif
