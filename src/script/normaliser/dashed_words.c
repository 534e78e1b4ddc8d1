/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"

#include <string.h>

/* Words with a dash inside: "to-day", and what was not to be printed: "d—n", "B——n", "M——". */

/* One of the letters is a vowel: then the dash does not replace a name. */
static bool has_vowel(const struct normaliser *s, struct norm_token first, struct norm_token second)
{
    for (size_t i = first.start; i < second.end; i++)
        if ((i < first.end || i >= second.start) && strchr("AEIOUYaeiouy", s->text.at[i]) != NULL)
            return true;
    return false;
}

/* "N—o" and "Y—es" are words said slowly; in "I—who" and "W—what" somebody breaks off. */
static bool say_stammered(struct normaliser *s, struct norm_token first, struct norm_token second)
{
    char letter = s->text.at[first.start], next = s->text.at[second.start];
    if (letter == 'I' || letter == 'A' || (letter | 0x20) == next)
        return false;
    text_add_view(&s->spoken, token_view(s->text, first));
    text_add_view(&s->spoken, token_view(s->text, second));
    norm_put_scratch(s, second.end);
    return true;
}

/* The word before `at` is a title, or another word that a name follows. */
static bool follows_title(const struct normaliser *s, size_t at)
{
    struct norm_token word = token_before(s->text, at);
    if (token_is(s->text, word, '.')) {
        word = token_before(s->text, word.start);
        return word.kind == TOKEN_WORD &&
               norm_find_folded(s->rules, "titles", token_view(s->text, word)) != NULL;
    }
    return word.kind == TOKEN_WORD && word.end < at &&
           norm_find_folded(s->rules, "before omitted", token_view(s->text, word)) != NULL;
}

bool say_omitted_name(struct normaliser *s, struct norm_token mark, size_t end, bool doubled)
{
    struct norm_token letter = token_before(s->text, mark.start);
    const char *omitted = norm_option(s->rules, "omitted");
    bool initial = letter.kind == TOKEN_WORD && letter.end == mark.start && letter.letters == 1 &&
                   letter.upper_first && letter.rune != 'I';
    bool titled = follows_title(s, initial ? letter.start : mark.start);
    bool alone = !rune_is_alnum(rune_ending(s->text, mark.start));
    bool named = initial ? titled || (doubled && letter.rune != 'A') : alone && titled && doubled;
    if (*omitted == '\0' || !named)
        return false;
    text_add_str(&s->spoken, omitted);
    struct norm_token apostrophe = token_at(s->text, end),
                      ending = token_at(s->text, apostrophe.end);
    if ((apostrophe.rune == '\'' || apostrophe.rune == 0x2019) &&
        view_is(token_view(s->text, ending), "s")) {
        text_add_str(&s->spoken, "'s"); /* "to ——'s" */
        end = ending.end;
    }
    norm_gap(s);
    norm_put_scratch(s, end);
    norm_gap(s);
    return true;
}

/* "d—n": the word is looked up by the letters around the dash. If it is not known, the letters are
 * said with the word for a gap between them ("blank"). */
static bool say_censored(struct normaliser *s, struct norm_token first, size_t end, bool doubled)
{
    struct norm_token second = token_at(s->text, end);
    const char *omitted = norm_option(s->rules, "omitted");
    if (first.letters > 2 || second.kind != TOKEN_WORD || second.letters > 3 || *omitted == '\0')
        return false;
    struct text key = {0};
    text_add_view(&key, token_view(s->text, first));
    text_add_char(&key, '-');
    text_add_view(&key, token_view(s->text, second));
    const char *known = norm_find(s->rules, "censored", text_view(&key));
    if (known == NULL && first.upper_first && !second.upper_first && !follows_title(s, first.start))
        known = norm_find_folded(s->rules, "censored", text_view(&key)); /* "D—n" */
    text_release(&key);
    if (known == NULL && (first.letters > 1 || !first.upper_first || second.upper_first))
        return false;
    if (known == NULL && !doubled && !follows_title(s, first.start) && has_vowel(s, first, second))
        return say_stammered(s, first, second);
    if (known != NULL) {
        norm_put_str(s, second.end, known);
        return true;
    }
    norm_keep(s, first.end);
    norm_gap(s);
    norm_put_str(s, end, omitted);
    norm_gap(s);
    return true;
}

static bool say_hyphenated(struct normaliser *s, struct norm_token word, struct norm_token second)
{
    if (second.kind != TOKEN_WORD)
        return false;
    const char *spoken =
        norm_find_folded(s->rules, "hyphenated", view_part(s->text, word.start, second.end));
    if (spoken != NULL)
        norm_put_str(s, second.end, spoken);
    return spoken != NULL;
}

/* "c/o" */
static bool say_slashed(struct normaliser *s, struct norm_token word, struct norm_token slash)
{
    struct norm_token second = token_at(s->text, slash.end);
    const char *alone =
        second.kind != TOKEN_BLANK || word.letters > 2
            ? NULL
            : norm_find(s->rules, "slashed", view_part(s->text, word.start, slash.end));
    if (alone != NULL) { /* "w/ ham" */
        norm_put_str(s, slash.end, alone);
        return true;
    }
    if (word.letters > 2 || second.kind != TOKEN_WORD || second.letters > 2)
        return false;
    const char *spoken = norm_find(s->rules, "slashed", view_part(s->text, word.start, second.end));
    if (spoken != NULL)
        norm_put_str(s, second.end, spoken);
    return spoken != NULL;
}

bool say_dashed(struct normaliser *s, struct norm_token word)
{
    struct norm_token slash = token_at(s->text, word.end);
    if (token_is(s->text, slash, '/'))
        return say_slashed(s, word, slash);
    if (!is_dash(rune_at(s->text, word.end)))
        return false;
    bool omits = false;
    size_t end = dashes_end(s->text, word.end, &omits);
    bool doubled = end - word.end > 3; /* more than one em dash or three hyphens */
    struct norm_token second = token_at(s->text, end);
    return omits ? say_censored(s, word, end, doubled)
                 : say_hyphenated(s, word, second) || say_stammer(s, word, second);
}
