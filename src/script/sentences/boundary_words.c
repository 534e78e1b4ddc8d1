/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/sentences/boundary_words.h"

#include "script/sentences/marks.h"
#include "script/sentences/rules.h"

#include <string.h>

/* All chosen. Four letters between dots: longer ones are words ("example.com"). Four names: "Lady
 * Catherine de Bourgh". The two others only bound what is looked at. */
enum {
    PART_MAX_LETTERS = 4,
    OPENING_MAX_RUNES = 16,
    DIALOGUE_TAG_MAX_NAMES = 4,
    CLAUSE_MAX_BYTES = 48
};

static bool binds(uint32_t rune)
{
    return rune == '.' || rune == '\'' || rune == '-' || rune == 0x2019 || rune == 0x2010 ||
           rune == 0xAD;
}

/* Combining marks, which are not letters to ICU, belong to the letter before them. */
static bool in_word(uint32_t rune)
{
    return rune_is_alnum(rune) || binds(rune) || rune == RUNE_BAD ||
           (rune >= 0x300 && rune < 0x370) || (rune >= 0x900 && rune < 0x1000);
}

static struct view without_edges(struct view word)
{
    for (size_t next = 0; next < word.bytes && binds(rune_next(word, &next)); next = 0)
        word = view_part(word, next, word.bytes);
    while (word.bytes > 0 && binds(rune_ending(word, word.bytes))) {
        size_t start = word.bytes;
        rune_before(word, &start);
        word.bytes = start;
    }
    return word;
}

struct view word_ending(struct view text, size_t end)
{
    size_t start = end;
    while (start > 0 && end - start < WORD_LOOK_BYTES) {
        size_t before = start;
        if (!in_word(rune_before(text, &before)))
            break;
        start = before;
    }
    return without_edges(view_part(text, start, end));
}

struct view word_at(struct view text, size_t start)
{
    size_t end = start;
    while (end < text.bytes && end - start < WORD_LOOK_BYTES) {
        size_t next = end;
        if (!in_word(rune_next(text, &next)))
            break;
        end = next;
    }
    return without_edges(view_part(text, start, end));
}

bool word_is_number(struct view word)
{
    for (size_t at = 0; at < word.bytes;) {
        uint32_t rune = rune_next(word, &at);
        if (!rune_is_digit(rune) && rune != '.')
            return false;
    }
    return word.bytes > 0;
}

bool word_is_letter(struct view word)
{
    size_t at = 0;
    return word.bytes > 0 && rune_is_letter(rune_next(word, &at)) && at == word.bytes;
}

bool word_is_initial(struct view word)
{
    return word_is_letter(word) && rune_is_upper(rune_at(word, 0));
}

bool word_has_inner_dots(struct view word)
{
    size_t letters = 0, dots = 0;
    for (size_t at = 0; at < word.bytes;) {
        bool dot = rune_next(word, &at) == '.';
        letters = dot ? 0 : letters + 1;
        dots += dot;
        if (letters > PART_MAX_LETTERS)
            return false;
    }
    return dots > 0;
}

struct view word_last_part(struct view word)
{
    for (size_t at = word.bytes; at > 0;) {
        size_t end = at;
        uint32_t rune = rune_before(word, &at);
        if (rune == '-' || rune == '\'' || rune == 0x2019 || rune == '.')
            return view_part(word, end, word.bytes);
    }
    return word;
}

/* Canonical Roman numerals below 4000, digit by digit: thousands, hundreds, tens, units. */
bool word_is_roman(struct view word)
{
    static const char *const places[] = {"M MM MMM", "C CC CCC CD D DC DCC DCCC CM",
                                         "X XX XXX XL L LX LXX LXXX XC",
                                         "I II III IV V VI VII VIII IX"};
    size_t at = 0;
    for (size_t place = 0; place < 4; place++) {
        struct view rest = view_of(places[place]);
        size_t longest = 0;
        while (rest.bytes > 0) {
            size_t end = view_find(rest, " ", 0);
            if (end > longest && word.bytes - at >= end && memcmp(word.at + at, rest.at, end) == 0)
                longest = end;
            rest = view_part(rest, end < rest.bytes ? end + 1 : end, rest.bytes);
        }
        at += longest;
    }
    return word.bytes > 0 && at == word.bytes;
}

