/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/vocabulary/given_names.h"

#include "base/data.h"
#include "base/str.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

#include <stdlib.h>
#include <string.h>

/* Words that are something else before they are a name of another language. */
static const uint64_t NO_FOREIGN_NAME = WORD_NOT_NAME | WORD_SPEAKING | WORD_WRITE |
                                        WORD_OTHER_VERB | WORD_TITLE | WORD_PERSON | WORD_AGE |
                                        WORD_OFFICE | WORD_PARTICLE | WORD_PLACE | WORD_ANNOUNCING;

static struct data_file *read_list(const char *language, struct err *err)
{
    struct text name = {0};
    struct err missing;
    text_addf(&name, "lang/%.*s/given_names.txt", (int)strcspn(language, "-_/."), language);
    char *path = data_path("assets", name.at, &missing);
    text_release(&name);
    struct data_file *file = path == NULL ? NULL : data_read(path, err);
    free(path);
    return file;
}

static enum gender gender_of_section(const char *section)
{
    return strcmp(section, "male") == 0     ? GENDER_MALE
           : strcmp(section, "female") == 0 ? GENDER_FEMALE
                                            : GENDER_UNKNOWN;
}

enum { FOREIGN_VOTES = 8 }; /* two pronouns say more */

static void add_own(struct word *word, enum gender gender)
{
    word->classes |= WORD_GIVEN_NAME;
    if (word->gender == GENDER_UNKNOWN)
        word->gender = (uint8_t)gender;
}

/* A name of unknown gender stays one: lists disagree about it. */
static void add_foreign(struct word *word, enum gender gender)
{
    if ((word->classes & NO_FOREIGN_NAME) != 0)
        return;
    if ((word->classes & WORD_GIVEN_NAME) == 0)
        word->gender = (uint8_t)gender;
    else if (word->gender != gender)
        word->gender = GENDER_UNKNOWN;
    word->classes |= WORD_GIVEN_NAME;
    word->given = FOREIGN_VOTES;
}

static void add_list(struct vocabulary *vocabulary, const struct data_file *file, bool own,
                     uint32_t own_end)
{
    for (size_t i = 0; i < file->count; i++) {
        const struct data_entry *entry = &file->entries[i];
        if (strcmp(entry->section, "also") == 0)
            continue;
        uint32_t number = vocabulary_add(vocabulary, view_of(entry->key));
        struct word *word = &vocabulary->words[number];
        if (own)
            add_own(word, gender_of_section(entry->section));
        else if (number >= own_end || (word->classes & WORD_GIVEN_NAME) == 0)
            add_foreign(word, gender_of_section(entry->section));
    }
}

static void add_language(struct vocabulary *vocabulary, const char *language, bool own,
                         uint32_t own_end, struct err *failed)
{
    struct data_file *file = read_list(language, failed);
    if (file != NULL)
        add_list(vocabulary, file, own, own_end);
    data_free(file);
}

bool given_names_read(struct vocabulary *vocabulary, const char *language, struct err *err)
{
    size_t bytes = strcspn(language, "-_/.");
    struct err failed = {0};
    add_language(vocabulary, language, true, 0, &failed);
    uint32_t own_end = (uint32_t)vocabulary->count;
    struct data_file *all = failed.kind == ERR_NONE ? read_list("mul", &failed) : NULL;
    if (all != NULL)
        add_list(vocabulary, all, false, own_end);
    for (size_t i = all == NULL ? 0 : data_next(all, "also", 0);
         all != NULL && i < all->count && failed.kind == ERR_NONE;
         i = data_next(all, "also", i + 1)) {
        const char *other = all->entries[i].key;
        if (strlen(other) != bytes || strncmp(other, language, bytes) != 0)
            add_language(vocabulary, other, false, own_end, &failed);
    }
    data_free(all);
    if (failed.kind != ERR_NONE)
        *err = failed;
    return failed.kind == ERR_NONE;
}
