/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/vocabulary/vocabulary.h"

#include "base/mem.h"
#include "data/data.h"
#include "data/language.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/given_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAIR_MAX_BYTES = 40 }; /* chosen: no entry of two words in the data files is that long */

/* In languages whose nouns have capitals, a word is a common noun when more than one in three of
 * its capitals comes after an article. Chosen: names take one too, but seldom ("der kleine Hans").
 */
enum { ARTICLE_SHARE = 3 };

struct section_class {
    const char *section;
    uint64_t classes;
};

static const struct section_class section_classes[] = {
    {"verbs of speaking", WORD_SPEAKING},
    {"verbs of thinking", WORD_SPEAKING | WORD_THINK},
    {"verbs of writing", WORD_WRITE},
    {"pronoun", WORD_PRONOUN | WORD_NOT_NAME},
    {"object", WORD_OBJECT | WORD_NOT_NAME},
    {"possessive", WORD_OWNER | WORD_NOT_NAME},
    {"title", WORD_TITLE},
    {"person", WORD_PERSON},
    {"given names", WORD_GIVEN_NAME},
    {"not a name", WORD_NOT_NAME},
    {"particle", WORD_PARTICLE},
    {"article", WORD_ARTICLE | WORD_NOT_NAME},
    {"between subject and verb", WORD_SKIP | WORD_NOT_NAME},
    {"elision", WORD_ELISION},
    {"cue", WORD_ANNOUNCING},
    {"age", WORD_AGE},
    {"place", WORD_PLACE | WORD_NOT_NAME},
    {"vocative", WORD_ADDRESS},
    {"sounds spoken", WORD_SPOKEN},
    {"sounds narrated", WORD_TOLD},
    {"tag continuation", WORD_GOES_ON},
    {"office", WORD_OFFICE},
    {"source", WORD_SOURCE | WORD_NOT_NAME},
    {"and", WORD_AND | WORD_NOT_NAME},
    {"verbs of action", WORD_OTHER_VERB},
    {"preposition", WORD_PREPOSITION},
    {"conjunction", WORD_CONJUNCTION},
    {"utterance", WORD_UTTERANCE},
    {"relative", WORD_RELATIVE},
    {"thing", WORD_THING},
    {"role", WORD_ROLE},
    {"number", WORD_NUMBER},
    {"years", WORD_YEARS},
    {"naming", WORD_NAMING},
};

static uint64_t classes_of(const char *section)
{
    for (size_t i = 0; i < sizeof section_classes / sizeof section_classes[0]; i++)
        if (strcmp(section_classes[i].section, section) == 0)
            return section_classes[i].classes;
    return 0;
}

static uint32_t find(const struct vocabulary *vocabulary, struct view folded)
{
    return (uint32_t)table_find(&vocabulary->numbers, table_text(folded), 0);
}

