/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/vocabulary/given_names.h"

#include "base/str.h"
#include "data/data.h"
#include "data/language.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

#include <string.h>

/* Words of these classes are not taken for names of another language. */
static const uint64_t NO_FOREIGN_NAME = WORD_NOT_NAME | WORD_SPEAKING | WORD_WRITE |
                                        WORD_OTHER_VERB | WORD_TITLE | WORD_PERSON | WORD_AGE |
                                        WORD_OFFICE | WORD_PARTICLE | WORD_PLACE | WORD_ANNOUNCING;

static enum gender gender_of_section(const char *section)
{
    return strcmp(section, "male") == 0     ? GENDER_MALE
           : strcmp(section, "female") == 0 ? GENDER_FEMALE
                                            : GENDER_UNKNOWN;
}

/*
 * What the gender of a name from another language's list weighs against pronouns. Chosen: enough to
 * decide by itself, but two pronouns as subjects (3 votes each, people/table.c) cast doubt on it.
 */
enum { FOREIGN_VOTES = 8 };

/* Words numbered below `own_end` are of the book's own language. */
static void add_list(struct vocabulary *vocabulary, const struct data_file *file, bool own,
                     uint32_t own_end)
{
    for (size_t i = 0; i < file->count; i++) {
        const struct data_entry *entry = &file->entries[i];
        if (strcmp(entry->section, "also") == 0)
            continue;
        uint32_t number = vocabulary_add(vocabulary, view_of(entry->key));
        struct word *word = &vocabulary->words[number];
        if (own) {
            word->classes |= WORD_GIVEN_NAME;
            if (word->gender == GENDER_UNKNOWN)
                word->gender = (uint8_t)gender_of_section(entry->section);
        } else if (number >= own_end || (word->classes & WORD_GIVEN_NAME) == 0) {
            /* A name whose gender is unknown keeps it so: lists disagree about it. */
            enum gender gender = gender_of_section(entry->section);
            if ((word->classes & NO_FOREIGN_NAME) != 0)
                continue;
            if ((word->classes & WORD_GIVEN_NAME) == 0)
                word->gender = (uint8_t)gender;
            else if (word->gender != gender)
                word->gender = GENDER_UNKNOWN;
            word->classes |= WORD_GIVEN_NAME;
            word->given = FOREIGN_VOTES;
        }
    }
}

static bool add_language(struct vocabulary *vocabulary, struct languages *languages,
                         const char *language, bool own, uint32_t own_end, struct err *err)
{
    const struct data_file *file;
    if (!language_file(languages, language, "given_names", &file, err))
        return false;
    if (file != NULL)
        add_list(vocabulary, file, own, own_end);
    return true;
}

bool given_names_read(struct vocabulary *vocabulary, struct languages *languages,
                      const char *language, struct err *err)
{
    const struct data_file *all;
    if (!add_language(vocabulary, languages, language, true, 0, err) ||
        !language_file(languages, "mul", "given_names", &all, err))
        return false;
    uint32_t own_end = (uint32_t)vocabulary->count;
    if (all == NULL)
        return true;
    add_list(vocabulary, all, false, own_end);
    for (size_t i = data_next(all, "also", 0); i < all->count; i = data_next(all, "also", i + 1)) {
        const char *other = all->entries[i].key;
        if (!language_same(other, language) &&
            !add_language(vocabulary, languages, other, false, own_end, err))
            return false;
    }
    return true;
}
