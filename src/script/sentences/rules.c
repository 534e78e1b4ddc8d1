/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/sentences/rules.h"

#include "base/data.h"
#include "base/language.h"
#include "base/mem.h"
#include "script/sentences/sentence.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_MAX_BYTES = 64 };

static bool option(const struct data_file *file, const char *key, const char *wanted)
{
    const char *value = data_find(file, "options", key, strlen(key));
    return value != NULL && strcmp(value, wanted) == 0;
}

static void read_options(struct sentence_rules *rules)
{
    const struct data_file *file = rules->file;
    rules->ordinals = option(file, "ordinals", "yes");
    rules->dialogue_dash = option(file, "dialogue-dash", "yes");
    if (option(file, "tags", "next"))
        rules->tags = TAGS_NEXT;
    if (option(file, "tags", "clause"))
        rules->tags = TAGS_CLAUSE;
    const char *marks = data_find(file, "options", "terminators", strlen("terminators"));
    rules->semicolon_ends = marks != NULL && strchr(marks, ';') != NULL;
    rules->colon_ends = marks != NULL && strchr(marks, ':') != NULL;
}

struct sentence_rules *sentence_rules_load(struct languages *languages, const char *language,
                                           struct err *err)
{
    struct sentence_rules *rules = mem_zero(1, sizeof *rules);
    if (!language_file(languages, language, "sentences", &rules->file, err)) {
        free(rules);
        return NULL;
    }
    if (rules->file != NULL)
        read_options(rules);
    return rules;
}

void sentence_rules_free(struct sentence_rules *rules)
{
    free(rules);
}

/* Lower case into `out`; from the second letter on only when `all` is false. Returns the bytes. */
static size_t fold(struct view word, bool first, bool rest, char out[WORD_MAX_BYTES * 2])
{
    size_t bytes = 0;
    for (size_t at = 0; at < word.bytes && bytes < WORD_MAX_BYTES;) {
        bool lower = at == 0 ? first : rest;
        uint32_t rune = rune_next(word, &at);
        bytes += rune_encode(lower ? rune_to_lower(rune) : rune, out + bytes);
    }
    return bytes;
}

/* "s." is shillings, "S." an initial: one letter is never folded. */
static bool one_letter(struct view word)
{
    size_t at = 0;
    rune_next(word, &at);
    return at == word.bytes;
}

enum abbreviation sentence_abbreviation(const struct sentence_rules *rules, struct view word)
{
    static const char *const kinds[] = {"none", "plain", "title", "number", "unit",
                                        "time", "after", "end",   "never"};
    if (rules->file == NULL || word.bytes == 0 || word.bytes > WORD_MAX_BYTES)
        return ABBREVIATION_NONE;
    char folded[WORD_MAX_BYTES * 2];
    const char *value = data_find(rules->file, "abbreviations", word.at, word.bytes);
    bool letter = one_letter(word);
    for (int way = 1; way <= 3 && value == NULL && !letter; way++)
        value =
            data_find(rules->file, "abbreviations", folded, fold(word, way != 2, way != 1, folded));
    if (value == NULL)
        return ABBREVIATION_NONE;
    for (int kind = 0; kind <= ABBREVIATION_NEVER; kind++)
        if (strcmp(value, kinds[kind]) == 0)
            return (enum abbreviation)kind;
    return ABBREVIATION_PLAIN;
}

static const char *find(const struct sentence_rules *rules, enum sentence_section section,
                        struct view word)
{
    static const char *const names[] = {"starters", "speech", "dates", "openers", "words", "joins"};
    if (rules->file == NULL || word.bytes == 0 || word.bytes > WORD_MAX_BYTES)
        return NULL;
    char folded[WORD_MAX_BYTES * 2];
    bool lower = section != SECTION_WORDS;
    return data_find(rules->file, names[section], folded, fold(word, lower, lower, folded));
}

bool sentence_knows(const struct sentence_rules *rules, enum sentence_section section,
                    struct view word)
{
    return find(rules, section, word) != NULL;
}

bool sentence_is_speaking(const struct sentence_rules *rules, struct view word, struct view next)
{
    const char *but = find(rules, SECTION_SPEAKING, word);
    return but != NULL && (but[0] == '\0' || !view_is_nocase(next, but));
}

bool sentence_begins_speaking(const struct sentence_rules *rules, struct view text)
{
    const struct data_file *file = rules->file;
    if (file == NULL)
        return false;
    for (size_t i = data_next(file, "speech", 0); i < file->count;
         i = data_next(file, "speech", i + 1))
        if (view_starts(text, file->entries[i].key))
            return true;
    return false;
}

bool sentence_joins_names(const struct sentence_rules *rules, struct view word)
{
    char ending[3] = "-";
    if (find(rules, SECTION_JOINS, word) != NULL)
        return true;
    if (word.bytes < 4)
        return false;
    ending[1] = word.at[word.bytes - 2];
    ending[2] = word.at[word.bytes - 1];
    return find(rules, SECTION_JOINS, (struct view){ending, sizeof ending}) != NULL;
}
