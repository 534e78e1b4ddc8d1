/*
 * Words of a language that tell who speaks, and the vocabulary of one book.
 *
 * The words come from assets/lang/<code>/speakers.txt (the file explains its sections). A language
 * without a file has no such words: quotation marks and turn-taking still work.
 *
 * Every distinct word of the book, folded to lower case, has a number. What is known of it (classes
 * from the data file, how the book writes it) is kept under that number, so that a token costs 24
 * bytes.
 */
#ifndef SCRIPT_ATTRIBUTION_WORDS_H
#define SCRIPT_ATTRIBUTION_WORDS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum word_class {
    WORD_SAY = 1 << 0,          /* verb of speaking: said, asked */
    WORD_PRONOUN = 1 << 1,      /* he, she, they: can be the subject of a verb of speaking */
    WORD_OBJECT = 1 << 2,       /* him, her: stands for somebody, never the subject */
    WORD_OWNER = 1 << 3,        /* his, her, my before a noun */
    WORD_FIRST_PERSON = 1 << 4, /* I, me, my: with one of the three above */
    WORD_TITLE = 1 << 5,        /* Mr, Mrs, Captain: before a name */
    WORD_PERSON = 1 << 6,       /* man, girl, officer: a description can end in it */
    WORD_GIVEN_NAME = 1 << 7,   /* Anna: a first name of known gender */
    WORD_NOT_NAME = 1 << 8,     /* never a name, whatever its capitals */
    WORD_PARTICLE = 1 << 9,     /* de, von: may stand inside a name */
    WORD_ARTICLE = 1 << 10,     /* the, a: begins a description */
    WORD_SKIP = 1 << 11,        /* may stand between subject and verb: then, quickly, had */
    WORD_ELISION = 1 << 12,     /* 'tis: a word that begins with an apostrophe */
    WORD_CUE = 1 << 13,         /* "in the following words", "as follows": a speech comes */
    WORD_AGE = 1 << 14,         /* old, little: tells the age in a description */
    WORD_PLACE = 1 << 15,       /* in, at, from: a name behind it is rather a place */
    WORD_OFFICE = 1 << 16,      /* president, minister: before or behind a name */
    WORD_THINK = 1 << 17,       /* thought, reflected: with WORD_SAY */
    WORD_WRITE = 1 << 18,       /* wrote, read: a letter comes */
    WORD_AND = 1 << 19,         /* and, or: joins names */
    WORD_OTHER_VERB = 1 << 20,  /* turned, looked: shows who acts */
    WORD_UNMARRIED = 1 << 21,   /* Miss: with WORD_TITLE */
    WORD_MARRIED = 1 << 22,     /* Mrs: with WORD_TITLE */
    WORD_SPOKEN = 1 << 23,      /* I, you, is: rather speech than narration */
    WORD_TOLD = 1 << 24,        /* was, she: rather narration */
    WORD_PREPOSITION = 1 << 25, /* to, with: no adjective, no verb */
    WORD_CONJUNCTION = 1 << 26, /* while, but: a clause begins behind it */
    WORD_UTTERANCE = 1 << 27,   /* voice, answer: with its owner it tells who speaks */
    WORD_RELATIVE = 1 << 28,    /* who: stands for whom it follows; with WORD_PRONOUN */
    WORD_THING = 1 << 29, /* morning, word: cannot speak, though "said the" stands before it */
    WORD_PAIR = 1 << 30,  /* went: begins an entry of two words, "went on" */
    /* with, while, turning: begins more about who spoke, behind a tag */
    WORD_GOES_ON = 1u << 31,
};

struct word {
    uint32_t classes;  /* of enum word_class */
    uint8_t gender;    /* of enum gender, as the data file tells */
    uint8_t age;       /* of enum age */
    int8_t sound;      /* > 0: rather spoken, < 0: rather told; eighths of a nat */
    uint32_t nickname; /* word that this one is short for, or 0 */
    /* how the book writes it */
    uint32_t lower_count, capital_count, start_count; /* start: capital where any word has one */
    const char *text;                                 /* folded */
};

struct vocabulary {
    struct word *words; /* word 0 is "no word" */
    size_t count;
    /* private */
    size_t capacity, slot_count;
    uint32_t *slots;
    struct arena *arena;
    struct text scratch;
};

/* The words of `language` ("en-GB" takes "en"). ERR_SETUP: the file is there and broken. NULL on
 * failure. */
struct vocabulary *vocabulary_load(const char *language, struct err *err);
void vocabulary_free(struct vocabulary *vocabulary);

/* Number of the word `text` in any case; it is added when it is new. ’ and ' are the same. */
uint32_t vocabulary_add(struct vocabulary *vocabulary, struct view text);
/* The same, but 0 when it is new. */
uint32_t vocabulary_find(struct vocabulary *vocabulary, struct view text);

/* Number of the entry "a b" of two words, or 0. */
uint32_t vocabulary_pair(const struct vocabulary *vocabulary, uint32_t a, uint32_t b);

/* True when the word is a proper noun as far as the book's own spelling of it tells. */
bool word_is_proper(const struct word *word);

#endif