bool word_is_small_roman(struct view word)
{
    char upper[16];
    if (word.bytes > sizeof upper)
        return false;
    for (size_t i = 0; i < word.bytes; i++) {
        if (word.at[i] < 'a' || word.at[i] > 'z')
            return false;
        upper[i] = (char)(word.at[i] - 'a' + 'A');
    }
    return word_is_roman((struct view){upper, word.bytes});
}

bool word_is_camel(struct view word)
{
    size_t at = 0;
    if (!rune_is_lower(rune_next(word, &at)))
        return false;
    while (at < word.bytes)
        if (rune_is_upper(rune_next(word, &at)))
            return true;
    return false;
}

/* "'t Was": where the word with the capital begins; `at` when no elided word comes before it. */
static size_t after_elision(struct view text, size_t at)
{
    uint32_t before = rune_ending(text, at);
    bool letter = rune_is_lower(rune_at(text, at)) && rune_is_space(rune_at(text, at + 1));
    if ((before != '\'' && before != 0x2019 && before != 0x2018) || !letter)
        return at;
    size_t next = mark_skip_blanks(text, at + 1);
    return rune_is_upper(rune_at(text, next)) ? next : at;
}

void opening_read(const struct sentence_rules *rules, struct view text, size_t start,
                  struct opening *opening)
{
    *opening = (struct opening){.start = start};
    size_t at = start;
    for (int marks = 0; marks < OPENING_MAX_RUNES && at < text.bytes; marks++) {
        size_t next = at;
        uint32_t rune = rune_next(text, &next);
        enum mark_class class = mark_class(rules, rune);
        if (class == MARK_OTHER) {
            at = after_elision(text, at);
            opening->word = word_at(text, at);
            opening->rune = rune_at(text, at);
            return;
        }
        bool bracket = rune == '(' || rune == '[' || rune == '{';
        opening->bracket = opening->bracket || bracket;
        opening->quote = opening->quote || (class == MARK_QUOTE && rune != 0x2019) ||
                         (class == MARK_OPEN && !bracket && rune != 0xA1 && rune != 0xBF);
        opening->dash = opening->dash || class == MARK_DASH;
        opening->bullet = opening->bullet || class == MARK_BULLET;
        at = next;
    }
}

/* Where the word after a name begins, past the dot of "Mr."; the end when no blank follows. */
static size_t after_name(struct view text, size_t end)
{
    if (rune_at(text, end) == '.')
        end++;
    size_t next = mark_skip_blanks(text, end);
    return next > end ? next : text.bytes;
}

static bool is_name(const struct sentence_rules *rules, struct view word)
{
    return rune_is_upper(rune_at(word, 0)) && !sentence_knows(rules, SECTION_STARTERS, word);
}

bool is_dialogue_tag(const struct sentence_rules *rules, struct view text, size_t start)
{
    struct view word = word_at(text, start);
    start = (size_t)(word.at - text.at);
    if (!is_name(rules, word) && !sentence_knows(rules, SECTION_WORDS, word))
        return false;
    for (int names = 0; names <= DIALOGUE_TAG_MAX_NAMES; names++) {
        start = after_name(text, start + word.bytes);
        word = word_at(text, start);
        start = (size_t)(word.at - text.at);
        if (sentence_is_speaking(rules, word, word_at(text, after_name(text, start + word.bytes))))
            return true;
        if (!is_name(rules, word) && !sentence_joins_names(rules, word))
            return false;
    }
    return false;
}

static bool is_clause_end(uint32_t rune)
{
    return rune == 0x3001 || rune == 0xFF0C || rune == 0xFF1A || rune == 0xFF1B;
}

bool is_uncased_dialogue_tag(const struct sentence_rules *rules, struct view text, size_t start)
{
    if (rules->dialogue_tags == DIALOGUE_TAGS_AFTER_NAME)
        return false;
    for (size_t at = start; at < text.bytes && at - start < CLAUSE_MAX_BYTES;) {
        if (sentence_begins_speaking(rules, view_part(text, at, at + WORD_LOOK_BYTES)))
            return true;
        if (rules->dialogue_tags == DIALOGUE_TAGS_NEXT ||
            mark_class(rules, rune_next(text, &at)) != MARK_OTHER ||
            is_clause_end(rune_ending(text, at)))
            return false;
    }
    return false;
}