/* Lower case, with plain apostrophes, into the scratch buffer. */
static void fold(struct vocabulary *vocabulary, struct view text)
{
    text_clear(&vocabulary->scratch);
    for (size_t at = 0; at < text.bytes;) {
        unsigned char c = (unsigned char)text.at[at];
        if (c < 0x80) {
            text_add_char(&vocabulary->scratch, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
            at++;
            continue;
        }
        uint32_t rune = rune_next(text, &at);
        text_add_rune(&vocabulary->scratch,
                      rune == 0x2019 || rune == 0x2018 ? '\'' : rune_to_lower(rune));
    }
}

uint32_t vocabulary_find(struct vocabulary *vocabulary, struct view text)
{
    fold(vocabulary, text);
    return find(vocabulary, text_view(&vocabulary->scratch));
}

uint32_t vocabulary_pair(const struct vocabulary *vocabulary, uint32_t a, uint32_t b)
{
    char pair[PAIR_MAX_BYTES];
    int bytes =
        snprintf(pair, sizeof pair, "%s %s", vocabulary->words[a].text, vocabulary->words[b].text);
    return bytes < PAIR_MAX_BYTES ? find(vocabulary, (struct view){pair, (size_t)bytes}) : 0;
}

/* Classes and sound by the last two or three bytes, from entries such as "-ly" in the data file. */
static uint64_t ending_classes(const struct vocabulary *vocabulary, const char *text, int8_t *sound)
{
    uint64_t classes = 0;
    size_t bytes = strlen(text);
    for (size_t letters = 2; letters <= 3 && letters + 2 <= bytes; letters++) {
        char ending[5] = "-";
        memcpy(ending + 1, text + bytes - letters, letters);
        const struct word *word =
            &vocabulary->words[find(vocabulary, (struct view){ending, letters + 1})];
        classes |= word->classes;
        *sound = (int8_t)(*sound + word->sound);
    }
    return classes & (WORD_SKIP | WORD_TOLD | WORD_SPOKEN | WORD_GOES_ON);
}

/* "I'm" is no more a name than "I". */
static uint64_t inherited(const struct vocabulary *vocabulary, const char *text)
{
    size_t bytes = strcspn(text, "'");
    uint32_t stem = text[bytes] == '\0' ? 0 : find(vocabulary, (struct view){text, bytes});
    return vocabulary->words[stem].classes & WORD_NOT_NAME;
}

uint32_t vocabulary_add(struct vocabulary *vocabulary, struct view text)
{
    if (text.bytes == 0)
        return 0;
    fold(vocabulary, text);
    struct view folded = text_view(&vocabulary->scratch);
    uint32_t known = find(vocabulary, folded);
    if (known != 0)
        return known;
    vocabulary->words = mem_grow(vocabulary->words, vocabulary->count, &vocabulary->capacity,
                                 sizeof *vocabulary->words);
    uint32_t number = (uint32_t)vocabulary->count++;
    vocabulary->words[number] = (struct word){
        .text = arena_copy_text(vocabulary->arena, folded.at, folded.bytes),
    };
    struct word *word = &vocabulary->words[number];
    table_add(&vocabulary->numbers, table_text((struct view){word->text, folded.bytes}), number);
    word->classes =
        inherited(vocabulary, word->text) | ending_classes(vocabulary, word->text, &word->sound);
    return number;
}

/* Is `word` in `list`, whose words are separated by blanks? */
static bool has_word(const char *list, const char *word)
{
    size_t bytes = strlen(word);
    for (const char *at = list; (at = strstr(at, word)) != NULL; at += bytes)
        if ((at == list || at[-1] == ' ') && (at[bytes] == '\0' || at[bytes] == ' '))
            return true;
    return false;
}

uint8_t age_of_years(long years)
{
    return (uint8_t)(years < 1 || years > 120 ? AGE_UNKNOWN
                     : years <= 12            ? AGE_CHILD
                     : years <= 25            ? AGE_YOUNG
                     : years < 60             ? AGE_ADULT
                                              : AGE_OLD);
}

static void read_value(struct word *word, const char *value)
{
    static const char *const ages[] = {"", "child", "young", "adult", "old"};
    if (has_word(value, "male"))
        word->gender = GENDER_MALE;
    if (has_word(value, "female"))
        word->gender = GENDER_FEMALE;
    if (has_word(value, "first"))
        word->classes |= WORD_FIRST_PERSON;
    word->indefinite |= has_word(value, "indefinite");
    word->usual |= has_word(value, "usual");
    if (has_word(value, "enclitic"))
        word->clitic = CLITIC_AFTER;
    if (has_word(value, "proclitic"))
        word->clitic = CLITIC_BEFORE;
    if (has_word(value, "married"))
        word->marriage = MARRIAGE_MRS;
    if (has_word(value, "unmarried"))
        word->marriage = MARRIAGE_MISS;
    if (has_word(value, "common"))
        word->classes |= WORD_COMMON;
    for (size_t i = 1; i < sizeof ages / sizeof ages[0]; i++)
        if (has_word(value, ages[i]))
            word->age = (uint8_t)i;
}

/* Marks the first word of "went on" as the start of a pair. */
static void mark_pair(struct vocabulary *vocabulary, const char *key)
{
    size_t bytes = strcspn(key, " ");
    if (key[bytes] == '\0')
        return;
    uint32_t first = vocabulary_add(vocabulary, (struct view){key, bytes});
    vocabulary->words[first].classes |= WORD_PAIR;
}

static void read_entry(struct vocabulary *vocabulary, const struct data_entry *entry)
{
    if (strcmp(entry->section, "options") == 0) {
        vocabulary->capital_nouns |= strcmp(entry->key, "capital-nouns") == 0;
        vocabulary->drops_subject |= strcmp(entry->key, "drops-subject") == 0;
        vocabulary->no_articles |= strcmp(entry->key, "no-articles") == 0;
        vocabulary->genitive_s |= strcmp(entry->key, "genitive-s") == 0;
        return;
    }
    uint32_t number = vocabulary_add(vocabulary, view_of(entry->key));
    if (strcmp(entry->section, "nickname") == 0) {
        uint32_t full = vocabulary_add(vocabulary, view_of(entry->value));
        vocabulary->words[number].nickname = full;
        return;
    }
    vocabulary->words[number].classes |= classes_of(entry->section);
    mark_pair(vocabulary, entry->key);
    if (strcmp(entry->section, "number") == 0)
        vocabulary->words[number].age = age_of_years(strtol(entry->value, NULL, 10));
    read_value(&vocabulary->words[number], entry->value);
    /* The log odds of a word in [spoken] or [told]: 8 (one nat) when the file gives no number. */
    bool spoken = strcmp(entry->section, "sounds spoken") == 0,
         told = strcmp(entry->section, "sounds narrated") == 0;
    long strength = entry->value[0] == '\0' ? 8 : strtol(entry->value, NULL, 10);
    if ((spoken || told) && strength > 0 && strength <= 100)
        vocabulary->words[number].sound = (int8_t)(spoken ? strength : -strength);
}

struct vocabulary *vocabulary_load(struct languages *languages, const char *language,
                                   struct err *err)
{
    struct vocabulary *vocabulary = mem_zero(1, sizeof *vocabulary);
    vocabulary->arena = arena_new();
    vocabulary->words = mem_grow(NULL, 0, &vocabulary->capacity, sizeof *vocabulary->words);
    vocabulary->words[0] = (struct word){.text = ""};
    vocabulary->count = 1;

    const struct data_file *file;
    bool good = language_file(languages, language, "speakers", &file, err);
    for (size_t i = 0; good && file != NULL && i < file->count; i++)
        read_entry(vocabulary, &file->entries[i]);
    if (good && file != NULL) {
        /* Words get the sound of their endings last: the file may list those after the words. */
        for (size_t i = 1; i < vocabulary->count; i++) {
            struct word *word = &vocabulary->words[i];
            if ((word->classes & (WORD_SPOKEN | WORD_TOLD)) != 0)
                continue;
            word->sound = 0;
            ending_classes(vocabulary, word->text, &word->sound);
        }
    }
    good = good && given_names_read(vocabulary, languages, language, err);
    if (good)
        return vocabulary;
    vocabulary_free(vocabulary);
    return NULL;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (vocabulary == NULL)
        return;
    arena_free(vocabulary->arena);
    text_release(&vocabulary->scratch);
    free(vocabulary->words);
    table_release(&vocabulary->numbers);
    free(vocabulary);
}

bool word_is_proper(const struct word *word)
{
    if ((word->classes & (WORD_NOT_NAME | WORD_PREPOSITION | WORD_CONJUNCTION)) != 0)
        return false;
    if (word->article_count * ARTICLE_SHARE > word->capital_count + word->start_count)
        return false; /* der Wirt */
    if (word->capital_count > 0)
        return word->capital_count > word->lower_count;
    return word->start_count > 0 && word->lower_count == 0 &&
           (word->classes & WORD_GIVEN_NAME) != 0;
}
