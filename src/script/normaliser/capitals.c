/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"
#include "script/normaliser/numbers/handlers.h"

#include <string.h>

/* A neighbour in capitals: then capitals are emphasis or a heading, not an acronym. */
static bool shouts(struct norm_token token)
{
    return token.kind == TOKEN_WORD && token.upper_all && token.letters > 1;
}

/* The word to the left or right, even across a hyphen: "SSU-MA FA". */
static struct norm_token left_neighbour(const struct normaliser *s, struct norm_token word)
{
    struct norm_token before = token_before(s->text, word.start);
    return token_is(s->text, before, '-') ? token_before(s->text, before.start) : before;
}

static struct norm_token right_neighbour(const struct normaliser *s, struct norm_token word)
{
    struct norm_token after = token_after(s->text, word);
    return token_is(s->text, after, '-') ? token_after(s->text, after) : after;
}

static bool say_lower(struct normaliser *s, struct norm_token word)
{
    text_add_lower(&s->spoken, token_view(s->text, word));
    norm_put_scratch(s, word.end);
    return true;
}

static bool is_vowel(char c)
{
    return strchr("AEIOUY", c) != NULL;
}

/* Whether word[start..end) has several consonants that the language does not have in this place. */
static bool is_odd_cluster(const struct normaliser *s, struct view word, size_t start, size_t end,
                           const char *section)
{
    return end - start > 1 &&
           norm_find_folded(s->rules, section, view_part(word, start, end)) == NULL;
}

static bool is_odd_inside(const struct normaliser *s, struct view word, size_t first, size_t last)
{
    for (size_t start = first, end; start < last; start = end) {
        end = start + 1;
        if (is_vowel(word.at[start]))
            continue;
        while (end < last && !is_vowel(word.at[end]))
            end++;
        if (end - start > 2 && is_odd_cluster(s, word, start, end, "middles"))
            return true;
    }
    return false;
}

/*
 * Capitals that cannot be a word of the language, judging by their consonants, and so are said
 * letter by letter: IUCN, WBAN. Words without a vowel are left to the synthesiser, which spells
 * them.
 */
static bool is_unpronounceable(const struct normaliser *s, struct view word)
{
    size_t first = 0, last = word.bytes;
    while (first < word.bytes && !is_vowel(word.at[first]))
        first++;
    while (last > first && !is_vowel(word.at[last - 1]))
        last--;
    if (first == word.bytes || *norm_option(s->rules, "spell acronyms") == '\0')
        return false;
    return is_odd_inside(s, word, first, last) || is_odd_cluster(s, word, 0, first, "onsets") ||
           is_odd_cluster(s, word, last, word.bytes, "codas") ||
           (first == 0 && word.bytes > 2 &&
            norm_find_folded(s->rules, "odd beginnings", view_part(word, 0, 2)) != NULL);
}

static bool say_spelled(struct normaliser *s, struct norm_token word)
{
    for (size_t i = word.start; i < word.end; i++)
        add_letter(s, view_part(s->text, i, i + 1));
    norm_put_scratch(s, word.end);
    return true;
}

/* "IN A BOAT" */
static bool say_article_in_capitals(struct normaliser *s, struct norm_token word)
{
    struct view letter = token_view(s->text, word);
    return norm_find(s->rules, "letters", letter) != NULL &&
           (shouts(token_before(s->text, word.start)) || shouts(token_after(s->text, word))) &&
           say_lower(s, word);
}

/* "IT was late": a short word in capitals that the synthesiser would spell. */
static bool is_small_word(const struct normaliser *s, struct norm_token word)
{
    struct norm_token before = token_before(s->text, word.start);
    const char *not_after = norm_find(s->rules, "capital words", token_view(s->text, word));
    return not_after != NULL && !(before.kind == TOKEN_WORD && before.end < word.start &&
                                  view_is_nocase(token_view(s->text, before), not_after));
}

/* "CO2", "H₂O", "MI6": a few capitals before or after a figure are letters. Those without a vowel
 * are left to the synthesiser, which spells them. */
static bool stands_at_figure(const struct normaliser *s, struct norm_token word)
{
    uint32_t before = rune_ending(s->text, word.start), after = rune_at(s->text, word.end);
    struct view letters = token_view(s->text, word);
    bool vowel = letters.bytes > 1 && strcspn(letters.at, "AEIOU") < letters.bytes;
    return word.letters <= 3 && letters.bytes == (size_t)word.letters &&
           *norm_option(s->rules, "spell acronyms") != '\0' &&
           ((vowel && after >= '0' && after <= '9') || is_lowered(after) || is_lowered(before));
}

/* "AT&T", "B&B": a few capitals on both sides of it are letters. */
static bool stands_at_ampersand(const struct normaliser *s, struct norm_token word)
{
    uint32_t before = rune_ending(s->text, word.start);
    struct norm_token mark = token_at(s->text, word.end), next = token_at(s->text, mark.end);
    struct norm_token other = before == '&' ? token_before(s->text, word.start - 1) : next;
    return word.letters <= 2 && word.end - word.start == (size_t)word.letters &&
           (before == '&' || mark.rune == '&') && other.kind == TOKEN_WORD && other.upper_all &&
           other.letters <= 2 && *norm_option(s->rules, "spell acronyms") != '\0';
}

bool say_capitals(struct normaliser *s, struct norm_token word)
{
    if (word.upper_all && stands_at_ampersand(s, word))
        return say_spelled(s, word);
    if (word.upper_all && stands_at_figure(s, word)) {
        say_spelled(s, word);
        norm_gap(s);
        return true;
    }
    if (word.upper_all && word.letters == 1)
        return say_article_in_capitals(s, word);
    if (!word.upper_all)
        return false;
    struct view letters = token_view(s->text, word);
    bool ascii = letters.bytes == (size_t)word.letters;
    const char *known = norm_find(s->rules, "acronyms", letters);
    if (known != NULL && *known != '\0') {
        norm_put_str(s, word.end, known);
        return true;
    }
    if (known != NULL && ascii)
        return say_spelled(s, word);
    if (is_small_word(s, word))
        return say_lower(s, word);
    if (word.letters == 2 && say_state(s, word))
        return true;
    struct norm_token before = left_neighbour(s, word), after = right_neighbour(s, word);
    if (s->input->heading || shouts(before) || shouts(after))
        return say_lower(s, word);
    bool bracketed = rune_ending(s->text, word.start) == '(' && rune_at(s->text, word.end) == ')';
    if (ascii && bracketed && word.letters <= 6 && *norm_option(s->rules, "spell acronyms") != '\0')
        return say_spelled(s, word);
    return ascii && word.letters >= 3 && word.letters <= 6 && is_unpronounceable(s, letters) &&
           say_spelled(s, word);
}
