/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/sentences/rules.h"

#include "base/mem.h"
#include "data/data.h"
#include "data/language.h"
#include "script/sentences/sentence.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_MAX_BYTES = 64 }; /* chosen: longer than any entry; longer words are not looked up */

static bool option(const struct data_file *file, const char *key, const char *wanted)
{
    const char *value = data_find(file, "options", key, strlen(key));
    return value != NULL && strcmp(value, wanted) == 0;
}

struct sentence_rules *sentence_rules_load(struct languages *languages, const char *language,
                                           struct err *err)
{
    struct sentence_rules *rules = mem_zero(1, sizeof *rules);
    if (!language_file(languages, language, "sentences", &rules->file, err) ||
        !language_file(languages, language, "speakers", &rules->speakers, err) ||
        !language_file(languages, language, "spoken", &rules->spoken, err)) {
        free(rules);
        return NULL;
    }
    if (rules->file != NULL) {
        const struct data_file *file = rules->file;
        rules->ordinals = option(file, "ordinals", "yes");
        rules->dialogue_dash = option(file, "dialogue-dash", "yes");
        if (option(file, "tags", "next"))
            rules->dialogue_tags = DIALOGUE_TAGS_NEXT;
        if (option(file, "tags", "clause"))
            rules->dialogue_tags = DIALOGUE_TAGS_CLAUSE;
        const char *marks = data_find(file, "options", "terminators", strlen("terminators"));
        rules->semicolon_ends = marks != NULL && strchr(marks, ';') != NULL;
        rules->colon_ends = marks != NULL && strchr(marks, ':') != NULL;
    }
    return rules;
}

void sentence_rules_free(struct sentence_rules *rules)
{
    free(rules);
}

/* Lower case into `out`: of the first letter, of the rest, or of both. Returns the bytes. */
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

/* "s." is shillings, "S." an initial: a single letter is never folded. */
static bool one_letter(struct view word)
{
    size_t at = 0;
    rune_next(word, &at);
    return at == word.bytes;
}

/* Whether lower case may change anything in it. Spares most words the conversion. */
static bool may_have_capitals(struct view word)
{
    for (size_t i = 0; i < word.bytes; i++)
        if ((word.at[i] >= 'A' && word.at[i] <= 'Z') || (unsigned char)word.at[i] >= 0x80)
            return true;
    return false;
}

/* The entry of the word as written or, if it has several letters, with its first letter, the others
 * or all in lower case. */
static const char *find_in_any_case(const struct data_file *file, const char *section,
                                    struct view word)
{
    if (file == NULL)
        return NULL;
    char folded[WORD_MAX_BYTES * 2];
    const char *value = data_find(file, section, word.at, word.bytes);
    bool one_form = one_letter(word) || !may_have_capitals(word);
    for (int way = 1; way <= 3 && value == NULL && !one_form; way++)
        value = data_find(file, section, folded, fold(word, way != 2, way != 1, folded));
    return value;
}

/* The kind of an abbreviation that is only in spoken.txt, by its section. A single letter is more
 * likely an initial or the number of an item. */
static enum abbreviation spoken_abbreviation(const struct sentence_rules *rules, struct view word)
{
    static const struct {
        const char *section;
        enum abbreviation kind;
    } kinds[] = {{"titles", ABBREVIATION_TITLE},
                 {"before number", ABBREVIATION_NUMBER},
                 {"abbreviations", ABBREVIATION_PLAIN}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && !one_letter(word); i++)
        if (find_in_any_case(rules->spoken, kinds[i].section, word) != NULL)
            return kinds[i].kind;
    return ABBREVIATION_NONE;
}

enum abbreviation sentence_abbreviation(const struct sentence_rules *rules, struct view word)
{
    static const char *const kinds[] = {"none", "plain", "title", "number", "unit",
                                        "time", "after", "end",   "never"};
    if (word.bytes == 0 || word.bytes > WORD_MAX_BYTES)
        return ABBREVIATION_NONE;
    const char *value = find_in_any_case(rules->file, "abbreviations", word);
    if (value == NULL)
        return spoken_abbreviation(rules, word);
    for (int kind = 0; kind <= ABBREVIATION_NEVER; kind++)
        if (strcmp(value, kinds[kind]) == 0)
            return (enum abbreviation)kind;
    return ABBREVIATION_PLAIN;
}

static const char *find_in(const struct data_file *file, const char *section, struct view word,
                           bool lower)
{
    if (file == NULL || word.bytes == 0 || word.bytes > WORD_MAX_BYTES)
        return NULL;
    char folded[WORD_MAX_BYTES * 2];
    return data_find(file, section, folded, fold(word, lower, lower, folded));
}

static const char *find(const struct sentence_rules *rules, enum sentence_section section,
                        struct view word)
{
    static const char *const names[] = {"starters", "dates", "time prepositions",
                                        "one-letter words", "between name and verb"};
    return find_in(rules->file, names[section], word, section != SECTION_WORDS);
}

bool sentence_knows(const struct sentence_rules *rules, enum sentence_section section,
                    struct view word)
{
    return find(rules, section, word) != NULL;
}

static const char VERBS_OF_SPEAKING[] = "verbs of speaking", TAG_WORDS[] = "tag words";

bool sentence_is_speaking(const struct sentence_rules *rules, struct view word, struct view next)
{
    const char *but = find_in(rules->speakers, VERBS_OF_SPEAKING, word, true);
    if (but == NULL)
        but = find_in(rules->speakers, "verbs of thinking", word, true);
    if (but == NULL)
        but = find_in(rules->file, TAG_WORDS, word, true);
    return but != NULL && (but[0] == '\0' || !view_is_nocase(next, but));
}

static bool begins_with_any(const struct data_file *file, const char *section, struct view text)
{
    for (size_t i = file == NULL ? 0 : data_next(file, section, 0); file != NULL && i < file->count;
         i = data_next(file, section, i + 1))
        if (view_starts(text, file->entries[i].key))
            return true;
    return false;
}

bool sentence_begins_speaking(const struct sentence_rules *rules, struct view text)
{
    return begins_with_any(rules->file, TAG_WORDS, text) ||
           begins_with_any(rules->speakers, VERBS_OF_SPEAKING, text);
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
