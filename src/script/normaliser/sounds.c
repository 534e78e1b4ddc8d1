/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"
#include "script/normaliser/numbers/handlers.h"

#include <string.h>

/* Sounds and stretched words, "Shhh", "Brrr", "Nooooo", and stammers, "W-w-what". The synthesiser
 * would spell the first and name the letters of the last. */

/* The word in small letters, every run of one letter shortened to one when it is `least` letters
 * long or longer. */
static void add_shortened(struct view word, size_t least, struct text *out)
{
    struct text lower = {0};
    text_add_lower(&lower, word);
    for (size_t start = 0, end; start < lower.bytes; start = end) {
        for (end = start + 1; end < lower.bytes && lower.at[end] == lower.at[start];)
            end++;
        text_add(out, lower.at + start, end - start >= least ? 1 : end - start);
    }
    text_release(&lower);
}

static size_t longest_run(struct view word)
{
    size_t longest = 0;
    for (size_t start = 0, end; start < word.bytes; start = end) {
        for (end = start + 1; end < word.bytes && (word.at[end] | 0x20) == (word.at[start] | 0x20);)
            end++;
        longest = end - start > longest ? end - start : longest;
    }
    return longest;
}

/* "Hmph", "SHHH". What may be an abbreviation ("ft", "MM", "mm") is a sound only when a letter is
 * repeated more often than an abbreviation would have it. */
static const char *find_sound(const struct normaliser *s, struct norm_token word, size_t run)
{
    struct text key = {0};
    add_shortened(token_view(s->text, word), 2, &key);
    size_t least = key.bytes > 2 ? 1 : key.bytes == 2 || word.upper_first ? 2 : 3;
    if (word.upper_all)
        least = word.letters > 2 ? 2 : 3;
    const char *spoken = run < least ? NULL : norm_find(s->rules, "sounds", text_view(&key));
    text_release(&key);
    return spoken;
}

static bool has_capital(struct view letters)
{
    for (size_t i = 0; i < letters.bytes; i++)
        if (letters.at[i] >= 'A' && letters.at[i] <= 'Z')
            return true;
    return false;
}

bool say_sound(struct normaliser *s, struct norm_token word)
{
    struct view letters = token_view(s->text, word);
    bool capital_inside = word.upper_any && !word.upper_all &&
                          !(word.upper_first && !has_capital(view_part(letters, 1, letters.bytes)));
    if (letters.bytes != (size_t)word.letters || word.letters < 2 || capital_inside)
        return false;
    size_t run = longest_run(letters);
    const char *spoken = find_sound(s, word, run);
    if (spoken != NULL) {
        norm_put_str(s, word.end, spoken);
        return true;
    }
    bool stretched = run >= 3 && run < letters.bytes && roman_value(letters) == 0;
    if (!stretched || *norm_option(s->rules, "stretched words") == '\0')
        return false;
    add_shortened(letters, 3, &s->spoken);
    spoken = norm_find(s->rules, "stretched", text_view(&s->spoken));
    if (spoken != NULL) {
        text_clear(&s->spoken);
        text_add_str(&s->spoken, spoken);
    }
    norm_put_scratch(s, word.end);
    return true;
}

/* `word` is what `whole` begins with: "th", "the". */
static bool begins(struct view word, struct view whole)
{
    struct text small = {0}, large = {0};
    text_add_lower(&small, word);
    text_add_lower(&large, whole);
    bool found = small.bytes <= large.bytes && memcmp(small.at, large.at, small.bytes) == 0;
    text_release(&small);
    text_release(&large);
    return found;
}

static bool ends_in_vowel(struct view word)
{
    return word.bytes > 0 && strchr("aeiouAEIOU", word.at[word.bytes - 1]) != NULL;
}

/* The word that is stammered comes at last, after any number of its first sounds: "b-b-be". Words
 * said letter by letter ("p-l-e-e-s") and sounds ("Oh-h-h") have none. "I-I" is one as well. */
static bool reaches_word(const struct normaliser *s, struct view start, struct norm_token part)
{
    if (part.rune == 'I' && view_is(start, "I") && part.letters == 1)
        return true;
    for (int parts = 0; parts < 6 && part.kind == TOKEN_WORD; parts++) {
        struct view letters = token_view(s->text, part);
        if (!begins(start, letters))
            return false;
        if (letters.bytes > start.bytes)
            return true;
        struct norm_token hyphen = token_at(s->text, part.end);
        if (!token_is(s->text, hyphen, '-'))
            return false;
        part = token_at(s->text, hyphen.end);
    }
    return false;
}

bool say_stammer(struct normaliser *s, struct norm_token word, struct norm_token second)
{
    struct view start = token_view(s->text, word);
    const char *ending = norm_option(s->rules, "stammer");
    if (*ending == '\0' || second.kind != TOKEN_WORD || word.letters > 3 ||
        start.bytes != (size_t)word.letters || !reaches_word(s, start, second) ||
        (word.letters == 3 && !ends_in_vowel(start)) || /* "pom-poms" */
        norm_find_folded(s->rules, "prefixes", start) != NULL ||
        norm_find_folded(s->rules, "not stammered", view_part(s->text, word.start, second.end)))
        return false;
    const char *spoken = norm_find_folded(s->rules, "stammers", start);
    if (spoken != NULL)
        text_add_str(&s->spoken, spoken);
    else
        text_add_lower(&s->spoken, start);
    if (spoken == NULL && strchr("aeiou", s->spoken.at[s->spoken.bytes - 1]) == NULL)
        text_add_str(&s->spoken, ending);
    norm_put_scratch(s, second.start);
    norm_gap(s);
    return true;
}
